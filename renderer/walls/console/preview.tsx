/** What the wall shows now, small: its own stage, made from the same answers, with the map drawn on a plain canvas instead of by a second Deck. */
import Box from '@mui/material/Box'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { SceneId, WallId } from '../../../preload/contract/wall-settings.ts'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { viewOf, type Size } from '../../chrome/ground/camera.ts'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { DrawnMap } from '../../wall/map/drawn-map.tsx'
import { cameraOf } from '../../wall/map/wall-picture.ts'
import { NOTHING_PRESENTED, shownAlerts } from '../../wall/run/present-alerts.ts'
import { Stage } from '../../wall/stage/stage.tsx'

/** A scene is no cheap question, and the wall itself asks it too. */
const SCENE_MS = 30_000

interface Props {
  wall: WallId
  scene: SceneId
  state: WallState
  /** The console's clock. */
  now: number
  /** How often data and a drawn frame have come, as the wall's own heart counts. */
  beat: number
  /** Whether the console answers. */
  isHere: boolean
}

export function Preview({ wall, scene, state, now, beat, isHere }: Props): ReactNode {
  const { t } = useText()
  const [size, setSize] = useState<Size | null>(null)
  const view = size === null ? null : viewOf(cameraOf(state, size), size)
  const live = useLive('wall.scene', { wall, scene, view, preview: true }, ['sync', 'field', 'cases', 'places'], undefined, SCENE_MS)
  const shown = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  return (
    <div>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {/* Its words are the wall's; whoever hears this page has the console's own. */}
      <Box component="figure" aria-label={t('walls.preview', { scene: t(`wall.scene.${scene}`) })} data-preview={shown?.scene ?? ''}
        sx={{ m: 0, aspectRatio: '16 / 9', maxWidth: '100%', overflow: 'hidden', borderRadius: 1, '& .wall': { cursor: 'default' } }}>
        <Box inert sx={{ height: '100%' }}>
          <Stage state={state} scene={shown} now={now} map={<MapPlace state={state} scene={shown} size={size} measured={setSize} />} alerts={shownAlerts(NOTHING_PRESENTED, state)} beat={beat} link={isHere ? 'here' : 'gone'} keysShown={false} />
        </Box>
      </Box>
    </div>
  )
}

function MapPlace({ state, scene, size, measured }: { state: WallState; scene: WallScene | null; size: Size | null; measured: (size: Size) => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      if (width > 0) measured({ width: Math.round(width), height: Math.round(height) })
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [measured])
  return <div ref={place} style={{ position: 'absolute', inset: 0 }}>{size === null ? null : <DrawnMap state={state} scene={scene} size={size} />}</div>
}
