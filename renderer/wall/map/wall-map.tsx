/** The wall's map: by WebGL, or drawn on a plain canvas where the page is in its safe mode, has no WebGL, or lost it. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Surface, SurfaceState } from '../../map/surface.ts'
import { DeckMap, type MapProps } from './deck-map.tsx'
import { DrawnMap } from './drawn-map.tsx'

/** A context that could not be had again is asked for once more after so long: a driver may come back. */
const AGAIN_MS = 30_000

/** `surface` null: the safe mode, which never touches WebGL. */
export function WallMap({ surface, ...props }: MapProps & { surface: Surface | null }): ReactNode {
  return surface === null ? <PlainMap {...props} /> : <LiveMap surface={surface} {...props} />
}

function LiveMap({ surface, ...props }: MapProps & { surface: Surface }): ReactNode {
  const state = useSyncExternalStore((changed) => surface.onChange((what) => what === 'state' && changed()), surface.state)
  const isGone = useGone(state)
  useEffect(() => {
    if (state !== 'lost') return
    const timer = setTimeout(() => surface.retry(), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [surface, state])
  return (
    <>
      <DeckMap surface={surface} isReady={state === 'ready'} {...props} />
      {isGone ? <div style={{ position: 'absolute', inset: 0 }}><PlainMap {...props} /></div> : null}
    </>
  )
}

/** While a context is tried for again the plain picture stays: a wall is not dark for every try. */
function useGone(state: SurfaceState): boolean {
  const [wasGone, setWasGone] = useState(false)
  const isGone = state === 'unable' || state === 'lost' || (state === 'starting' && wasGone)
  if (isGone !== wasGone) setWasGone(isGone)
  return isGone
}

function PlainMap({ state, scene, next, changes, loops, size, prepared, drawn }: MapProps): ReactNode {
  useEffect(() => {
    if (next !== null) prepared(next)
  }, [next, prepared])
  return <DrawnMap state={state} scene={scene} size={size} turn={`${changes} ${loops}`} drawn={() => drawn(changes, loops, true)} />
}
