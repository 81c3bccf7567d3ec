/**
 * The folder of base maps: what lies in it, what a check found, and tiles of those that are sound. A file enters by being put into the
 * folder or by `add`; the page names an id of this list, never a path.
 */
import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BaseMapFile, BaseMapState, BaseMapTile } from '../../preload/contract/base-map.ts'
import { openArchive, type Archive } from './archive.ts'
import { checkFile } from './check.ts'
import { recallChecks, rememberChecks, type CheckedFile } from './checked.ts'
import { copyIn } from './copy-in.ts'
import { openFileSource } from './file-source.ts'
import { asRefused, Refused } from './refused.ts'

export interface Library {
  readonly folder: string
  /** Looks into the folder again; what is new or changed is checked from now on. */
  list(): BaseMapFile[]
  /** Brings a file in and has it checked; the id it has from now on. */
  add(path: string): string
  /** Checks again, from the first byte. */
  check(id: string): void
  /** Breaks off a copy or a check. */
  cancel(id: string): void
  /** Deletes the file from the folder. */
  remove(id: string): Promise<void>
  /** Throws Refused where the file is not sound or not there. */
  tile(id: string, z: number, x: number, y: number): Promise<BaseMapTile>
  /** Resolves when nothing is being copied or checked. */
  idle(): Promise<void>
  close(): Promise<void>
}

interface Entry extends Omit<BaseMapFile, 'id'> {
  changedAt: number
  /** False while it is only on its way into the folder, or was refused on the way. */
  inFolder: boolean
  work: AbortController | null
}

const SUFFIX = '.pmtiles'
const LONGEST_NAME = 120
const PROGRESS_MS = 300
/** A memory stick keeps times in steps of two seconds. */
const COARSEST_TIME_MS = 2_000

