/** A cache in memory that holds what the central says, by plain insertion: none of the product's ways of applying pages or snapshots is in it. */
import { ENTITIES } from '../../main/store/entities.ts'
import { migrate } from '../../main/store/migrations.ts'
import { openWritable, type WritableDatabase } from '../../main/store/open.ts'
import { judgeRow, kindOfScope } from '../../main/store/rows.ts'
import { ROW_TYPES, type RowType } from '../../main/sync/protocol.ts'
import type { TruthRow } from './parts.ts'

export interface ReferenceCache {
  db: WritableDatabase
  /** Holds exactly these rows under these scopes, which count as pulled, in this order. */
  fill(scopes: readonly string[], rows: readonly TruthRow[]): void
}

const insertSql = (type: RowType): string => {
  const names = ['id', 'scope', 'ver', 'h', 'body', ...Object.keys(ENTITIES[type].columns)]
  return `INSERT INTO "${type}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
}

export function openReferenceCache(): ReferenceCache {
  const db = openWritable(':memory:')
  migrate(db)
  const inserts = new Map(ROW_TYPES.map((type) => [type, db.prepare(insertSql(type))]))
  const empty = ['scope', ...ROW_TYPES].map((table) => db.prepare(`DELETE FROM "${table}"`))
  const putScope = db.prepare("INSERT INTO scope (id, kind, name, position, state, epoch, cursor) VALUES (?, ?, ?, ?, 'live', 'reference', 0)")
  const fill = db.transaction((scopes: readonly string[], rows: readonly TruthRow[]) => {
    for (const statement of empty) statement.run()
    for (const [position, id] of scopes.entries()) putScope.run(id, kindOfScope(id), id, position)
    for (const { scope, type, id, ver, h, body } of rows) {
      const fate = judgeRow(kindOfScope(scope), { type, id, ver, h, row: body })
      // What a desk may not show is in no answer.
      if (fate.fate === 'row') inserts.get(fate.type)?.run(id, scope, ver, fate.h, body, ...fate.cells)
    }
  })
  return { db, fill: (scopes, rows) => fill(scopes, rows) }
}
