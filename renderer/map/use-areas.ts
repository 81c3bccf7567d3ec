/** Figures by area for the layer and filter in force, and the outlines they are painted in. */
import { useMemo } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, City, Filter } from '../../preload/contract/model.ts'
import { useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import type { Live } from '../state/live.ts'
import { districtOf } from './areas.ts'
import type { Shade } from './palette.ts'
import { shadeAreas, type Shading } from './shading.ts'

export interface AreasHere {
  /** They may answer an earlier question, and name their own layer, measure and level. */
  figures: AreaFigures | null
  boundaries: readonly AreaBoundary[]
  asking: boolean
  failure: Failure | null
  /** Null while the field is painted instead. */
  shading: Shading | null
}

const lastOf = <T,>(live: Live<T>): T | null => (live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null)

export function useAreas(filter: Filter, city: City, districts: readonly AreaBoundary[], shade: Shade): AreasHere {
  const [{ layer, level, measure, mode }] = useAddress()
  const live = useLive('areas.figures', { layer, filter, measure, level }, ['field', 'places'])
  const parent = districtOf(city, filter.area)
  const streets = lastOf(useLive('city.boundaries', mode === 'areas' && level === 'street' ? { level: 'street', parent } : null, ['places']))
  const figures = lastOf(live)
  const boundaries = useMemo(() => [...districts, ...(streets ?? [])], [districts, streets])
  const shading = useMemo(() => (mode === 'areas' && figures !== null ? shadeAreas(figures, boundaries, shade) : null), [mode, figures, boundaries, shade])
  return { figures, boundaries, shading, asking: live.state === 'asking' || (live.state === 'here' && live.asking), failure: live.state === 'failed' ? live.failure : null }
}
