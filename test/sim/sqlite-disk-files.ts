/** What lies on the disk when a process is killed, when the power goes, and when the disk itself is bad. */
import { closeSync, copyFileSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, truncateSync, utimesSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE_FILE } from '../../main/store/cache.ts'
import type { WritableDatabase } from '../../main/store/open.ts'

const WAL_HEADER = 32
const FRAME_HEADER = 24

/** The part of a WAL that has surely reached the platter, because a checkpoint has synced it; and where the WAL's valid frames end. */
export interface WalState {
  /** Tells one run of the WAL from the next. */
  salt: string
  durable: number
  end: number
}

export const NO_WAL: WalState = { salt: '', durable: 0, end: 0 }

function saltOf(wal: string): string {
  const stat = statSync(wal, { throwIfNoEntry: false })
  if (!stat || stat.size < WAL_HEADER) return ''
  const salt = Buffer.alloc(8)
  const file = openSync(wal, 'r')
  readSync(file, salt, 0, 8, 16)
  closeSync(file)
  return salt.toString('hex')
}

/** Not inside a transaction. `before`: what was known when the process began, since a new process has forgotten its predecessor's checkpoints. */
export function walState(db: WritableDatabase, folder: string, before: WalState): WalState {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }]
  const frame = FRAME_HEADER + Number(db.pragma('page_size', { simple: true }))
  const salt = saltOf(join(folder, `${CACHE_FILE}-wal`))
  const bytes = (frames: number): number => (frames > 0 ? WAL_HEADER + frames * frame : 0)
  return { salt, durable: Math.max(bytes(state.checkpointed), salt === before.salt ? before.durable : 0), end: bytes(state.log) }
}

/** The profile as it lies, without the shared memory, which dies with its process. */
export function copyProfile(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyProfile(source, target)
    else if (!entry.name.endsWith('-shm')) {
      copyFileSync(source, target)
      const { atime, mtime } = statSync(source)
      utimesSync(target, atime, mtime)
    }
  }
}

/** A tenth of the power cuts take the whole WAL, where they can; the others tear it at some byte, most when `chance` is small. */
const WHOLE = 0.1

/** What the platter had not got is gone: the WAL is missing or ends in a torn tail. What is found afterwards is on the platter. */
export function tearWal(folder: string, wal: WalState, chance: number): WalState {
  const path = join(folder, `${CACHE_FILE}-wal`)
  if (!statSync(path, { throwIfNoEntry: false })) return NO_WAL
  if (chance < WHOLE && wal.durable === 0) {
    rmSync(path)
    return NO_WAL
  }
  const cut = wal.durable + Math.floor(chance * Math.max(0, wal.end - wal.durable))
  truncateSync(path, cut)
  return { ...wal, durable: cut, end: cut }
}

export type Damage = 'emptied' | 'flipped' | 'deleted'

/** Bytes 60–63 say which version of this program wrote the file; a file from the future is refused untouched, and no disk fault is meant by that. */
const isVersion = (at: number): boolean => at >= 60 && at < 64

/** `chance` chooses the bit that flips. */
export function damageCache(folder: string, damage: Damage, chance: number): void {
  const path = join(folder, CACHE_FILE)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return
  if (damage === 'deleted') rmSync(path)
  else if (damage === 'emptied') truncateSync(path, 0)
  else flipBit(path, Math.floor(chance * stat.size * 8))
}

function flipBit(path: string, bit: number): void {
  const at = isVersion(bit >> 3) ? 64 : bit >> 3
  const byte = Buffer.alloc(1)
  const file = openSync(path, 'r+')
  readSync(file, byte, 0, 1, at)
  byte[0] = (byte[0] ?? 0) ^ (1 << (bit & 7))
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}
