/** The operator's console of one wall: what it shows, its turning, its scenes, and what needs a decision. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { KeyboardEvent, ReactNode } from 'react'
import { BEAT_MS, type AlertRate, type WallHealth } from '../../../preload/contract/wall-health.ts'
import type { WallState } from '../../../preload/contract/wall.ts'
import type { SceneId, WallSettings } from '../../../preload/contract/wall-settings.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { WallFailure } from '../wall-failure.tsx'
import { useConsoleNow } from '../use-walls.ts'
import { AlertList } from './alert-list.tsx'
import { newestPin } from './newest-pin.ts'
import { Preview } from './preview.tsx'
import { SceneList } from './scene-list.tsx'
import { TurnBar } from './turn-bar.tsx'
import { useOrders } from '../use-orders.ts'
import { pressedOn, readWallKey, type WallKey } from './wall-keys.ts'

export function WallConsole({ wall, health, rate }: { wall: WallSettings; health: WallHealth; rate: AlertRate }): ReactNode {
  const { t } = useText()
  const live = useLive('wall.state', { wall: wall.id }, ['wall', 'sync', 'field', 'session'], undefined, BEAT_MS)
  const now = useConsoleNow(live)
  const state = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const orders = useOrders(wall.id)
  const isOpen = health.condition !== 'shut'
  const onShow = isOpen ? (health.beat?.scene ?? null) : null
  const pinned = state?.pinned != null && state.pinned.until > now ? state.pinned : null
  /** What a wall that is shut would begin with. */
  const first = wall.scenes.find(({ on }) => on)?.scene ?? 'overview'
  const pinnedBy = (told: WallState | null): SceneId | null => newestPin(state ?? { now, pinned: null }, told, now)
  const pin = (scene: SceneId): void => orders.order((told) => (pinnedBy(told) === scene ? { do: 'resume' } : { do: 'pin', scene }))
  const press = (key: WallKey): void => {
    if (key === 'pin') orders.order((told) => (pinnedBy(told) === null ? { do: 'pin', scene: onShow ?? first } : { do: 'resume' }))
    else orders.order(() => ({ do: 'step', by: key === 'next' ? 1 : -1 }))
  }
  const byKey = (event: KeyboardEvent): void => {
    // A key that is held presses once; a button, too, would press itself again by Enter.
    const isAgain = event.repeat && event.key === 'Enter' && pressedOn(event.target).isPressable
    const key = event.defaultPrevented ? null : readWallKey(event, pressedOn(event.target))
    if (key === null && !isAgain) return
    event.preventDefault()
    if (key !== null && !event.repeat) press(key)
  }
  return (
    <Paper component="section" variant="outlined" tabIndex={0} aria-label={t('walls.console')} data-console={wall.id} onKeyDown={byKey} sx={{ p: 2, display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {orders.failure === null ? null : <WallFailure failure={orders.failure} />}
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {state === undefined ? (live.state === 'asking' ? <LinearProgress aria-label={t('walls.loading')} /> : null) : (
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(420px, 2fr)' } }}>
          <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start', gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <TurnBar onShow={onShow} pinned={pinned} now={now} isOpen={isOpen} press={press} />
            <Preview key={wall.area} wall={wall.id} scene={onShow ?? pinned?.scene ?? first} state={state} now={now} beat={isOpen ? (health.beat?.frames ?? 0) : 0} isHere={live.state === 'here'} />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>{isOpen ? null : <>{t('walls.preview.shut')} </>}{t('walls.console.keys')}</Typography>
            <SceneList scenes={wall.scenes} pinned={pinned?.scene ?? null} onShow={onShow} pin={pin} change={orders.change} />
          </Box>
          <AlertList alerts={state.alerts} flood={state.flood} rate={rate} now={now} acknowledge={orders.acknowledge} />
        </Box>
      )}
    </Paper>
  )
}
