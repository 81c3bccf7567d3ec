/** Opens database files. Pragmas are set and read back on every open: SQLite forgets most of them, and `synchronous` falls back silently. */
import type BetterSqlite3 from 'better-sqlite3'
import { StoreFailure } from './failure.ts'
import { loadSqlite } from './guard.ts'

declare const writable: unique symbol
declare const readable: unique symbol

/** A handle of the one writer. A ReadableDatabase cannot be passed where this is asked for. */
export type WritableDatabase = BetterSqlite3.Database & { readonly [writable]: true; readonly [readable]: true }
/** A handle that only reads; the writer's handle can also be read from. */
export type ReadableDatabase = Pick<BetterSqlite3.Database, 'prepare' | 'close' | 'pragma' | 'name' | 'open' | 'inTransaction'> & { readonly [readable]: true }

/** "yong" in ASCII: says that a file is this program's. */
export const APPLICATION_ID = 0x796f6e67

const BOTH = [
  ['busy_timeout', 5_000],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
  ['mmap_size', 0],
  ['temp_store', 2],
] as const

/**
 * normal: enough for the cache, whose lost tail includes its cursors. full: a commit is on stable storage when it returns; on macOS an
 * fsync alone only reaches the drive's own memory.
 */
const DURABILITY = {
  normal: [['synchronous', 1]],
  full: [['synchronous', 2], ['fullfsync', 1], ['checkpoint_fullfsync', 1]],
} as const
export type Durability = keyof typeof DURABILITY

const WRITER = [
  ['secure_delete', 1],
  ['journal_size_limit', 67_108_864],
  ['wal_autocheckpoint', 1_000],
] as const

type Settable = Pick<BetterSqlite3.Database, 'pragma'>

/** A build without memory mapping answers nothing to mmap_size: then there is nothing to map. */
function setAndReadBack(db: Settable, name: string, value: number): void {
  db.pragma(`${name} = ${value}`)
  const found: unknown = db.pragma(name, { simple: true })
  if (found !== value && !(name === 'mmap_size' && found === undefined)) throw new StoreFailure('storage', `pragma ${name} is ${String(found)} instead of ${value}`)
}

export function openWritable(path: string, durability: Durability = 'normal'): WritableDatabase {
  const Sqlite = loadSqlite()
  const db = new Sqlite(path)
  try {
    for (const [name, value] of BOTH) setAndReadBack(db, name, value)
    const mode: unknown = db.pragma('journal_mode = WAL', { simple: true })
    if (mode !== 'wal' && path !== ':memory:') throw new StoreFailure('storage', `journal_mode is ${String(mode)} instead of wal`)
    for (const [name, value] of [...WRITER, ...DURABILITY[durability]]) setAndReadBack(db, name, value)
  } catch (error) {
    db.close()
    throw error
  }
  return db as unknown as WritableDatabase
}

/** Needs the writer to have opened the file before: a reader neither creates nor migrates. */
export function openReadable(path: string): ReadableDatabase {
  const Sqlite = loadSqlite()
  const db = new Sqlite(path, { readonly: true, fileMustExist: true })
  try {
    for (const [name, value] of BOTH) setAndReadBack(db, name, value)
    setAndReadBack(db, 'query_only', 1)
  } catch (error) {
    db.close()
    throw error
  }
  return db as unknown as ReadableDatabase
}
