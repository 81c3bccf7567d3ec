/** What lies under every scene: the shipped base map and the outlines of the areas. They hardly change, and are asked for again until they are here. */
import { useEffect, useMemo, useState } from 'react'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { WallState } from '../../../preload/contract/wall.ts'
import { getBridge } from '../../bridge.ts'
import { useBaseMap } from '../../chrome/ground/base-map.ts'
import type { Ground } from './wall-picture.ts'

const AGAIN_MS = 10_000
const NONE: readonly AreaBoundary[] = []

/** The same object for as long as nothing of it changes. */
export function useGround({ outlines: { level, parent }, bounds }: Pick<WallState, 'outlines' | 'bounds'>): Ground {
  const found = useBaseMap(bounds)
  const base = found === 'none' ? null : found
  const outlines = useOutlines(level, parent)
  return useMemo(() => ({ base, outlines }), [base, outlines])
}

function useOutlines(level: 'district' | 'street', parent: string | null): readonly AreaBoundary[] {
  const [outlines, setOutlines] = useState(NONE)
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      clearTimeout(timer)
      const found = await askOutlines(level, parent)
      if (!isCurrent) return
      if (found !== null) setOutlines((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found))
      // A console that holds no city yet has none either.
      if (found === null || found.length === 0) timer = setTimeout(() => void ask(), AGAIN_MS)
    }
    void ask()
    const stop = getBridge().onEvent(({ topic }) => topic === 'places' && void ask())
    return () => {
      isCurrent = false
      clearTimeout(timer)
      stop()
    }
  }, [level, parent])
  return outlines
}

/** Streets lie in their districts, whose borders are drawn with them. Null: not all could be had. */
async function askOutlines(level: 'district' | 'street', parent: string | null): Promise<readonly AreaBoundary[] | null> {
  const { call } = getBridge()
  const districts = await call('city.boundaries', { level: 'district', parent: null })
  const streets = level === 'street' ? await call('city.boundaries', { level, parent }) : null
  if (!districts.ok || streets?.ok === false) return null
  return [...(streets?.value ?? []), ...districts.value]
}
