/** The period that class limits stand on: one scale a month for all periods, areas and filters, so that a colour means the same whatever is compared. */
import { DateTime } from 'luxon'
import type { Scale } from '../../../preload/contract/scale.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import type { FieldState } from './field-state.ts'
import { newestReportAt } from './newest-report.ts'
import type { ReadableDatabase } from '../open.ts'

const WEEKS = 8

/**
 * The eight weeks before the month of the newest record, whole local days; named after that month. Where less is held than that,
 * what is held up to the newest day, which may still grow, and the newest day itself where there is nothing else. Null without records.
 */
export function scaleOf(db: ReadableDatabase, state: FieldState, layer: FieldLayer): Scale | null {
  const held = heldSpan(db, state, layer)
  if (held === null) return null
  const month = DateTime.fromMillis(held.newest, { zone: state.clock.zone }).startOf('month')
  const [from, to] = [month.minus({ weeks: WEEKS }).toMillis(), month.toMillis()]
  const name = month.toFormat('yyyy-MM')
  if (held.oldest < to) return { name, from: Math.max(from, state.clock.startOf(state.clock.dayOf(held.oldest))), to }
  const [first, last] = [state.clock.startOf(state.clock.dayOf(held.oldest)), state.clock.startOf(state.clock.dayOf(held.newest))]
  return { name, from: first, to: last > first ? last : state.clock.startOf(state.clock.dayOf(held.newest) + 1) }
}

/** Instants of the oldest and the newest record of what a layer is made of. */
function heldSpan(db: ReadableDatabase, { clock, handovers: { handovers } }: FieldState, layer: FieldLayer): { oldest: number; newest: number } | null {
  if (layer === 'bottleneck') {
    if (handovers.rows === 0) return null
    const [first, last] = [handovers.dayFrom.reduce((least, day) => Math.min(least, day)), handovers.dayTo.reduce((most, day) => Math.max(most, day))]
    return { oldest: clock.startOf(first), newest: clock.startOf(last) }
  }
  const [oldest, newest] = [db.prepare('SELECT min(reported_at) FROM point').pluck().get() as number | null, newestReportAt(db)]
  return oldest === null || newest === null ? null : { oldest, newest }
}

/** The whole city over the scale's period. */
export function scaleFilter({ from, to }: Scale): Filter {
  return { from, to, area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }
}
