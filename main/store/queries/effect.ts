/** Answers 'places.effect': a bottleneck in the weeks before its latest measure in force and in the first ones since, as plain averages. */
import { DateTime } from 'luxon'
import type { Input } from '../../../preload/contract/api.ts'
import type { Effect, EffectSpan } from '../../../preload/contract/place.ts'
import { dayNumber } from '../../field/local-clock.ts'
import { sumHours } from '../../field/lost-hours.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type FieldState, fieldState } from './field-state.ts'
import { periodHours, wholeCity } from './picks.ts'
import { provenanceOf } from './provenance.ts'

const WEEK = 7
/** Four weeks on either side: enough to even out a week, too short for a season. */
const MOST_WEEKS = 4

/**
 * Null where there is no such place, no measure, or less than a week of handovers on either side. Both sides have the same days of the
 * week, so that a Sunday is not compared with a Monday. Plain: no comparison places, no interval; a quiet season looks like an effect.
 */
export function getEffect(context: ReaderContext, { id }: Input<'places.effect'>): Effect | null {
  const { db } = context
  const body = db.prepare('SELECT body FROM bottleneck WHERE id = ?').pluck().get(id) as string | undefined
  if (body === undefined) return null
  const row = JSON.parse(body) as Row<'bottleneck'>
  const state = fieldState(context)
  const place = state.handovers.places.index.get(id)
  if (place === undefined) return null
  const [first, last] = heldDays(state, place)
  // One that is only planned, or begins after the last handover held, has had no effect yet.
  const measure = row.measures.filter(({ from }) => dayNumber(from) <= last).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (measure === undefined) return null
  const begin = dayNumber(measure.from)
  const end = Math.min(last, measure.to === undefined ? last : dayNumber(measure.to))
  const weeks = Math.min(MOST_WEEKS, Math.floor((begin - first) / WEEK), Math.floor((end - begin + 1) / WEEK))
  if (weeks < 1) return null
  const days = weeks * WEEK
  return {
    measure: measure.kind, days, before: spanAt(state, place, begin - days, days), after: spanAt(state, place, begin, days),
    provenance: provenanceOf(db, 'ref', 'places.effect: handover, bottleneck'),
  }
}

/** First and last day with handovers of the place. */
function heldDays({ handovers: { handovers } }: FieldState, place: number): [number, number] {
  let [first, last] = [Infinity, -Infinity]
  for (let r = 0; r < handovers.rows; r++) {
    if (handovers.place[r] !== place) continue
    first = Math.min(first, handovers.dayFrom[r]!)
    last = Math.max(last, handovers.dayTo[r]!)
  }
  return [first, last]
}

function spanAt(state: FieldState, place: number, first: number, days: number): EffectSpan {
  const filter = wholeCity({ area: null, drawn: null, from: state.clock.startOf(first), to: state.clock.startOf(first + days), classes: [], statuses: [], weekdays: [], hours: [] })
  const { orders, lostHours, minutes } = periodHours(state, filter)
  const at = (values: Float64Array): number => sumHours(values.subarray(place * 25, (place + 1) * 25), 1, null)[0]!
  const count = at(orders)
  return {
    from: dateOf(first), to: dateOf(first + days - 1), orders: Math.round(count), minutesPerOrder: count > 0 ? at(minutes) / count : null, lostHoursPerDay: at(lostHours) / days,
  }
}

const dateOf = (day: number): string => DateTime.fromMillis(day * 86_400_000, { zone: 'UTC' }).toISODate()!
