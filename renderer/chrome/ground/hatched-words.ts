/** What hatching means where areas are painted: the legend, a picture and a slide say it in the same words. */
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
