/** Answers 'cases.get': one case with everything its row states, the areas it lies in and the borders near it. */
import type { Input } from '../../../preload/contract/api.ts'
import { stageOf } from '../../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { bordersAt, nameOf } from './borders.ts'
import { lineOf, readCaseRows } from './case-row.ts'

/** Null when the cache holds no such case. */
export function getCase(context: ReaderContext, { id }: Input<'cases.get'>): CaseWhole | null {
  const { db } = context
  const held = db.prepare('SELECT rowid AS number, body, scope FROM "case" WHERE id = ?').get(id) as { number: number; body: string; scope: string } | undefined
  if (held === undefined) return null
  const row = JSON.parse(held.body) as Row<'case'>
  const [shown] = readCaseRows(context, [held.number])
  if (shown === undefined) return null
  const okAt = db.prepare('SELECT ok_at FROM scope WHERE id = ?').pluck().get(held.scope) as number | null | undefined
  return {
    ...shown, stage: stageOf(row),
    line: lineOf(db, row.area).map((area) => nameOf(db, area.id)),
    lng: row.lng, lat: row.lat, original: row.original ?? null, borders: bordersAt(context, row.lng, row.lat, row.area),
    updatedAt: Date.parse(row.updated_at), closedAt: row.closed_at === undefined ? null : Date.parse(row.closed_at),
    reporter: row.reporter ?? null, photos: row.photos, externalId: row.external_id ?? null, source: row.source, asOf: okAt ?? null,
    duplicateOf: row.duplicate_of === undefined ? null : { id: row.duplicate_of, number: numberOf(context, row.duplicate_of) },
  }
}

function numberOf({ db }: ReaderContext, id: string): string | null {
  return (db.prepare(`SELECT body ->> '$.number' FROM "case" WHERE id = ?`).pluck().get(id) as string | undefined) ?? null
}
