/** Answers 'areas.figures': one layer's amount by district or street, as it is or per ground, workers or orders. */
import type { Input } from '../../../preload/contract/api.ts'
import type { AreaFigure, AreaFigures, Measure, MeasuredLevel } from '../../../preload/contract/measure.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import { groundKm2 } from '../../field/ground-area.ts'
import { classLimits } from '../../field/limits.ts'
import { NO_HOUR } from '../../field/lost-hours.ts'
import { liesWithin, outlinesMeet } from '../../field/outlines.ts'
import { poissonLimits, reliabilityOf } from '../../field/reliability.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type Amounts, amountsOf, ancestorsAt, sumOver } from './area-amounts.ts'
import { areaOutlines } from './area-grounds.ts'
import { areasInside } from './areas.ts'
import { boundariesOf } from './boundaries.ts'
import { fieldState, hourMask, placeMask, remembered, type FieldState } from './field-state.ts'
import { fieldProvenance } from './field.ts'
import { groundOf as drawnGround } from './on-ground.ts'
import { daysOf, heldPart, periodHours } from './picks.ts'
import { scaleFilter, scaleOf } from './scale.ts'

type Question = { layer: FieldLayer; filter: Filter; measure: Measure; level: MeasuredLevel }

export function getAreaFigures(context: ReaderContext, input: Input<'areas.figures'>): AreaFigures {
  const { db } = context
  const state = fieldState(context)
  const { layer, measure, level } = input
  const { filter, span, days } = heldPart(state, layer, measure, input.filter)
  const found = figuresOf(context, state, { ...input, filter })
  const figures = span === null ? found.map(unknownFigure) : found
  const scale = scaleOf(db, state, layer)
  // Counts and counts per worker grow with the period; the others are the same for any.
  const whole = scale === null ? null : heldPart(state, layer, measure, scaleFilter(scale))
  const times = whole !== null && span !== null && (measure === 'count' || measure === 'per-1000-workers') ? days / whole.days : 1
  const values = remembered(state.memory, `area values ${layer} ${measure} ${level}`, () => (whole === null ? [] : valuesOf(figuresOf(context, state, { ...input, filter: whole.filter }))))
  return {
    layer, measure, level, figures, days, span, limits: classLimits(Float32Array.from(values, (value) => value * times)), scale,
    total: figures.reduce((sum, { amount }) => sum + (amount ?? 0), 0), records: figures.reduce((sum, { records }) => sum + records, 0),
    provenance: { ...fieldProvenance(context, layer, filter), source: `areas.figures ${layer}: ${[SOURCES[layer], EXPOSED[measure]].filter((name) => name !== '').join(', ')}` },
  }
}

const valuesOf = (figures: readonly AreaFigure[]): number[] => figures.flatMap(({ value, reliability }) => (value === null || reliability === 'too-few' ? [] : [value]))

const SOURCES: Record<FieldLayer, string> = { bottleneck: 'handover', report: 'point', coverage: 'point, shift' }
const EXPOSED: Record<Measure, string> = { count: '', 'per-km2': 'area', 'per-1000-workers': 'worker', 'per-10000-orders': 'handover' }

function figuresOf(context: ReaderContext, state: FieldState, question: Question): AreaFigure[] {
  const { db } = context
  const { filter, level, layer, measure } = question
  const amounts = amountsOf(db, state, question)
  const exposures = exposuresOf(context, state, question)
  const orders = measure === 'per-10000-orders' ? exposures : null
  const wanted = filter.area === null ? null : areasInside(db, filter.area)
  const ids = db.prepare('SELECT id FROM area WHERE level = ? ORDER BY id').pluck().all(level) as string[]
  const isOn = touches(context, state, level, filter)
  const figures = ids.filter((id) => isWanted(db, wanted, filter.area, id) && (isOn(id) || (amounts.amount.get(id) ?? 0) > 0)).map((id) => figureOf(id, layer, measure, amounts, exposures?.get(id) ?? null, orders?.get(id) ?? null))
  return ranked(figures)
}

/** Areas inside the filter's area, and the one that it lies in. */
function isWanted(db: ReadableDatabase, wanted: ReadonlySet<string> | null, area: string | null, id: string): boolean {
  return wanted === null || wanted.has(id) || (area !== null && areasInside(db, id).has(area))
}

function figureOf(area: string, layer: FieldLayer, measure: Measure, { known, amount, records }: Amounts, exposure: number | null, tenThousandOrders: number | null): AreaFigure {
  const of = known(area) ? (amount.get(area) ?? 0) : null
  const behind = of === null ? 0 : (records.get(area) ?? 0)
  const isCount = measure === 'count'
  const value = of === null ? null : isCount ? of : exposure !== null && exposure > 0 ? of / exposure : null
  const hasLimits = !isCount && layer !== 'bottleneck' && of !== null && exposure !== null && exposure > 0
  const [low, high] = hasLimits ? poissonLimits(of) : [0, 0]
  // Density is a count on ground that is known; rates of people and orders are what small numbers make unstable.
  const isRate = measure === 'per-1000-workers' || measure === 'per-10000-orders'
  return {
    area, amount: of, records: behind, exposure: isCount ? null : exposure, value,
    interval: hasLimits ? [low / exposure, high / exposure] : null,
    reliability: isRate ? reliabilityOf(behind, tenThousandOrders === null ? null : tenThousandOrders * 10_000) : 'plain', rank: null,
  }
}

