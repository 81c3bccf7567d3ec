/** Loads better-sqlite3, but only on a runtime that can: on an older Node it would not throw, it would crash the process. */
import { createRequire } from 'node:module'
import type BetterSqlite3 from 'better-sqlite3'
import { StoreFailure } from './failure.ts'

/** SQLite before 3.51.3 can corrupt a WAL database that has two connections. */
const OLDEST_SQLITE = [3, 51, 3] as const
const OLDEST_NAPI = 10

export function checkRuntime(napi: string | undefined): void {
  if (Number(napi ?? 0) >= OLDEST_NAPI) return
  throw new StoreFailure('runtime', `the local store needs Node 22.14 or newer (Node-API ${OLDEST_NAPI}); this runtime has Node-API ${napi ?? 'none'}`)
}

export function checkSqlite(version: string): void {
  const found = version.split('.').map(Number)
  for (const [i, least] of OLDEST_SQLITE.entries()) {
    const part = found[i] ?? 0
    if (part > least) return
    if (part < least) throw new StoreFailure('runtime', `SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`)
  }
}

let loaded: typeof BetterSqlite3 | null = null

export function loadSqlite(): typeof BetterSqlite3 {
  if (loaded) return loaded
  checkRuntime(process.versions['napi'])
  const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
  const probe = new Sqlite(':memory:')
  checkSqlite(probe.prepare('SELECT sqlite_version()').pluck().get() as string)
  probe.close()
  loaded = Sqlite
  return loaded
}
