/** Figures by area for the layer and filter in force, and the outlines they are painted in. */
import { useMemo, useState } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, City, Filter } from '../../preload/contract/model.ts'
import { useAddressPart } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import type { Live } from '../state/live.ts'
import { districtOf } from '../chrome/ground/areas.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { shadeAreas, type Shading } from '../chrome/ground/shading.ts'
import { useLevel } from './use-level.ts'

export interface AreaAnswer {
  /** They may answer an earlier question, and name their own layer, measure and level. */
  figures: AreaFigures | null
  /** The filter they answer. */
  filter: Filter | null
  asking: boolean
  failure: Failure | null
}
export interface AreasHere extends AreaAnswer {
  boundaries: readonly AreaBoundary[]
  /** Null while the field is painted instead. */
  shading: Shading | null
}

const lastOf = <T,>(live: Live<T>): T | null => (live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null)

/** Null holds the question; `beside`: it is the second half of a comparison. */
export function useFigures(filter: Filter | null, beside = false): AreaAnswer {
  const layer = useAddressPart('layer')
  const measure = useAddressPart('measure')
  const level = useLevel()
  const live = useLive('areas.figures', filter === null ? null : { layer, filter, measure, level, ...(beside ? { beside: true as const } : {}) }, ['field', 'places'])
  const [answered, setAnswered] = useState<{ figures: AreaFigures; filter: Filter } | null>(null)
  const settled = live.state === 'here' && !live.asking ? live.value : null
  if (filter !== null && settled !== null && answered?.figures !== settled) setAnswered({ figures: settled, filter })
  const isAsking = filter !== null && (live.state === 'asking' || (live.state === 'here' && live.asking))
  return { figures: lastOf(live), filter: answered?.filter ?? null, asking: isAsking, failure: live.state === 'failed' ? live.failure : null }
}

/** A filter of null asks nothing: neither the picture nor an open list shows areas. */
export function useAreas(filter: Filter | null, city: City, districts: readonly AreaBoundary[], shade: Shade): AreasHere {
  const mode = useAddressPart('mode')
  const level = useLevel()
  const answer = useFigures(filter)
  const { figures } = answer
  const parent = districtOf(city, filter?.area ?? null)
  const streets = lastOf(useLive('city.boundaries', mode === 'areas' && level === 'street' ? { level: 'street', parent } : null, ['places']))
  const boundaries = useMemo(() => [...districts, ...(streets ?? [])], [districts, streets])
  const shading = useMemo(() => (mode === 'areas' && figures !== null ? shadeAreas(figures, boundaries, shade) : null), [mode, figures, boundaries, shade])
  return { ...answer, boundaries, shading }
}
