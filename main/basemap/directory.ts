/**
 * Reads a PMTiles directory and believes nothing in it. The library's own reader takes the number of entries from the bytes and reads on
 * past their end: a spoilt first byte would fill the memory. Layout: PMTiles specification, version 3, section 4.2.
 */
import type { Entry } from 'pmtiles'
import { readVarint } from 'pmtiles'
import { Refused } from './refused.ts'

/** Four numbers of at least one byte each. */
const SMALLEST_ENTRY_BYTES = 4

/** Entries in ascending order of their tiles. Throws Refused 'directory'. */
export function readDirectory(bytes: Uint8Array): Entry[] {
  const at = { buf: bytes, pos: 0 }
  const next = (): number => {
    if (at.pos >= bytes.length) throw new Refused('directory', 'a directory ends too early')
    const value = varint(at)
    if (!Number.isSafeInteger(value) || value < 0) throw new Refused('directory', 'a number too large for a directory')
    return value
  }
  const count = next()
  if (count === 0 || count * SMALLEST_ENTRY_BYTES > bytes.length) throw new Refused('directory', `${count} entries in ${bytes.length} bytes`)
  const entries: Entry[] = []
  let tileId = 0
  for (let i = 0; i < count; i++) {
    const step = next()
    if (i > 0 && step === 0) throw new Refused('directory', 'a tile is listed twice')
    tileId += step
    entries.push({ tileId, offset: 0, length: 0, runLength: 0 })
  }
  for (const entry of entries) entry.runLength = next()
  for (const entry of entries) {
    entry.length = next()
    if (entry.length === 0) throw new Refused('directory', 'an entry without bytes')
  }
  let end = 0
  for (const [i, entry] of entries.entries()) {
    const value = next()
    if (value === 0 && i === 0) throw new Refused('directory', 'the first entry follows nothing')
    entry.offset = value === 0 ? end : value - 1
    end = entry.offset + entry.length
  }
  return entries
}

function varint(at: { buf: Uint8Array; pos: number }): number {
  try {
    return readVarint(at)
  } catch (error) {
    throw new Refused('directory', 'a number that never ends', { cause: error })
  }
}
