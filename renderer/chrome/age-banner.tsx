/** Says across the screen when what is shown no longer follows central, and of what hour it is. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useAct } from '../state/act.ts'
import { useLiveCity } from '../state/city.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { isStale } from './age.tsx'
import { useText } from './text.ts'

export function AgeBanner(): ReactNode {
  const { t, dateTime, time, day, duration } = useText()
  const now = useNow()
  const live = useLive('sync.status', null, ['sync', 'session'])
  const liveCity = useLiveCity()
  const [, signOut] = useAct('session.signOut')
  const city = liveCity.state === 'here' ? liveCity.value : liveCity.state === 'failed' ? liveCity.last : null
  const asOf = city?.provenance.asOf ?? null
  if (live.state !== 'here') return null
  const status = live.value.state
  const waitingLong = status === 'waiting' && city !== null && city !== undefined && isStale(city.provenance, now)
  if (status !== 'offline' && status !== 'signed-out' && !waitingLong) return null
  // The hour alone is only enough on the same day.
  const params = asOf === null ? {} : { time: day(asOf) === day(now) ? time(asOf) : dateTime(asOf), duration: duration(Math.max(0, now - asOf)) }
  const empty = asOf === null ? '.empty' : ''
  const words = status === 'offline' ? t(`banner.offline${empty}`, params) : status === 'signed-out' ? t(`banner.signedOut${empty}`, params) : t('banner.waiting', params)
  return (
    <Alert severity={status === 'signed-out' ? 'error' : 'warning'} component="output" variant="outlined" data-banner={status}
      action={status === 'signed-out' ? <Button color="inherit" onClick={() => signOut(null)}>{t('banner.signIn')}</Button> : null}
      sx={{ flex: 'none', borderRadius: 0, borderInline: 0, py: 0, bgcolor: 'background.paper', fontWeight: 600 }}>
      {words}
    </Alert>
  )
}
