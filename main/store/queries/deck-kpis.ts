/** The six figures of a deck's second slide, each beside what it was before, and within which limits it changed. */
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { Filter, Provenance } from '../../../preload/contract/model.ts'
import { type Change, countChange, dayChange, NO_CHANGE_KNOWN, shareChange, widest } from '../../field/change.ts'
import type { ReaderContext } from '../reader-context.ts'
import { heldWithin } from './areas.ts'
import { holdsReports, ordersOf, reportsByDay, reportsWithOrders, sumOf } from './deck-amounts.ts'
import { caseProvenance, medianHours, officesWithin, overdueOf, unitTotals } from './deck-cases.ts'
import { answerOf, earlierOf, filterOf, type Period } from './deck-periods.ts'
import { fieldState } from './field-state.ts'
import { provenanceOf } from './provenance.ts'

export const KPIS = ['orders', 'reports', 'reports-per-10000-orders', 'in-time', 'median-hours', 'overdue'] as const
export type Kpi = (typeof KPIS)[number]
export type KpiQuestion = Period & { of: Kpi; at: number }

/** `before` is the mean of the earlier periods. Relative changes are shares; of shares they are percentage points, of hours hours. */
const COLUMNS = ['now', 'before', 'change', 'low', 'high', 'size', 'recordsNow', 'recordsBefore']

interface Compared extends Change {
  now: number | null
  before: number | null
  recordsNow: number
  recordsBefore: number | null
}

export function askKpi(context: ReaderContext, question: KpiQuestion): FactAnswer {
  const { now, before, change, low, high, recordsNow, recordsBefore } = KPI_OF[question.of](context, question)
  const size = change === null ? null : Math.abs(change)
  return answerOf(COLUMNS, [[now, before, change, low, high, size, recordsNow, recordsBefore]], recordsNow + (recordsBefore ?? 0), provenanceFor(context, question))
}

const KPI_OF: Record<Kpi, (context: ReaderContext, question: KpiQuestion) => Compared> = {
  orders: compareOrders, reports: compareReports, 'reports-per-10000-orders': compareRates, 'in-time': compareInTime, 'median-hours': compareHours, overdue: countOverdue,
}
const UNKNOWN: Compared = { now: null, before: null, recordsNow: 0, recordsBefore: null, ...NO_CHANGE_KNOWN }

function compareReports(context: ReaderContext, question: KpiQuestion): Compared {
  const state = fieldState(context)
  const [days, ...earlier] = [filterOf(question), ...earlierOf(state.clock, question)].map((filter) => (holdsReports(state, filter) ? Array.from(reportsByDay(context, state, filter)) : null))
  const now = days == null ? sumOf(reportsByDay(context, state, filterOf(question))) : sumOf(days)
  if (days == null || !isWhole(earlier)) return { ...UNKNOWN, now, recordsNow: now }
  const recordsBefore = sumOf(earlier.flat())
  return { now, before: recordsBefore / question.times, recordsNow: now, recordsBefore, ...widest(countChange(now, recordsBefore, 1, question.times), dayChange(days, earlier)) }
}

function compareOrders(context: ReaderContext, question: KpiQuestion): Compared {
  const state = fieldState(context)
  const [days, ...earlier] = [filterOf(question), ...earlierOf(state.clock, question)].map((filter) => {
    const orders = ordersOf(context, state, filter)
    return orders === null ? null : Array.from(orders)
  })
  if (days == null) return UNKNOWN
  const now = sumOf(days)
  if (!isWhole(earlier)) return { ...UNKNOWN, now, recordsNow: now }
  const recordsBefore = sumOf(earlier.flat())
  return { now, before: recordsBefore / question.times, recordsNow: now, recordsBefore, ...dayChange(days, earlier) }
}

