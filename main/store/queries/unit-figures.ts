/** Answers 'cases.units': what is open, late, due and closed in time, by street. Own edits count as they stand on the screen. */
import type { Input } from '../../../preload/contract/api.ts'
import { NO_PROBLEM_STATUSES } from '../../../preload/contract/case-status.ts'
import type { UnitCounts, UnitFigures } from '../../../preload/contract/unit-figures.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { oldestOffice } from './case-offices.ts'
import { streetsOf } from './case-row.ts'
import { type CaseWhere, DUE, whereOf } from './case-where.ts'
import { prepared } from './prepared.ts'
import { isSimulated } from './provenance.ts'

const NONE: UnitCounts = { open: 0, overdue: 0, shouldBeClosed: 0, closed: 0, closedInTime: 0 }
type Counted = Partial<UnitCounts>

/** One kind of count: which cases, and the sums over them in the order of `names`. */
interface Tally {
  where: CaseWhere
  index: string
  bounds: { sql: string; values: number[] }
  sums: { sql: string; values: number[] }
  names: readonly (keyof UnitCounts)[]
}

export function getUnitFigures(context: ReaderContext, { question }: Input<'cases.units'>): UnitFigures {
  const { db } = context
  const { db: own, hidden } = overlayOf(context)
  const { from, to } = question.filter
  const streetAt = streetsOf(context)
  const units = new Map<string, UnitFigures['units'][number]>()
  const add = (area: string, counted: Counted, sign: number): void => {
    const street = streetAt(area)
    const unit = units.get(street.id) ?? { area: street, ...NONE }
    units.set(street.id, summed(unit, counted, sign))
  }
  for (const tally of talliesOf(db, question)) {
    for (const [area, counted] of count(db, tally)) add(area, counted, 1)
    if (own === null) continue
    for (const [area, counted] of count(db, tally, [...hidden])) add(area, counted, -1)
    for (const [area, counted] of count(own, tally)) add(area, counted, 1)
  }
  const listed = [...units.values()].filter(({ open, shouldBeClosed }) => open + shouldBeClosed > 0).sort((a, b) => (a.area.id < b.area.id ? -1 : 1))
  return {
    units: listed, total: listed.reduce<UnitCounts>((sum, unit) => summed(sum, unit, 1), NONE), from, to,
    provenance: { asOf: oldestOffice(db), source: 'cases.units: case', simulated: isSimulated(db) },
  }
}

function summed<T extends UnitCounts>(one: T, other: Counted, sign: number): T {
  const counts = Object.fromEntries((Object.keys(NONE) as (keyof UnitCounts)[]).map((name) => [name, one[name] + sign * (other[name] ?? 0)]))
  return { ...one, ...counts }
}

/** The period is that of deadlines here; when a case was reported does not matter to what is due. */
function talliesOf(db: ReadableDatabase, { filter, home, at }: Input<'cases.units'>['question']): Tally[] {
  const whenever = { ...filter, weekdays: [], hours: [] }
  const open = whereOf(db, { filter: whenever, view: 'late', home, at })
  const any = whereOf(db, { filter: whenever, view: 'all', home, at })
  return [
    { where: open, index: 'case_open', bounds: { sql: '', values: [] }, sums: { sql: 'due_at IS NOT NULL AND due_at < ?', values: [at] }, names: ['open', 'overdue'] },
    {
      where: any, index: 'case_due',
      bounds: { sql: ` AND status NOT IN (${NO_PROBLEM_STATUSES.map((status) => `'${status}'`).join(', ')}) AND ${DUE} BETWEEN ? AND ?`, values: [filter.from, filter.to - 1] },
      sums: { sql: 'closed_at IS NOT NULL, closed_at IS NOT NULL AND closed_at <= due_at', values: [] }, names: ['shouldBeClosed', 'closed', 'closedInTime'],
    },
  ]
}

/** `among`: of these rows alone. An area may come more than once. */
function* count(db: ReadableDatabase, { where, index, bounds, sums, names }: Tally, among?: readonly number[]): Generator<[area: string, counted: Counted]> {
  const [hint, listed] = among === undefined ? [`INDEXED BY ${index}`, ''] : ['NOT INDEXED', ' AND rowid IN (SELECT value FROM json_each(?))']
  const from = `FROM "case" ${hint} WHERE ${where.conditions}${bounds.sql}${listed}`
  const values = [...sums.values, ...where.values, ...bounds.values, ...(among === undefined ? [] : [JSON.stringify(among)])]
  if (where.belongs === null) {
    const sql = `SELECT area, count(*), ${sums.sql.split(', ').map((sum) => `sum(${sum})`).join(', ')} ${from} GROUP BY area`
    for (const [area, ...counts] of prepared(db, sql).iterate(...values) as IterableIterator<[string, ...number[]]>) yield [area, namedBy(names, counts)]
    return
  }
  for (const [area, reportedAt, body, ...counts] of prepared(db, `SELECT area, reported_at, body, 1, ${sums.sql} ${from}`).iterate(...values) as IterableIterator<[string, number, string, ...number[]]>) {
    if (where.belongs(reportedAt, JSON.parse(body) as Row<'case'>)) yield [area, namedBy(names, counts)]
  }
}

const namedBy = (names: readonly (keyof UnitCounts)[], counts: readonly number[]): Counted => Object.fromEntries(names.map((name, i) => [name, counts[i] ?? 0]))
