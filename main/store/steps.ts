/** A schema as numbered steps that never change once released: brings a file up to the newest, and tells by fingerprint what it has. */
import { hash } from 'node:crypto'
import { StoreFailure } from './failure.ts'
import type { ReadableDatabase, WritableDatabase } from './open.ts'

export function versionOf(db: ReadableDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings a file up to this program's version, each step in its own transaction; a file from the future is refused untouched. */
export function stepUp(db: WritableDatabase, steps: readonly string[], applicationId: number): void {
  const from = versionOf(db)
  if (from > steps.length) throw new StoreFailure('future', `the file has version ${from}, this program knows up to ${steps.length}`)
  for (let version = from; version < steps.length; version++) {
    db.transaction(() => {
      db.exec(steps[version] ?? '')
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${version + 1}`)
    }).immediate()
  }
}

/** SHA-256 over the schema's own text: two files with the same fingerprint answer the same queries. */
export function fingerprint(db: ReadableDatabase): string {
  const rows = db.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name").raw().all()
  return hash('sha256', JSON.stringify(rows), 'hex')
}
