/** Two local days of one's own, both included, within the longest window; what is held is said beside. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { LONGEST_WINDOW_DAYS } from '../../../preload/contract/model.ts'
import { useCity } from '../../state/city.ts'
import type { Days } from '../../state/comparison.ts'
import { countDays, dayOf, isDay } from '../../state/days.ts'
import { useText } from '../text.ts'

interface Props {
  initial: () => Days
  apply: (days: Days) => void
  close: () => void
}

export function PeriodForm({ initial, apply, close }: Props): ReactNode {
  const { t, day } = useText()
  const city = useCity()
  const [draft, setDraft] = useState(initial)
  const whole = isDay(draft.from) && isDay(draft.to)
  const tooLong = whole && countDays(draft.from, draft.to) > LONGEST_WINDOW_DAYS
  const wrong = whole && (draft.from > draft.to || tooLong)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!whole || wrong) return
    apply(draft)
    close()
  }
  const field = (name: 'from' | 'to'): ReactNode => (
    <TextField type="date" label={t(`filter.period.${name}`)} value={draft[name]} error={wrong} required fullWidth
      helperText={wrong && name === 'to' ? (tooLong ? t('filter.period.tooLong', { n: LONGEST_WINDOW_DAYS }) : t('filter.period.wrong')) : ' '}
      onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} />
  )
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 0.5 }}>
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