export function openLibrary(folder: string, { now, changed }: { now: () => number; changed: () => void }): Library {
  const entries = new Map<string, Entry>()
  const archives = new Map<string, Promise<Archive>>()
  // One file at a time: two at once only fight for the disk.
  let turn: Promise<void> = Promise.resolve()
  let closed = false
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const known = new Map(recallChecks(folder).map((check) => [check.name, check]))
  const pathOf = ({ name }: Entry): string => join(folder, name)

  const become = (entry: Entry, state: BaseMapState): void => {
    entry.state = state
    if (!closed) changed()
  }
  const remember = (): void => {
    const checks = [...entries.values()].filter((entry): entry is Entry & CheckedFile => entry.inFolder && (entry.state.is === 'sound' || entry.state.is === 'refused'))
    rememberChecks(folder, checks.map(({ name, bytes, changedAt, state }) => ({ name, bytes, changedAt, state })))
  }
  const progress = (entry: Entry, is: 'copying' | 'checking'): ((doneBytes: number) => void) => {
    let toldAt = now()
    return (doneBytes) => {
      if (now() - toldAt < PROGRESS_MS) return
      toldAt = now()
      become(entry, { is, doneBytes, ofBytes: entry.bytes })
    }
  }
  /** Runs after what is under way; whatever goes wrong becomes the entry's state. */
  const begin = (entry: Entry, steps: (signal: AbortSignal) => Promise<BaseMapState>): void => {
    entry.work?.abort()
    const work = new AbortController()
    entry.work = work
    turn = turn.then(async () => {
      if (work.signal.aborted) return
      let state: BaseMapState
      try {
        state = await steps(work.signal)
      } catch (error) {
        if (work.signal.aborted) return
        const { fault, message } = asRefused(error)
        state = { is: 'refused', fault, detail: message.slice(0, 300) }
      }
      entry.work = null
      become(entry, state)
      if (!closed) remember()
    })
  }
  const check = (entry: Entry): void => {
    become(entry, { is: 'checking', doneBytes: 0, ofBytes: entry.bytes })
    begin(entry, async (signal) => ({ is: 'sound', facts: await checkFile(pathOf(entry), { signal, now, onBytes: progress(entry, 'checking') }) }))
  }
  const forget = async (id: string): Promise<void> => {
    const archive = archives.get(id)
    archives.delete(id)
    await archive?.then((open) => open.close(), () => null)
  }

  const lookInto = (): void => {
    const seen = new Set<string>()
    for (const file of readdirSync(folder, { withFileTypes: true })) {
      // Links could lead anywhere: a file lies here or it is none.
      if (!file.isFile() || !file.name.toLowerCase().endsWith(SUFFIX)) continue
      const id = idOf(file.name)
      seen.add(id)
      notice(id, file.name)
    }
    for (const [id, entry] of entries) {
      if (!entry.inFolder || seen.has(id)) continue
      entry.work?.abort()
      entries.delete(id)
      void forget(id)
    }
  }
  const notice = (id: string, name: string): void => {
    const { size: bytes, mtimeMs } = statSync(join(folder, name))
    const changedAt = Math.trunc(mtimeMs)
    const before = entries.get(id)
    if (before !== undefined && (!before.inFolder || (before.bytes === bytes && before.changedAt === changedAt))) return
    void forget(id)
    const record = known.get(name)
    const isKnown = record !== undefined && record.bytes === bytes && record.changedAt === changedAt
    const entry: Entry = { name, bytes, changedAt, inFolder: true, work: null, state: isKnown ? record.state : { is: 'checking', doneBytes: 0, ofBytes: bytes } }
    before?.work?.abort()
    entries.set(id, entry)
    if (!isKnown) check(entry)
  }
  const find = (id: string): Entry => {
    const entry = entries.get(id)
    if (entry === undefined) throw new Refused('unreadable', 'no such base map')
    return entry
  }

  return {
    folder,
    list() {
      lookInto()
      return [...entries].map(([id, { name, bytes, state }]) => ({ id, name, bytes, state })).toSorted((a, b) => a.name.localeCompare(b.name))
    },
    add(path) {
      lookInto()
      const { size: bytes, mtimeMs } = statSync(path)
      const same = [...entries.values()].find((entry) => entry.inFolder && stem(entry.name) === stem(nameFor(path, 1)) && entry.bytes === bytes && Math.abs(entry.changedAt - mtimeMs) <= COARSEST_TIME_MS)
      if (same !== undefined) return idOf(same.name)
      const underWay = idOf(nameFor(path, 1))
      if (entries.get(underWay)?.work != null) return underWay
      let copies = 1
      while (entries.get(idOf(nameFor(path, copies)))?.inFolder === true) copies++
      const name = nameFor(path, copies)
      const entry: Entry = { name, bytes, changedAt: Math.trunc(mtimeMs), inFolder: false, work: null, state: { is: 'copying', doneBytes: 0, ofBytes: bytes } }
      entries.set(idOf(name), entry)
      begin(entry, async (signal) => {
        // A head that cannot be right spares the copying.
        await (await openArchive(await openFileSource(path))).close()
        await copyIn(path, pathOf(entry), signal, progress(entry, 'copying'))
        // The copy's time may be rounded otherwise than the original's.
        entry.changedAt = Math.trunc(statSync(pathOf(entry)).mtimeMs)
        entry.inFolder = true
        const onBytes = progress(entry, 'checking')
        return { is: 'sound', facts: await checkFile(pathOf(entry), { signal, now, onBytes }) }
      })
      if (!closed) changed()
      return idOf(name)
    },
    check(id) {
      const entry = find(id)
      if (entry.inFolder && entry.work === null) check(entry)
    },
    cancel(id) {
      const entry = find(id)
      if (entry.work === null) return
      entry.work.abort()
      entry.work = null
      become(entry, { is: 'cancelled' })
    },
    async remove(id) {
      const entry = find(id)
      if (entry.work !== null) {
        entry.work.abort()
        // Windows deletes no open file.
        await turn
      }
      await forget(id)
      if (entry.inFolder) await rm(pathOf(entry), { force: true })
      entries.delete(id)
      remember()
      changed()
    },
    async tile(id, z, x, y) {
      const entry = find(id)
      if (entry.state.is !== 'sound') throw new Refused('unreadable', 'this base map is not sound')
      const archive = archives.get(id) ?? openFileSource(pathOf(entry)).then(openArchive)
      archives.set(id, archive)
      try {
        return { bytes: await (await archive).tile(z, x, y), isBroken: false }
      } catch (error) {
        if (!(error instanceof Refused)) await forget(id)
        return { bytes: null, isBroken: true }
      }
    },
    async idle() {
      for (let before: Promise<void> | null = null; before !== turn;) await (before = turn)
    },
    async close() {
      closed = true
      for (const entry of entries.values()) entry.work?.abort()
      await turn
      await Promise.all([...archives.keys()].map(forget))
    },
  }
}

/** Names nothing but this file of this folder. */
export function idOf(name: string): string {
  return hash('sha256', name, 'hex').slice(0, 24)
}

/** A name that is safe on every system: the given one without what some system reads as more than a name. */
function nameFor(path: string, copies: number): string {
  const plain = basename(path).replace(/\.pmtiles$/i, '').replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_').replaceAll(/^[. ]+|[. ]+$/g, '').slice(0, LONGEST_NAME)
  return `${plain === '' ? 'basemap' : plain}${copies === 1 ? '' : ` (${copies})`}${SUFFIX}`
}

const stem = (name: string): string => name.replace(/( \(\d+\))?\.pmtiles$/i, '')
