/** Rows of the case list out of the cache's own rows, and of those with own edits on them. */
import type { CaseGroup } from '../../../preload/contract/case-flow.ts'
import type { CaseRow } from '../../../preload/contract/case-list.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import type { ReadableDatabase } from '../open.ts'
import { baseOf, numberOf, overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { nameOf } from './borders.ts'
import { connectionSign } from './field-state.ts'
import { prepared } from './prepared.ts'

const CLOSED: ReadonlySet<string> = new Set(CLOSED_STATUSES)

// The list comes first, so that the rows come in its order.
const SELECT = `SELECT "case".id, status, class, area, reported_at, due_at, urgent, body ->> '$.number', body ->> '$.text', body ->> '$.place', body ->> '$.supervised', body ->> '$.danger_to_life', body ->> '$.handed_over.to' IS NOT NULL, body ->> '$.simulated', ver, body -> '$.gver', asked.key
  FROM json_each(?) AS asked CROSS JOIN "case" ON "case".rowid = abs(asked.value) WHERE asked.value BETWEEN ? AND ?`
type Columns = [
  id: string, status: CaseStatus, classId: string, area: string, reportedAt: number, dueAt: number | null, urgent: number, number: string, text: string, place: string, supervised: number, danger: number, handedOver: number, simulated: number,
  ver: number, gver: string | null, rank: number,
]

const RANK = 16

/** By their numbers (overlay.ts), in that order; a row that has gone is left out. */
export function readCaseRows(context: ReaderContext, rows: readonly number[]): CaseRow[] {
  const streetAt = streetsOf(context)
  const overlay = overlayOf(context)
  return readColumns(context.db, overlay.db, rows).map(([id, status, classId, area, reportedAt, dueAt, urgent, number, text, place, supervised, danger, handedOver, simulated, ver, gver]) => ({
    id, number, status, class: classId, area, street: streetAt(area), text, place, reportedAt, dueAt, isOpen: !CLOSED.has(status),
    urgent: urgent === 1, supervised: supervised === 1, danger: danger === 1, isHandedOver: handedOver === 1, simulated: simulated === 1,
    edit: overlay.cases.get(id)?.mark ?? null, base: baseOf(overlay, context.db, id, versionsOf(ver, gver)),
  }))
}

function readColumns(db: ReadableDatabase, effective: ReadableDatabase | null, rows: readonly number[]): Columns[] {
  const asked = JSON.stringify(rows)
  const cached = prepared(db, SELECT).all(asked, 0, Number.MAX_SAFE_INTEGER) as Columns[]
  if (effective === null || !rows.some((row) => row < 0)) return cached
  const own = prepared(effective, SELECT).all(asked, -Number.MAX_SAFE_INTEGER, -1) as Columns[]
  return [...cached, ...own].sort((a, b) => a[RANK] - b[RANK])
}

/** A group that is not named has the row's own version. */
function versionsOf(ver: number, gver: string | null): Record<CaseGroup, number> {
  const { dispatch = ver, location = ver, description = ver, supervision = ver } = gver === null ? {} : (JSON.parse(gver) as Partial<Record<CaseGroup, number>>)
  return { dispatch, location, description, supervision }
}

/** A case as it is shown: its number, and its row with the own edits on it. Null: it is not here. */
export function shownCase(context: ReaderContext, id: string): { number: number; body: string; scope: string } | null {
  const { db } = context
  const overlay = overlayOf(context)
  const edited = overlay.cases.get(id)
  const number = edited === undefined ? null : numberOf(edited)
  const row = number !== null && number < 0 ? prepared(overlay.db!, 'SELECT body, scope, rowid FROM "case" WHERE rowid = ?').get(-number) : prepared(db, 'SELECT body, scope, rowid FROM "case" WHERE id = ?').get(id)
  if (row === undefined) return null
  const [body, scope, rowid] = row as [string, string, number]
  return { number: number !== null && number < 0 ? number : rowid, body, scope }
}

const known = new WeakMap<ReaderContext, { connection: string; streets: Map<string, BorderArea> }>()

/** Many rows lie in one street: its name is read once, until something is written. */
export function streetsOf(context: ReaderContext): (area: string) => BorderArea {
  const connection = connectionSign(context.db)
  const before = known.get(context)
  const { streets } = before?.connection === connection ? before : { streets: new Map<string, BorderArea>() }
  known.set(context, { connection, streets })
  return (area) => {
    const street = streets.get(area) ?? streetOf(context.db, area)
    streets.set(area, street)
    return street
  }
}

/** From the district down to the area itself; the bound keeps a broken parent chain from turning forever. */
export function lineOf(db: ReadableDatabase, area: string): { id: string; level: string }[] {
  const select = prepared(db, 'SELECT level, parent FROM area WHERE id = ?')
  const line: { id: string; level: string }[] = []
  for (let at: string | null = area; at !== null && line.length < 6;) {
    const [level, parent]: [level: string, parent: string | null] = (select.get(at) as [string, string | null] | undefined) ?? ['city', null]
    if (level === 'city') break
    line.unshift({ id: at, level })
    at = parent
  }
  return line
}

/** The street or zone it lies in, else the area itself. */
function streetOf(db: ReadableDatabase, area: string): BorderArea {
  const above = lineOf(db, area).findLast(({ level }) => level === 'street' || level === 'zone')
  return nameOf(db, above?.id ?? area)
}
