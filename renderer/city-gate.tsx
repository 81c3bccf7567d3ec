/** Stands before screens that need the city: says how the first download goes, or why it does not. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from './chrome/failure-note.tsx'
import { wordSync } from './chrome/sync-words.ts'
import { useText } from './chrome/text.ts'
import { changeAddress } from './state/address.ts'
import { useLiveCity } from './state/city.ts'
import { useLive } from './state/live.ts'
import { useNow } from './state/now.ts'
import { useSession } from './state/session.ts'

export function CityGate({ children }: { children: ReactNode }): ReactNode {
  const text = useText()
  const { t } = text
  const now = useNow(5_000)
  const city = useLiveCity()
  const sync = useLive('sync.status', null, ['sync', 'session'])
  const session = useSession()
  const known = city.state === 'here' ? city.value : city.state === 'failed' ? city.last : null
  // Just after a change of account the answer may still be of the other one's city.
  if (known && (session === null || known.id === session.city)) return children
  const status = sync.state === 'here' ? sync.value : null
  const words = status === null ? null : wordSync(status, now, text)
  const share = status?.state === 'pulling' && status.of > 0 ? Math.min(100, (100 * status.done) / status.of) : null
  const offline = status?.state === 'offline' || status?.state === 'signed-out'
  return (
    <Box sx={{ flex: 1, display: 'grid', placeContent: 'center', gridTemplateColumns: 'minmax(240px, 560px)', gap: 1.5, p: 4 }}>
      {city.state === 'failed' ? <><Typography variant="h2">{t('city.failed')}</Typography><FailureNote failure={city.failure} /></> : (
        <>
          <Typography variant="h2" component="output">{offline && words !== null ? words.state : t('city.waiting')}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t(offline ? 'city.waiting.offline' : 'city.waiting.more')}</Typography>
          {offline ? null : <LinearProgress aria-label={t('city.waiting')} {...(share === null ? {} : { variant: 'determinate', value: share })} />}
          {words === null || offline ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{words.state} {words.detail}</Typography>}
        </>
      )}
      <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => changeAddress({ section: 'sync' })}>{t('frame.toSync')}</Button>
    </Box>
  )
}
