/** A list without a case says what it was narrowed by, and how many there would be without each part of that. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { City } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { MINUTE_MS, questionOf } from './case-question.ts'
import { relaxationsOf, type Relaxation } from './relaxations.ts'

export function EmptyNote({ city, home }: { city: City; home: string | null }): ReactNode {
  const { t } = useText()
  const [address] = useAddress()
  const ways = relaxationsOf(address, home)
  return (
    <Box role="note" data-empty={address.view} sx={{ flex: 1, minHeight: 0, overflow: 'auto', display: 'grid', alignContent: 'start', justifyItems: 'start', gap: 1, p: 3 }}>
      <Typography variant="h3">{t(address.find === '' ? `desk.empty.${address.view}` : 'desk.empty.find', { find: address.find })}</Typography>
      {ways.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('desk.empty.none')}</Typography> : <Typography sx={{ color: 'text.secondary' }}>{t('desk.empty.relax')}</Typography>}
      {ways.map((way) => <Way key={way.part} way={way} city={city} home={home} />)}
    </Box>
  )
}

function Way({ way: { part, patch }, city, home }: { way: Relaxation; city: City; home: string | null }): ReactNode {
  const { t, number } = useText()
  const [address, change] = useAddress()
  const now = useNow(MINUTE_MS)
  const live = useLive('cases.counts', { question: questionOf({ ...address, ...patch }, city, home, now) }, ['session', 'cases', 'edits'])
  const count = live.state === 'here' && !live.asking ? live.value.total : null
  return (
    <Button variant="outlined" color="inherit" data-relax={part} data-count={count ?? ''} disabled={count === 0} onClick={() => change(patch)}>
      {t('desk.empty.without', { what: t(`desk.part.${part}`), n: count === null ? '…' : number(count) })}
    </Button>
  )
}
