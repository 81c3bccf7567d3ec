/**
 * A foreign archive, opened with care: its list of entries is weighed before anything is unpacked, only what is asked for is unpacked, and never
 * more than was announced. Nothing is written to a disk; an entry whose name leads out of the archive is refused all the same, for no program writes one.
 */
import { type UnzipFileInfo, unzipSync } from 'fflate'
import { DeckRefusal } from './deck-refusal.ts'

export interface Archive {
  /** In lower case: parts of a package are named without regard to case (ECMA-376 part 2, 6.2.2.3). */
  names: readonly string[]
  /** Null where there is none. Throws DeckRefusal 'bomb' or 'damaged'. */
  read(name: string): Uint8Array<ArrayBuffer> | null
}

/** Unpacked bytes that one check may still take, over all archives inside one another. */
export interface Budget {
  left: number
}

export const ARCHIVE_LIMITS = { entries: 5_000, entryBytes: 16_777_216, unpackedBytes: 134_217_728, ratio: 250 } as const

export const createBudget = (): Budget => ({ left: ARCHIVE_LIMITS.unpackedBytes })

/** Old binary files and whatever is locked by a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]
/** A few hundred bytes of anything may shrink well. */
const SMALLEST = 1_000

export function openArchive(bytes: Uint8Array, budget: Budget): Archive {
  if (bytes.length === 0) throw new DeckRefusal('empty', 'no bytes')
  if (startsWith(bytes, COMPOUND)) throw new DeckRefusal('protected', 'a compound file')
  if (!startsWith(bytes, ZIP)) throw new DeckRefusal('no-deck', 'no archive')
  const entries = listEntries(bytes)
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) return null
      if (entry.originalSize > ARCHIVE_LIMITS.entryBytes || entry.originalSize > ARCHIVE_LIMITS.ratio * Math.max(entry.size, SMALLEST)) throw new DeckRefusal('bomb', `${name.slice(0, 100)} unpacks to ${entry.originalSize}`)
      budget.left -= entry.originalSize
      if (budget.left < 0) throw new DeckRefusal('bomb', 'unpacks to more than any deck has')
      return unpack(bytes, entry)
    },
  }
}

function listEntries(bytes: Uint8Array): Map<string, UnzipFileInfo> {
  const entries = new Map<string, UnzipFileInfo>()
  unzip(bytes, (entry) => {
    const name = entry.name.toLowerCase()
    if (entries.size >= ARCHIVE_LIMITS.entries) throw new DeckRefusal('bomb', `more than ${ARCHIVE_LIMITS.entries} entries`)
    if (leadsOut(name)) throw new DeckRefusal('damaged', 'an entry leads out of the archive')
    // Of two with one name another program may show the other one.
    if (entries.has(name)) throw new DeckRefusal('damaged', `two entries are called ${name.slice(0, 100)}`)
    entries.set(name, entry)
    return false
  })
  return entries
}

const leadsOut = (name: string): boolean => name.startsWith('/') || /[\\\0:]/.test(name) || name.split('/').includes('..')

function unpack(bytes: Uint8Array, { name, originalSize }: UnzipFileInfo): Uint8Array<ArrayBuffer> {
  const unpacked = Object.values(unzip(bytes, (entry) => entry.name === name))[0]
  if (unpacked?.length !== originalSize) throw new DeckRefusal('damaged', 'an entry has another size than it says')
  return unpacked
}

function unzip(bytes: Uint8Array, filter: (entry: UnzipFileInfo) => boolean): Record<string, Uint8Array<ArrayBuffer>> {
  try {
    return unzipSync(bytes, { filter }) as Record<string, Uint8Array<ArrayBuffer>>
  } catch (error) {
    throw error instanceof DeckRefusal ? error : new DeckRefusal('damaged', String(error))
  }
}

const startsWith = (bytes: Uint8Array, begin: readonly number[]): boolean => begin.every((byte, n) => bytes[n] === byte)
