/** 配送堵点: the places where couriers lose the most hours, and what is being done there. */
import type { BottleneckPlace } from '../../../preload/contract/model.ts'
import type { Finding, RowNote, WallMark, WallTrend } from '../../../preload/contract/wall.ts'
import { daySpan, placeHours, sumHours } from '../../field/lost-hours.ts'
import { dateOf } from '../../casework/day-calendar.ts'
import type { Row } from '../../sync/protocol.ts'
import { areasInside, heldWithin } from './areas.ts'
import { streetsOf } from './case-row.ts'
import { filterOf } from './deck-periods.ts'
import { areaMask, fieldState, type FieldState, placeMask, remembered } from './field-state.ts'
import { heldPart, periodHours, pickLayer } from './picks.ts'
import { getBottlenecks } from './places.ts'
import { holdsReference } from './wall-held.ts'
import { type Asked, beside, figure, mapOf, MOST_ROWS, rowsOf, type ScenePart } from './wall-parts.ts'
import { publicName } from './wall-name.ts'

const DAYS = 7
const TREND_DAYS = 28
const MOST_MARKS = 60
/** Handovers of a day come on the next, or the one after: where the newest are older, what is lost now nobody knows. */
const OLDEST_DAYS = 2

export function bottleneckScene(asked: Asked): ScenePart {
  const { context, place, at } = asked
  const state = fieldState(context)
  const isHeld = holdsReference(context, place)
  const [today, newest] = [state.clock.dayOf(at), isHeld ? newestDay(asked, state) : null]
  const hasHours = newest !== null && newest >= today - OLDEST_DAYS
  // Today's handovers are not told yet: the period ends before it, and after the newest day that is held.
  const end = hasHours ? Math.min(today, newest + 1) : today
  const filter = filterOf({ area: place.id, from: state.clock.startOf(end - DAYS), to: state.clock.startOf(end) })
  const places = isHeld ? getBottlenecks(context, { filter }) : []
  const measures = measuresIn(asked, dateOf(end - 1))
  const counted = heldPart(state, 'bottleneck', null, filter)
  const lost = hasHours && counted.span !== null ? pickLayer(context.db, state, 'bottleneck', counted.filter).total / counted.days : null
  return {
    from: filter.from, to: filter.to, finding: isHeld ? findingOf(places, hasHours) : UNKNOWN,
    figures: [
      figure('lost-hours', lost, 'lost-hours-per-day', ['reference'], 'overview.lostCourierHours: handover'), figure('bottlenecks', isHeld ? places.length : null, 'places', ['reference'], 'overview.bottlenecks: bottleneck'),
      figure('measures', isHeld ? measures.size : null, 'places', ['reference'], 'deck.effects: bottleneck'),
    ],
    rows: rowsOf(places.slice(0, MOST_ROWS).map((one) => lineOf(asked, one, hasHours, measures.get(one.id) ?? 'no-measure'))), rowSources: ['reference'],
    trend: hasHours ? trendOf(asked, state, end) : null, map: mapOf(asked, 'bottleneck', filter, places.slice(0, MOST_MARKS).map(markOf), hasHours), mapSources: ['reference'],
  }
}

const UNKNOWN: Finding = { id: 'unknown', name: null, value: null }

/** Where no hours are known nobody can say which place loses the most. */
function findingOf([top]: readonly BottleneckPlace[], hasHours: boolean): Finding {
  if (top === undefined) return { id: 'bottleneck-none', name: null, value: null }
  return hasHours ? { id: 'bottleneck-top', name: publicName(top.name), value: top.lostHoursPerDay } : UNKNOWN
}

function lineOf({ context }: Asked, { name, area, lostHoursPerDay }: BottleneckPlace, hasHours: boolean, note: RowNote): Parameters<typeof rowsOf>[0][number] {
  const [shown, street] = [publicName(name), streetsOf(context)(area)]
  return { name: shown, area: beside(shown, publicName(street.name, street.nameEn)), value: hasHours ? lostHoursPerDay : null, unit: 'lost-hours-per-day', note }
}

const markOf = ({ lng, lat }: BottleneckPlace, n: number): WallMark => ({ kind: 'bottleneck', lng, lat, rank: n < MOST_ROWS ? n + 1 : null, reachMeters: null })

/** Of each district's newest day of handovers the oldest: where one of them has stopped, a sum of all would be too small. No day after today counts; null: none has any. */
function newestDay({ context, place, at }: Asked, state: FieldState): number | null {
  const { clock, handovers: { handovers } } = state
  const today = clock.dayOf(at)
  const days = heldWithin(context, { area: place.id, drawn: null }).map((district) => {
    const areas = areaMask(context.db, state, district)!
    return handovers.dayTo.reduce((newest, day, row) => (day <= today && day > newest && areas[handovers.area[row]!] === 1 ? day : newest), -Infinity)
  }).filter(Number.isFinite)
  return days.length === 0 ? null : Math.min(...days)
}

/** By place the latest measure, where it is in force on that day: as decks count them (deck-places.ts). */
function measuresIn({ context: { db }, place }: Asked, day: string): Map<string, Row<'bottleneck'>['measures'][number]['kind']> {
  const inside = place.id === null ? null : areasInside(db, place.id)
  const rows = db.prepare("SELECT id, area, body -> '$.measures' FROM bottleneck").raw().all() as [id: string, area: string, measures: string][]
  return new Map(rows.flatMap(([id, area, text]) => {
    const measure = (JSON.parse(text) as Row<'bottleneck'>['measures']).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
    const isInForce = (inside === null || inside.has(area)) && measure !== undefined && measure.from <= day && (measure.to === undefined || measure.to >= day)
    return isInForce ? [[id, measure.kind] as const] : []
  }))
}

/** Each day by itself against the median of the scene's period; null before the first day held. */
function trendOf({ context, place }: Asked, state: FieldState, end: number): WallTrend {
  const { clock, handovers: { handovers, places } } = state
  const filter = filterOf({ area: null, from: clock.startOf(end - DAYS), to: clock.startOf(end) })
  const first = handovers.dayFrom.reduce((least, day) => Math.min(least, day), Infinity)
  const values = remembered(state.memory, `wall lost days ${place.id ?? ''} ${end}`, () => {
    const inside = placeMask(context.db, state, { area: place.id, drawn: null })
    const { medianMinutes } = periodHours(state, filter)
    return Array.from({ length: TREND_DAYS }, (_, n): number | null => {
      const day = end - TREND_DAYS + n
      if (day < first) return null
      const hours = placeHours(handovers, places.ids.length, daySpan(clock, clock.startOf(day), clock.startOf(day + 1)), medianMinutes)
      return sumHours(hours.lostHours, places.ids.length, null).reduce((sum, lost, at) => sum + (inside === null || inside[at] === 1 ? lost : 0), 0)
    })
  })
  return { unit: 'lost-hours-per-day', every: 'day', points: values.map((value, n) => ({ at: clock.startOf(end - TREND_DAYS + n), value })), usual: null, sources: ['reference'] }
}
