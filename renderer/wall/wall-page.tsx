/** One wall: its run, its stage, its map, its keys. What a test or a supervisor wants to know stands on its outermost element. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { WallScene, WallState } from '../../preload/contract/wall.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { viewOf, type Size } from '../chrome/ground/camera.ts'
import { makeText } from '../chrome/phrase.ts'
import { openSurface, type Surface } from '../map/surface.ts'
import type { MapProps } from './map/deck-map.tsx'
import { WallMap } from './map/wall-map.tsx'
import { cameraOf } from './map/wall-picture.ts'
import { SceneBoundary } from './run/scene-boundary.tsx'
import { SceneSwitches } from './run/scene-switches.tsx'
import { type MapFacts, startRun } from './run/start-run.ts'
import { useWallKeys } from './run/use-wall-keys.ts'
import { Waiting } from './run/waiting.tsx'
import type { WallRun } from './run/wall-run.ts'
import { Stage } from './stage/stage.tsx'

/** The one surface of this page is in it, from its first scene to its last; a page in safe mode never opens one. */
const facts: MapFacts = { surface: null, paintings: 0, isPlain: false }
let run: WallRun | null = null
/** A fade draws the scene before once more, and a frame may come after its turn: a fault is of what was drawn. */
let onSurface: { scene: WallScene | null; turn: number } = { scene: null, turn: 0 }
const draws: MapProps['draws'] = (scene, turn) => void (onSurface = { scene, turn })

function runOf(wall: WallId): WallRun {
  run ??= startRun(wall, facts)
  return run
}
function surfaceOf(wall: WallId): Surface {
  facts.surface ??= openSurface({
    isHandled: false,
    onFault(error) {
      const { scene, turn } = onSurface
      if (scene !== null) runOf(wall).broken(scene, error, turn)
    },
  })
  return facts.surface
}

export function WallPage({ wall, isSafe }: { wall: WallId; isSafe: boolean }): ReactNode {
  const run = runOf(wall)
  const shown = useSyncExternalStore(run.subscribe, run.get)
  const sheet = useWallKeys(run)
  const now = useConsoleClock(run)
  const { state, link, scene, changes } = shown
  if (state === null) return <div data-wall={wall} data-link={link} style={{ height: '100%' }}><Waiting link={link} /></div>
  const safe = isSafe || state.safe
  const surface = safe ? null : surfaceOf(wall)
  const breaks = (error: unknown): void => {
    if (scene !== null) run.broken(scene, error, changes)
  }
  const map = <MapPlace run={run} surface={surface} state={state} scene={scene} next={shown.next} changes={changes} loops={shown.passes} />
  const told = {
    state: safe === state.safe ? state : { ...state, safe }, now, alerts: shown.alerts, beat: shown.heart, map, keysShown: sheet === 'keys',
    link: link === 'asking' || link === 'silent' ? ('gone' as const) : link,
  }
  return (
    <div
      style={{ height: '100%' }} data-wall={wall} data-link={link} data-scene={scene?.scene ?? ''} data-changes={changes} data-drawn={shown.drawnChanges} data-pinned={shown.pinned ?? ''}
      data-heart={shown.heart} data-safe={safe} data-interrupted={shown.alerts.screen.length > 0}
    >
      <SceneBoundary turn={changes} broken={breaks} instead={<Stage {...told} scene={null} />}>
        <Stage {...told} scene={scene} />
      </SceneBoundary>
      {sheet === 'scenes' ? <SceneSwitches settings={state.settings} timeZone={state.timeZone} now={now} text={makeText(state.settings.language, state.timeZone)} /> : null}
    </div>
  )
}

/** A map without WebGL is a map: its paintings are frames, or the page would be taken for a frozen one. */
const drawnBy = (run: WallRun): MapProps['drawn'] => (changes, loops, isPlain) => {
  facts.isPlain = isPlain
  if (isPlain) facts.paintings++
  run.drawn(changes, loops)
}

/** The map's own place on the stage, measured: what it shows is asked for at this size. */
function MapPlace({ run, surface, state, ...props }: { run: WallRun; surface: Surface | null; state: WallState } & Pick<MapProps, 'scene' | 'next' | 'changes' | 'loops'>): ReactNode {
  const place = useRef<HTMLDivElement | null>(null)
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined || entry.contentRect.width === 0) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.round(width), height: Math.round(height) })
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (size !== null) run.setView(viewOf(cameraOf(state, size), size))
  }, [run, size, state])
  const drawn = useMemo(() => drawnBy(run), [run])
  return (
    <div ref={place} style={{ position: 'absolute', inset: 0 }}>
      {size === null ? null : <WallMap surface={surface} state={state} size={size} prepared={run.prepared} broken={run.broken} draws={draws} drawn={drawn} {...props} />}
    </div>
  )
}

/** The console's clock to the second; nothing else on a wall moves by itself. */
function useConsoleClock(run: WallRun): number {
  const [now, setNow] = useState(() => run.consoleNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(run.consoleNow()), 1_000)
    const stop = run.subscribe(() => setNow((before) => (before === 0 ? run.consoleNow() : before)))
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [run])
  return now
}
