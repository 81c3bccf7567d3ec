/** The pieces that every scene of a wall is made of. Whoever makes one names the columns that it reads; nothing is passed on whole. */
import type { Clocks } from './wall-arrivals.ts'
import type { SourceId } from '../../../preload/contract/freshness.ts'
import type { Field, FieldLayer, Filter, View } from '../../../preload/contract/model.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { RowNote, WallFigure, WallMap, WallMark, WallName, WallRow, WallScene, WallUnit } from '../../../preload/contract/wall.ts'
import { withoutFew } from '../../field/sparse.ts'
import type { ReaderContext } from '../reader-context.ts'
import { fieldState } from './field-state.ts'
import { getField } from './field.ts'
import { pickLayer } from './picks.ts'
import type { WallPlace } from './wall-place.ts'

/** What a scene is asked with. */
export interface Asked {
  context: ReaderContext
  place: WallPlace
  view: View | null
  thresholds: WallThresholds
  /** The console's clock, milliseconds UTC. */
  at: number
  /** To the millisecond, beside the PC's own. */
  clocks: Clocks
}

/** What a scene has of its own. */
export type ScenePart = Omit<WallScene, 'scene' | 'madeAt' | 'area' | 'simulated'>

export const MOST_ROWS = 5

export const figure = (id: WallFigure['id'], value: number | null, unit: WallUnit, sources: SourceId[], query: string): WallFigure => ({ id, value, unit, sources, query })

interface Line {
  name: WallName
  value: number | null
  unit: WallUnit
  area?: WallName | null
  note?: RowNote | null
  source?: SourceId | null
}

/** The first five, in their order. */
export const rowsOf = (lines: readonly Line[]): WallRow[] =>
  lines.slice(0, MOST_ROWS).map(({ name, value, unit, area = null, note = null, source = null }, n) => ({ rank: n + 1, name, area, value, unit, note, source }))

/** A street's name beside a place of the same name says nothing. */
export const beside = (name: WallName, street: WallName | null): WallName | null => (street === null || street.zh === name.zh ? null : street)

/** The map of a scene; null: the page has none. What few reports stand behind has no colour; of orders, places alone are known. */
export function mapOf({ context, place, view }: Asked, layer: FieldLayer, filter: Filter, marks: WallMark[], isHeld: boolean): WallMap | null {
  if (view === null) return null
  return { field: isHeld ? fieldOf(context, layer, filter, view, place) : null, marks }
}

function fieldOf(context: ReaderContext, layer: FieldLayer, filter: Filter, view: View, { bandwidthMeters }: WallPlace): Field {
  const field = getField(context, { layer, filter, view, bandwidthMeters })
  const state = fieldState(context)
  const shown = layer === 'bottleneck' ? field : withoutFew(field, pickLayer(context.db, state, layer, filter), { level: field.level, ...field.covered }, bandwidthMeters, state.scratch)
  const { level, x0, y0, width, height, values } = shown
  return {
    layer, level, x0, y0, width, height, values, covered: field.covered, unit: field.unit, bandwidthMeters, limits: field.limits, scale: field.scale, total: field.total, records: field.records, days: field.days, span: field.span,
    provenance: { asOf: field.provenance.asOf, source: field.provenance.source, simulated: field.provenance.simulated },
  }
}
