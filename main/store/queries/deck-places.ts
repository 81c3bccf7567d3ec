/** Where a period's reports are, ranked as the map ranks them, and what became of the places under a measure. Names of places are anybody's words: numbers of persons in them are masked. */
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { Measure, MeasuredLevel } from '../../../preload/contract/measure.ts'
import { RELIABILITIES } from '../../../preload/contract/measure.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import { maskText } from '../../casework/mask.ts'
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { getAreaFigures } from './area-figures.ts'
import { areasInside, heldWithin } from './areas.ts'
import { streetsOf } from './case-row.ts'
import { getCells } from './cells.ts'
import { holdsReports } from './deck-amounts.ts'
import { nameIn } from './deck-parts.ts'
import { answerOf, earlierOf, filterOf, type Period } from './deck-periods.ts'
import { getEffect } from './effect.ts'
import { fieldState } from './field-state.ts'
import { provenanceOf } from './provenance.ts'

export interface RankedQuestion {
  area: string | null
  from: number
  to: number
  level: MeasuredLevel
  measure: Measure
  most: number
}

/** The first areas by the lower end of their interval. `ranked`: how many areas have a rank and enough reports. */
export function askRanked(context: ReaderContext, { level, measure, most, ...when }: RankedQuestion): FactAnswer {
  const { figures, records, provenance } = getAreaFigures(context, { layer: 'report', measure, level, filter: filterOf(when) })
  const nameOf = nameIn(context.db, 'area')
  const ranked = figures.filter(({ rank, records }) => rank !== null && records >= FEWEST_EVENTS).sort((a, b) => a.rank! - b.rank!)
  const rows = ranked.slice(0, most).map((figure) => [figure.rank, figure.area, ...nameOf(figure.area), figure.records, figure.value, figure.interval?.[0] ?? null, figure.interval?.[1] ?? null, figure.reliability, ranked.length])
  return answerOf(['rank', 'id', 'name', 'nameEn', 'records', 'value', 'low', 'high', 'reliability', 'ranked'], rows, records, { ...provenance, source: `deck.ranked ${measure}: ${tablesOf(provenance.source)}` })
}

const tablesOf = (source: string): string => source.slice(source.indexOf(': ') + 2)

export type SpotsQuestion = Period & { measure: Measure; zoom: number; most: number }

const SPOT_COLUMNS = ['n', 'rank', 'id', 'place', 'area', 'areaEn', 'records', 'value', 'low', 'high', 'reliability', 'rankBefore', 'share', 'ranked']

/** The first cells by the lower end of their interval, where each ranked in the last earlier period, and the share of all reports in it and those above. */
export function askSpots(context: ReaderContext, { measure, zoom, most, ...period }: SpotsQuestion): FactAnswer {
  const state = fieldState(context)
  const like = filterOf(period)
  const ask = (filter: Filter): Cells => getCells(context, { layer: 'report', measure, filter, like, view: { west: -180, south: -85, east: 180, north: 85, zoom } })
  const cells = ask(like)
  const [earlier] = earlierOf(state.clock, period)
  const before = earlier === undefined || !holdsReports(state, earlier) ? null : ask(earlier)
  const ranks = new Map(before?.ids.map((id, n) => [id, before.rank[n]!]))
  const streetAt = streetsOf(context)
  const ranked = cells.rank.reduce((sum, rank) => sum + (rank > 0 ? 1 : 0), 0)
  let above = 0
  // Density is known for any count; what five reports cannot carry is no finding all the same.
  const rows = cells.top.filter(({ cell }) => cells.records[cell]! >= FEWEST_EVENTS).slice(0, most).map(({ cell, area, place }, n) => {
    above += cells.records[cell]!
    const street = area === null ? null : streetAt(area)
    const rankBefore = ranks.get(cells.ids[cell]!) ?? 0
    return [
      n + 1, cells.rank[cell]!, cells.ids[cell]!, place === null ? null : maskText(place), street?.name ?? null, street?.nameEn ?? null, cells.records[cell]!, cells.value[cell]!, cells.low[cell]!, cells.high[cell]!,
      RELIABILITIES[cells.reliability[cell]!] ?? null, rankBefore > 0 ? rankBefore : null, cells.totalRecords > 0 ? above / cells.totalRecords : null, ranked,
    ]
  })
  return answerOf(SPOT_COLUMNS, rows, cells.totalRecords, { ...cells.provenance, source: `deck.spots ${measure}: ${tablesOf(cells.provenance.source)}` })
}

export interface EffectsQuestion {
  area: string | null
  /** ISO days, both included. */
  first: string
  last: string
  most: number
}

const EFFECT_COLUMNS = ['id', 'place', 'street', 'streetEn', 'measure', 'start', 'days', 'minutesBefore', 'minutesAfter', 'change', 'lostBefore', 'lostAfter', 'total']

/** Places whose latest measure begun by then is in force in these days, the newest measure first; plain means, null where less than a week is held on either side. */
export function askEffects(context: ReaderContext, { area, first, last, most }: EffectsQuestion): FactAnswer {
  const { db } = context
  const inside = area === null ? null : areasInside(db, area)
  const bodies = db.prepare('SELECT body FROM bottleneck ORDER BY id').pluck().all() as string[]
  const places = bodies.map((body) => JSON.parse(body) as Row<'bottleneck'>).filter((row) => inside === null || inside.has(row.area)).flatMap((row) => {
    const measure = row.measures.filter(({ from }) => from <= last).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
    return measure === undefined || (measure.to !== undefined && measure.to < first) ? [] : [{ row, measure }]
  }).sort((a, b) => (a.measure.from === b.measure.from ? (a.row.id < b.row.id ? -1 : 1) : a.measure.from < b.measure.from ? 1 : -1))
  const streetAt = streetsOf(context)
  const rows = places.slice(0, most).map(({ row, measure }) => {
    const known = getEffect(context, { id: row.id })
    // Of another measure where this one began after the last handover held, or a newer one has begun since.
    const effect = known?.after.from === measure.from ? known : null
    const [before, after] = [effect?.before.minutesPerOrder ?? null, effect?.after.minutesPerOrder ?? null]
    const street = streetAt(row.area)
    return [
      row.id, maskText(row.name), street.name, street.nameEn, measure.kind, measure.from, effect?.days ?? null, before, after, before === null || after === null ? null : after - before,
      effect?.before.lostHoursPerDay ?? null, effect?.after.lostHoursPerDay ?? null, places.length,
    ]
  })
  return answerOf(EFFECT_COLUMNS, rows, places.length, provenanceOf(db, 'ref', 'deck.effects: bottleneck, handover', heldWithin(context, { area, drawn: null })))
}