/** Where the period is of no day that is held. */
const unknownFigure = ({ area }: AreaFigure): AreaFigure => ({ area, amount: null, records: 0, exposure: null, value: null, interval: null, reliability: 'plain', rank: null })

const lowerOf = ({ interval, value }: AreaFigure): number => interval?.[0] ?? value ?? 0

/** By the lower end of the interval: a rate of few events must not lead. */
function ranked(figures: AreaFigure[]): AreaFigure[] {
  const order = figures.filter(({ value, reliability }) => value !== null && value > 0 && reliability !== 'too-few').toSorted((a, b) => lowerOf(b) - lowerOf(a) || (a.area < b.area ? -1 : 1))
  const ranks = new Map(order.map(({ area }, n) => [area, n + 1]))
  return figures.map((figure) => ({ ...figure, rank: ranks.get(figure.area) ?? null }))
}

/** Exposure by area id, in the measure's own unit; an area that is not in it is not known. */
function exposuresOf(context: ReaderContext, state: FieldState, { measure, level, filter }: Question): ReadonlyMap<string, number> | null {
  const { db } = context
  if (measure === 'count') return null
  if (measure === 'per-km2') return scaled(wholeOnes(context, state, level, filter, groundOf(context, state, level)), daysOf(state, filter))
  if (measure === 'per-1000-workers') return scaled(wholeOnes(context, state, level, filter, workersOf(db, level)), 1 / 1_000)
  return scaled(ordersOf(db, state, level, filter), 1 / 10_000)
}

const scaled = (amounts: ReadonlyMap<string, number>, factor: number): Map<string, number> => new Map([...amounts].map(([id, amount]) => [id, amount * factor]))

function groundOf(context: ReaderContext, state: FieldState, level: MeasuredLevel): ReadonlyMap<string, number> {
  return remembered(state.memory, `ground ${level}`, () => {
    return new Map(boundariesOf(context, level).map(({ id, polygons }) => [id, groundKm2(polygons)]))
  })
}

/** Areas with a part on the drawn ground; those whose outline is not known may have one. */
function touches(context: ReaderContext, state: FieldState, level: MeasuredLevel, { drawn }: Filter): (area: string) => boolean {
  const ground = drawnGround(drawn)
  if (ground === null) return () => true
  const outlines = areaOutlines(context, state, level)
  return (area) => !outlines.has(area) || outlinesMeet(ground, outlines.get(area)!)
}

/** Of amounts known for areas as a whole, those of areas that lie in the filter's area and on the drawn ground as a whole: for a part of one nobody knows. */
function wholeOnes(context: ReaderContext, state: FieldState, level: MeasuredLevel, { area, drawn }: Filter, amounts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const inside = area === null ? null : areasInside(context.db, area)
  const ground = drawnGround(drawn)
  const outlines = ground === null ? null : areaOutlines(context, state, level)
  const isOn = (id: string): boolean => ground === null || (outlines?.has(id) === true && liesWithin(outlines.get(id)!, ground))
  return new Map([...amounts].filter(([id]) => (inside === null || inside.has(id)) && isOn(id)))
}

/** Verified workers are known by the area they are counted for; where that is a district, its streets have none of their own. */
function workersOf(db: ReadableDatabase, level: MeasuredLevel): ReadonlyMap<string, number> {
  const rows = db.prepare("SELECT worker.area, sum(worker.body ->> '$.verified') FROM worker JOIN area ON area.id = worker.area WHERE area.level = ? GROUP BY 1").raw().all(level) as [string, number][]
  return new Map(rows)
}

/** Orders of the filter's period, hours, area and ground, as hexagons have them: of an area that lies only partly there, the part's. */
function ordersOf(db: ReadableDatabase, state: FieldState, level: MeasuredLevel, filter: Filter): ReadonlyMap<string, number> {
  const { places, placeArea } = state.handovers
  const inside = placeMask(db, state, filter)
  const hours = hourMask(filter.hours)
  const { orders } = periodHours(state, filter)
  const byArea = new Float64Array(state.areas.ids.length)
  for (let place = 0; place < places.ids.length; place++) {
    if (inside !== null && inside[place] !== 1) continue
    for (let slot = 0; slot <= NO_HOUR; slot++) {
      if (hours !== null && (slot === NO_HOUR || hours[slot] !== 1)) continue
      byArea[placeArea[place]!]! += orders[place * (NO_HOUR + 1) + slot]!
    }
  }
  return sumOver(byArea, ancestorsAt(db, state, level))
}