/** Orders are known in the held districts alone, and reports are counted where orders are known. */
function compareRates(context: ReaderContext, question: KpiQuestion): Compared {
  const state = fieldState(context)
  const rateIn = (filter: Filter): { amount: number; records: number; orders: number } | null => {
    const orders = ordersOf(context, state, filter)
    return orders === null || !holdsReports(state, filter) ? null : { ...reportsWithOrders(context, state, filter), orders: sumOf(orders) }
  }
  const [here, ...earlier] = [filterOf(question), ...earlierOf(state.clock, question)].map(rateIn)
  if (here == null || here.orders <= 0) return UNKNOWN
  const now = (here.amount / here.orders) * 10_000
  if (!isWhole(earlier)) return { ...UNKNOWN, now, recordsNow: here.records }
  const [amount, records, orders] = [sumOf(earlier.map((one) => one.amount)), sumOf(earlier.map((one) => one.records)), sumOf(earlier.map((one) => one.orders))]
  if (orders <= 0) return { ...UNKNOWN, now, recordsNow: here.records }
  const before = (amount / orders) * 10_000
  const counted = countChange(here.records, records, here.orders, orders)
  const change = before > 0 ? now / before - 1 : null
  // Weights are not counted again: the limits are those of the records, about the change of the amounts.
  const times = change === null || counted.change === null ? 1 : (1 + change) / (1 + counted.change)
  const scaled = (limit: number | null): number | null => (limit === null ? null : (1 + limit) * times - 1)
  return { now, before, recordsNow: here.records, recordsBefore: records, change, low: scaled(counted.low), high: scaled(counted.high) }
}

function compareInTime(context: ReaderContext, question: KpiQuestion): Compared {
  const totals = [filterOf(question), ...earlierOf(fieldState(context).clock, question)].map((filter) => unitTotals(context, filter, question.at))
  const [now, ...earlier] = totals
  if (now == null) return UNKNOWN
  const [closed, asked] = [sumOf(earlier.map((one) => one?.closedInTime ?? 0)), sumOf(earlier.map((one) => one?.shouldBeClosed ?? 0))]
  const { change, low, high } = shareChange(now.closedInTime, now.shouldBeClosed, closed, asked)
  return { now: share(now.closedInTime, now.shouldBeClosed), before: share(closed, asked), change: points(change), low: points(low), high: points(high), recordsNow: now.shouldBeClosed, recordsBefore: asked }
}

const points = (share: number | null): number | null => (share === null ? null : share * 100)
const share = (part: number, of: number): number | null => (of > 0 ? part / of : null)

/** A median of so few has limits that say little: it is shown without a judgement. */
function compareHours(context: ReaderContext, question: KpiQuestion): Compared {
  if (officesWithin(context, question.area).length === 0) return UNKNOWN
  const [now, before] = [medianHours(context, [filterOf(question)]), medianHours(context, earlierOf(fieldState(context).clock, question))]
  return { ...UNKNOWN, now: now.hours, before: before.hours, recordsNow: now.count, recordsBefore: before.count, change: now.hours === null || before.hours === null ? null : now.hours - before.hours }
}

/** What is late is late at an instant; what was late earlier nobody keeps. */
function countOverdue(context: ReaderContext, { area, at }: KpiQuestion): Compared {
  const total = officesWithin(context, area).length === 0 ? null : overdueOf(context, area, at).total
  return { ...UNKNOWN, now: total, recordsNow: total ?? 0 }
}

const isWhole = <T>(list: (T | null)[]): list is T[] => list.length > 0 && !list.includes(null)

function provenanceFor(context: ReaderContext, { of, area }: KpiQuestion): Provenance {
  const { db } = context
  const source = `deck.kpi ${of}`
  if (of === 'reports') return provenanceOf(db, 'city', `${source}: point`)
  if (of === 'in-time' || of === 'median-hours' || of === 'overdue') return caseProvenance(context, `${source}: case`)
  const reference = provenanceOf(db, 'ref', `${source}: handover`, heldWithin(context, { area, drawn: null }))
  return of === 'orders' ? reference : older(reference, provenanceOf(db, 'city', `${source}: point, handover`))
}

/** Of two sources used together; the source's words are the second's. */
export function older(one: Provenance, other: Provenance): Provenance {
  return { ...other, asOf: one.asOf === null || other.asOf === null ? null : Math.min(one.asOf, other.asOf) }
}
