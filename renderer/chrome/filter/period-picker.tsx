/** The period: the last 7, 30 or 90 days up to the last report held, or two days of one's own. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { LONGEST_WINDOW_DAYS } from '../../../preload/contract/model.ts'
import { useAddress } from '../../state/address.ts'
import type { Period } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { countDays, dayOf, isDay } from '../../state/days.ts'
import { resolvePeriod } from '../../state/filter.ts'
import { useText } from '../text.ts'
import type { Text } from '../phrase.ts'
import { PopoverButton } from './popover-button.tsx'

export const PRESET_DAYS = [7, 30, 90] as const

export function phrasePeriod(period: Period, { t, day }: Text): string {
  return 'last' in period ? t('filter.period.last', { n: period.last }) : t('filter.period.range', { from: day(period.from), to: day(period.to) })
}

export function PeriodPicker(): ReactNode {
  const text = useText()
  const { t } = text
  const [{ period }, change] = useAddress()
  const preset = 'last' in period ? period.last : null
  return (
    <Box component="fieldset" aria-label={t('filter.period')} sx={{ border: 0, p: 0, m: 0, display: 'flex', gap: 1 }}>
      <ToggleButtonGroup exclusive size="small" value={preset} onChange={(_, last: number | null) => last !== null && change({ period: { last } })} sx={{ height: 40 }}>
        {PRESET_DAYS.map((days) => <ToggleButton key={days} value={days} color="primary" sx={{ px: 1.25, fontSize: '0.8125rem' }}>{t('filter.period.last', { n: days })}</ToggleButton>)}
      </ToggleButtonGroup>
      <PopoverButton label={t('filter.period')} value={preset !== null && PRESET_DAYS.some((days) => days === preset) ? t('filter.period.custom') : phrasePeriod(period, text)} active={!('last' in period)} width={320}>
        {(close) => <CustomPeriod close={close} />}
      </PopoverButton>
    </Box>
  )
}

function CustomPeriod({ close }: { close: () => void }): ReactNode {
  const { t, day } = useText()
  const city = useCity()
  const [address, change] = useAddress()
  const [draft, setDraft] = useState(() => resolvePeriod(address.period, city, Date.now()))
  const whole = isDay(draft.from) && isDay(draft.to)
  const tooLong = whole && countDays(draft.from, draft.to) > LONGEST_WINDOW_DAYS
  const wrong = whole && (draft.from > draft.to || tooLong)
  const apply = (event: FormEvent): void => {
    event.preventDefault()
    if (!whole || wrong) return
    change({ period: draft })
    close()
  }
  const field = (name: 'from' | 'to'): ReactNode => (
    <TextField type="date" label={t(`filter.period.${name}`)} value={draft[name]} error={wrong} required fullWidth
      helperText={wrong && name === 'to' ? (tooLong ? t('filter.period.tooLong', { n: LONGEST_WINDOW_DAYS }) : t('filter.period.wrong')) : ' '}
      onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} />
  )
  return (
    <Box component="form" noValidate onSubmit={apply} sx={{ display: 'grid', gap: 0.5 }}>
      {field('from')}
      {field('to')}
      {city.firstReportAt !== null && city.lastReportAt !== null ? (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('filter.period.held', { from: day(dayOf(city.firstReportAt, city.timeZone)), to: day(dayOf(city.lastReportAt, city.timeZone)) })}</Typography>
      ) : null}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, mt: 1 }}>
        <Button color="inherit" onClick={close}>{t('frame.cancel')}</Button>
        <Button type="submit" variant="contained" disabled={!whole || wrong}>{t('filter.period.apply')}</Button>
      </Box>
    </Box>
  )
}
