/** Weekdays and hours of the day: those that matter for deliveries one press away, each by itself below. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { changeAddress, useAddressPart, useEchoedAddress } from '../../state/address.ts'
import { phraseTimes, phraseWeekdays } from '../filter-words.ts'
import { useText } from '../text.ts'
import { PopoverButton } from './popover-button.tsx'

const PRESETS = [['noon', [11, 12]], ['evening', [17, 18]], ['night', [0, 1, 2, 3, 4, 22, 23]]] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const WEEKDAY_SETS = [['workdays', [1, 2, 3, 4, 5]], ['weekend', [6, 7]]] as const

export function TimePicker(): ReactNode {
  const text = useText()
  const { t } = text
  const { weekdays, hours } = useEchoedAddress()
  const words = [phraseWeekdays(weekdays, text), phraseTimes(hours, text)].filter((part) => part !== '').join(' · ')
  return (
    <PopoverButton label={t('filter.time')} value={words === '' ? t('filter.time.all') : words} active={words !== ''} width={400}>
      {() => (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Weekdays />
          <Hours />
        </Box>
      )}
    </PopoverButton>
  )
}

const setWeekdays = (next: readonly number[]): void => changeAddress({ weekdays: ascending(next) })

function Weekdays(): ReactNode {
  const { t } = useText()
  const weekdays = useAddressPart('weekdays')
  return (
    <>
      <Typography variant="subtitle2">{t('filter.weekday')}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" onClick={() => setWeekdays([])}>{t('filter.weekday.all')}</Button>
        {WEEKDAY_SETS.map(([name, days]) => <Button key={name} variant="outlined" color="inherit" onClick={() => setWeekdays(days)}>{t(`filter.weekday.${name}`)}</Button>)}
      </Box>
      <Box component="fieldset" aria-label={t('filter.weekday')} sx={{ border: 0, p: 0, m: 0, mb: 1, minWidth: 0, display: 'grid', gridTemplateColumns: 'repeat(7, 1fr)', gap: 0.5 }}>
        {WEEKDAYS.map((day) => (
          <ToggleButton key={day} size="small" color="primary" value={day} selected={weekdays.includes(day)} onChange={() => setWeekdays(turned(weekdays, day))} sx={{ py: 0.5, px: 0, textTransform: 'none' }}>
            {t(`weekday.${day}`)}
          </ToggleButton>
        ))}
      </Box>
    </>
  )
}

const setHours = (next: readonly number[]): void => changeAddress({ hours: ascending(next) })

function Hours(): ReactNode {
  const { t } = useText()
  const hours = useAddressPart('hours')
  return (
    <>
      <Typography variant="subtitle2">{t('filter.hour')}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" onClick={() => setHours([])}>{t('filter.hour.clear')}</Button>
        {PRESETS.map(([name, preset]) => <Button key={name} variant="outlined" color="inherit" onClick={() => setHours(preset)}>{t(`filter.hour.${name}`)}</Button>)}
      </Box>
      <Box component="fieldset" aria-label={t('filter.hour')} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gridTemplateColumns: 'repeat(8, 1fr)', gap: 0.5 }}>
        {HOURS.map((hour) => (
          <ToggleButton key={hour} size="small" color="primary" value={hour} selected={hours.includes(hour)} aria-label={t('filter.hour.each', { hour, next: hour + 1 })}
            onChange={() => setHours(turned(hours, hour))} sx={{ py: 0.5 }}>
            {hour}
          </ToggleButton>
        ))}
      </Box>
    </>
  )
}

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)
const turned = (chosen: readonly number[], one: number): number[] => (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])
