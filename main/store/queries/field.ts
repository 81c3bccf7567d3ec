/** Answers 'field.get': a metre-true density field of one layer over the ground a view shows. */
import type { Field, FieldLayer, FieldUnit } from '../../../preload/contract/model.ts'
import type { Scale } from '../../../preload/contract/scale.ts'
import type { Input } from '../../../preload/contract/api.ts'
import { boundsOf, densityField, naturalLevel } from '../../field/density.ts'
import { type Grid, WORLD_LEVEL, gridOfView } from '../../field/ground.ts'
import { type Limits, classLimits } from '../../field/limits.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type FieldState, fieldState, remembered } from './field-state.ts'
import { type LayerPick, daysOf, heldPart, pickLayer } from './picks.ts'
import { scaleFilter, scaleOf } from './scale.ts'
import { heldWithin, type Where } from './areas.ts'
import { provenanceOf } from './provenance.ts'

/** `reports` are weights of all reports received, whatever their status; see the layer's pick. */
const UNITS: Record<FieldLayer, FieldUnit> = {
  bottleneck: 'lost-courier-hours/km2/day',
  report: 'reports/km2/day',
  coverage: 'uncovered-reports/km2/day',
}
const SOURCES: Record<FieldLayer, string> = { bottleneck: 'handover', report: 'point', coverage: 'point, shift' }

export function getField(context: ReaderContext, input: Input<'field.get'>): Field {
  const { layer, view, bandwidthMeters } = input
  const { db } = context
  const state = fieldState(context)
  const { filter, span, days } = heldPart(state, layer, null, input.filter)
  const pick = pickLayer(db, state, layer, filter)
  const grid = gridOfView(view)
  const scale = scaleOf(db, state, layer)
  return {
    layer,
    // Where no chosen day lies in the period nothing is picked, and any divisor is right.
    ...densityField(pick, grid, bandwidthMeters, days || 1, state.scratch),
    covered: { x0: grid.x0, y0: grid.y0, width: grid.width, height: grid.height },
    unit: UNITS[layer], bandwidthMeters,
    limits: limitsOver(db, state, scale, input), scale,
    total: pick.total, records: pick.records, days, span,
    provenance: fieldProvenance(context, layer, filter),
  }
}

export function fieldProvenance(context: ReaderContext, layer: FieldLayer, where: Where): Field['provenance'] {
  const source = `field.get ${layer}: ${SOURCES[layer]}`
  if (layer === 'report') return provenanceOf(context.db, 'city', source)
  return provenanceOf(context.db, 'ref', source, heldWithin(context, where))
}

/** From the whole city's field on one grid, over the days of the scale. */
function limitsOver(db: ReadableDatabase, state: FieldState, scale: Scale | null, { layer, bandwidthMeters }: Input<'field.get'>): Limits {
  return remembered(state.memory, `limits ${layer} ${bandwidthMeters}`, () => {
    if (scale === null) return classLimits(new Float32Array(0))
    const filter = scaleFilter(scale)
    const pick = pickLayer(db, state, layer, filter)
    const grid = gridOfCity(pick, bandwidthMeters)
    return classLimits(grid === null ? new Float32Array(0) : densityField(pick, grid, bandwidthMeters, daysOf(state, filter), state.scratch).values)
  })
}

const MOST_CELLS = 1_000_000

/** Cells of about the bandwidth over all points, coarser where that would be too many; null without points. */
function gridOfCity(pick: LayerPick, bandwidthMeters: number): Grid | null {
  if (pick.count === 0) return null
  // The pick's own box: what lies outside the period must not make these cells coarser.
  const { minX, minY, maxX, maxY } = pick.rows === null && pick.bounds !== undefined ? pick.bounds : boundsOf(pick)
  for (let level = naturalLevel(bandwidthMeters) - 2; ; level--) {
    const scale = 2 ** (level - WORLD_LEVEL)
    // Four cells around: the kernel's reach.
    const [x0, y0] = [Math.floor(minX * scale) - 4, Math.floor(minY * scale) - 4]
    const [width, height] = [Math.floor(maxX * scale) + 5 - x0, Math.floor(maxY * scale) + 5 - y0]
    if (width * height <= MOST_CELLS || level <= 1) return { level, x0, y0, width, height }
  }
}
