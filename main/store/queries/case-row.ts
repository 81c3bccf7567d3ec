/** A row of the case list out of the cache's own row. */
import type { CaseRow } from '../../../preload/contract/case-list.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { nameOf } from './borders.ts'

const CLOSED: ReadonlySet<string> = new Set(CLOSED_STATUSES)

/** Reads rows by their number in the cache; null where it has gone. Many rows of a page lie in the same street, whose name is read once. */
export function createRowReader({ db }: ReaderContext): (row: number) => CaseRow | null {
  const select = db.prepare('SELECT body FROM "case" WHERE rowid = ?').pluck()
  const streets = new Map<string, BorderArea>()
  return (row) => {
    const body = select.get(row) as string | undefined
    if (body === undefined) return null
    const held = JSON.parse(body) as Row<'case'>
    let street = streets.get(held.area)
    if (street === undefined) streets.set(held.area, (street = streetOf(db, held.area)))
    return toCaseRow(held, street)
  }
}

export function toCaseRow(row: Row<'case'>, street: BorderArea): CaseRow {
  return {
    id: row.id, number: row.number, status: row.status, class: row.class, area: row.area, street, text: row.text, place: row.place,
    reportedAt: Date.parse(row.reported_at), dueAt: row.due_at === undefined ? null : Date.parse(row.due_at), isOpen: !CLOSED.has(row.status),
    urgent: row.urgent, supervised: row.supervised, danger: row.danger_to_life, simulated: row.simulated,
  }
}

/** From the district down to the area itself; the bound keeps a broken parent chain from turning forever. */
export function lineOf(db: ReadableDatabase, area: string): { id: string; level: string }[] {
  const select = db.prepare('SELECT level, parent FROM area WHERE id = ?')
  const line: { id: string; level: string }[] = []
  for (let at: string | null = area; at !== null && line.length < 6;) {
    const found = select.get(at) as { level: string; parent: string | null } | undefined
    if (found === undefined || found.level === 'city') break
    line.unshift({ id: at, level: found.level })
    at = found.parent
  }
  return line
}

/** The street or zone it lies in, else the area itself. */
export function streetOf(db: ReadableDatabase, area: string): BorderArea {
  const above = lineOf(db, area).findLast(({ level }) => level === 'street' || level === 'zone')
  return nameOf(db, above?.id ?? area)
}
