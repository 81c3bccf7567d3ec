/** Sounds for what interrupts on any wall of this PC, wherever in the program one is; silent unless somebody wants it. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { WallId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { isNight } from '../../wall/stage/orbit.ts'
import { hear, type Heard } from './alarm.ts'
import { sound } from './tone.ts'

const LISTEN_MS = 5_000
const ASK_MS = 15_000

/** Of all walls together: the same alert on two of them sounds once. */
let heard: Heard = new Map()

export function AlertEars(): ReactNode {
  const live = useLive('wall.walls', null, ['wall', 'session'])
  const walls = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const [isMute, setMute] = useState(false)
  if (walls?.thresholds.sound !== true) return null
  return (
    <>
      {walls.walls.map(({ id }) => <Ear key={id} wall={id} quiet={walls.thresholds.quiet} told={(sounded) => setMute(!sounded)} />)}
      <MuteNote isMute={isMute} press={() => void sound().then((sounded) => setMute(!sounded))} />
    </>
  )
}

function Ear({ wall, quiet, told }: { wall: WallId; quiet: WallThresholds['quiet']; told: (sounded: boolean) => void }): ReactNode {
  const live = useLive('wall.state', { wall }, ['wall', 'sync', 'session'], undefined, ASK_MS)
  const tick = useNow(LISTEN_MS)
  const state = live.state === 'here' ? live.value : null
  useEffect(() => {
    if (state === null) return
    const next = hear(heard, state.alerts, performance.now(), isNight(state.now, state.timeZone, quiet))
    heard = next.heard
    if (next.sounds) void sound().then(told)
    // The alerts repeat by the time alone.
    // oxlint-disable-next-line react/exhaustive-deps -- `tick` is that time
  }, [state, quiet, tick])
  return null
}

function MuteNote({ isMute, press }: { isMute: boolean; press: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Box component="output" aria-live="polite" data-mute={isMute} sx={{ position: 'fixed', insetInlineEnd: 16, top: 64, zIndex: 'appBar', maxWidth: 480 }}>
      {isMute ? <Alert severity="warning" sx={{ bgcolor: 'background.paper', boxShadow: 8 }} action={<Button color="inherit" variant="outlined" onClick={press}>{t('walls.sound.allow')}</Button>}>{t('walls.sound.mute')}</Alert> : null}
    </Box>
  )
}
