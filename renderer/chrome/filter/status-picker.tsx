/** Statuses of reports: problems or all of them, open or closed ones one press away, each status by itself below. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import { useAddress, useEchoedAddress } from '../../state/address.ts'
import { statusesOf } from '../../state/filter.ts'
import { phraseStatuses, STATUS_SETS } from '../filter-words.ts'
import { useText } from '../text.ts'
import { PopoverButton } from './popover-button.tsx'

export function StatusPicker(): ReactNode {
  const text = useText()
  const { t } = text
  const [address, change] = useAddress()
  const statuses = statusesOf(address)
  // In the flow's own order, so that equal choices are one address.
  const set = (next: readonly CaseStatus[]): void => change({ statuses: CASE_STATUSES.filter((status) => next.includes(status)) })
  const said = useEchoedAddress()
  const words = phraseStatuses(statusesOf(said), text)
  return (
    <PopoverButton label={t('filter.status')} value={words} active={said.statuses !== null} width={440}>
      {() => (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <Button variant="outlined" color="inherit" onClick={() => set([])}>{t('filter.status.all')}</Button>
            {STATUS_SETS.map(([name, members]) => <Button key={name} variant="outlined" color="inherit" onClick={() => set(members)}>{t(`filter.status.${name}`)}</Button>)}
          </Box>
          <Box component="fieldset" aria-label={t('filter.status')} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gridTemplateColumns: 'repeat(2, 1fr)' }}>
            {CASE_STATUSES.map((status) => (
              <FormControlLabel key={status} label={t(`status.${status}`)} slotProps={{ typography: { variant: 'body2' } }}
                control={<Checkbox size="small" sx={{ p: 0.5 }} checked={statuses.includes(status)} onChange={(_, on) => set(on ? [...statuses, status] : statuses.filter((other) => other !== status))} />} />
            ))}
          </Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(address.layer === 'bottleneck' && address.section === 'map' ? 'filter.status.bottleneck' : 'filter.status.problemsAre')}</Typography>
        </Box>
      )}
    </PopoverButton>
  )
}
