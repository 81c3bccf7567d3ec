/** The cases with own edits on them, as rows of a database in memory that has the cache's own tables: what is asked of the cache is asked of them in the same words. */
import type { Case } from '../../casework/case-change.ts'
import { ENTITIES } from '../entities.ts'
import { migrate } from '../migrations.ts'
import { openWritable, type ReadableDatabase } from '../open.ts'
import { preparedOnce } from '../prepared.ts'

export interface EffectiveCases {
  readonly db: ReadableDatabase
  /** Answers its number here, which stays as long as it is here. */
  put(scope: string, ver: number, row: Case): number
  drop(number: number): void
  inOneTransaction(work: () => void): void
}

const COLUMNS = ['id', 'scope', 'ver', 'h', 'body', ...Object.keys(ENTITIES.case.columns)]
const PUT = `INSERT INTO "case" (${COLUMNS.map((name) => `"${name}"`).join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.slice(1).map((name) => `"${name}" = excluded."${name}"`).join(', ')} RETURNING rowid AS number`
/** Nobody compares these rows with the central's. */
const NO_HASH = new Uint8Array(16)

export function createEffectiveCases(): EffectiveCases {
  const db = openWritable(':memory:')
  migrate(db)
  const sql = preparedOnce(db)
  return {
    db,
    put: (scope, ver, row) => Number(sql(PUT).get(row.id, scope, ver, NO_HASH, JSON.stringify(row), ...ENTITIES.case.cells(row))?.['number']),
    drop: (number) => void sql('DELETE FROM "case" WHERE rowid = ?').run(number),
    inOneTransaction: (work) => db.transaction(work)(),
  }
}
