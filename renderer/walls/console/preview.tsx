/** What the wall shows now, small: its own stage, made from the same answers, with the map drawn once instead of a second Deck. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { BEAT_MS } from '../../../preload/contract/wall-health.ts'
import type { SceneId, WallId } from '../../../preload/contract/wall-settings.ts'
import type { WallState } from '../../../preload/contract/wall.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { NOTHING_PRESENTED, shownAlerts } from '../../wall/run/present-alerts.ts'
import { Stage } from '../../wall/stage/stage.tsx'

interface Props {
  wall: WallId
  scene: SceneId
  state: WallState
  /** The console's clock. */
  now: number
  /** Of the wall's page; it moves when that one does. */
  frames: number
  isHere: boolean
}

export function Preview({ wall, scene, state, now, frames, isHere }: Props): ReactNode {
  const { t } = useText()
  const live = useLive('wall.scene', { wall, scene, view: null }, ['wall', 'sync', 'field'], undefined, BEAT_MS)
  const shown = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  return (
    <div>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {/* Its words are the wall's; whoever hears this page has the console's own. */}
      <Box component="figure" aria-label={t('walls.preview', { scene: t(`wall.scene.${scene}`) })} data-preview={shown?.scene ?? ''}
        sx={{ m: 0, aspectRatio: '16 / 9', maxWidth: '100%', overflow: 'hidden', borderRadius: 1, '& .wall': { cursor: 'default' } }}>
        <Box inert sx={{ height: '100%' }}>
          <Stage state={state} scene={shown} now={now} map={null} alerts={shownAlerts(NOTHING_PRESENTED, state.alerts, now)} beat={frames} link={isHere ? 'here' : 'gone'} keysShown={false} />
        </Box>
      </Box>
    </div>
  )
}
