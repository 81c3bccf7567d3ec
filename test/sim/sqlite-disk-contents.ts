/** What a cache's file holds, in the form in which two stores are compared. */
import type { ReadableDatabase } from '../../main/store/open.ts'
import type { ScopeRow } from '../../main/store/scopes.ts'
import { ROW_TYPES } from '../../main/sync/protocol.ts'
import type { CacheContents, TruthRow } from './parts.ts'
import { byTypeAndId } from './memory-disk.ts'
import { sortScopes } from './memory-disk-scopes.ts'

const SCOPE_COLUMNS = [
  'id', 'kind', 'name', 'position', 'state', 'epoch', 'cursor', 'head_seen', 'renew', 'repair',
  'snapshot_id', 'snapshot', 'ok_at', 'checked_at', 'check_result', 'error', 'refused',
] as const satisfies (keyof ScopeRow)[]

const ALL_ROWS = ROW_TYPES.map((type) => `SELECT '${type}' AS type, id, scope, ver, h, body FROM "${type}"`).join(' UNION ALL ')

type Raw<T extends TruthRow> = Omit<T, 'h'> & { h: Buffer }

function rowsOf<T extends TruthRow>(db: ReadableDatabase, sql: string): T[] {
  const rows = db.prepare(sql).all() as Raw<T>[]
  return rows.map((row) => ({ ...row, h: row.h.toString('base64') }) as unknown as T).sort(byTypeAndId)
}

export function contentsOfFile(db: ReadableDatabase): CacheContents {
  return {
    scopes: sortScopes(db.prepare(`SELECT ${SCOPE_COLUMNS.join(', ')} FROM scope`).all() as ScopeRow[]),
    rows: rowsOf(db, ALL_ROWS),
    bad: rowsOf(db, 'SELECT type, id, scope, ver, h, body, why FROM bad_row'),
    unknown: rowsOf(db, 'SELECT type, id, scope, ver, h, body FROM unknown_row'),
  }
}
