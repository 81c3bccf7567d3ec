/** What hatching means where areas or hexagons are painted: the legend, a picture and a slide say it in the same words. */
import type { Cells } from '../../../preload/contract/cells.ts'
import type { AreaFigures } from '../../../preload/contract/measure.ts'
import type { City, Filter } from '../../../preload/contract/model.ts'
import { lineOf } from './areas.ts'

type HatchedKey = 'map.legend.cut' | 'map.legend.hatchedRate' | 'map.legend.unknown'

/** Ground and workers are known of whole areas: of one that the filter's area or the drawn ground cuts there is no rate. */
export function hatchedAreas({ measure, level }: Pick<AreaFigures, 'measure' | 'level'>, { area, drawn }: Pick<Filter, 'area' | 'drawn'>, city: City): HatchedKey {
  const isCut = drawn !== null || lineOf(city, area).some((above) => above.level === level && above.id !== area)
  if (isCut && (measure === 'per-km2' || measure === 'per-1000-workers')) return 'map.legend.cut'
  return measure === 'per-1000-workers' || measure === 'per-10000-orders' ? 'map.legend.hatchedRate' : 'map.legend.unknown'
}

/** Null: nothing is hatched. */
export function hatchedCells({ measure, value, span }: Pick<Cells, 'measure' | 'value' | 'span'>, { drawn }: Pick<Filter, 'drawn'>, hasUnknown: boolean): 'map.legend.cut' | 'map.legend.hatchedCells' | 'map.legend.unknown' | null {
  if (measure === 'per-10000-orders') return 'map.legend.hatchedCells'
  if (span === null) return 'map.legend.unknown'
  if (measure === 'per-km2' && (drawn !== null || value.some(Number.isNaN))) return 'map.legend.cut'
  return hasUnknown ? 'map.legend.unknown' : null
}
