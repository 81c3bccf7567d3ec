/** Hours of the day: the three that matter for deliveries one press away, each hour by itself below. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import type { ReactNode } from 'react'
import { useAddress } from '../../state/address.ts'
import { phraseHours } from '../../state/hours.ts'
import { useText } from '../text.ts'
import { PopoverButton } from './popover-button.tsx'

const PRESETS = [['noon', [11, 12]], ['evening', [17, 18]], ['night', [0, 1, 2, 3, 4, 22, 23]]] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

export function HourPicker(): ReactNode {
  const { t, locale } = useText()
  const [{ hours }, change] = useAddress()
  const set = (next: readonly number[]): void => change({ hours: [...next].sort((a, b) => a - b) })
  const words = phraseHours(hours, locale === 'en' ? ', ' : '、')
  return (
    <PopoverButton label={t('filter.hour')} value={words === '' ? t('filter.hour.all') : t('filter.hour.of', { hours: words })} active={words !== ''} width={400}>
      {() => (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <Button variant="outlined" color="inherit" onClick={() => set([])}>{t('filter.hour.clear')}</Button>
            {PRESETS.map(([name, preset]) => <Button key={name} variant="outlined" color="inherit" onClick={() => set(preset)}>{t(`filter.hour.${name}`)}</Button>)}
          </Box>
          <Box component="fieldset" aria-label={t('filter.hour')} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gridTemplateColumns: 'repeat(8, 1fr)', gap: 0.5 }}>
            {HOURS.map((hour) => (
              <ToggleButton key={hour} size="small" color="primary" value={hour} selected={hours.includes(hour)} aria-label={t('filter.hour.each', { hour, next: hour + 1 })}
                onChange={() => set(hours.includes(hour) ? hours.filter((other) => other !== hour) : [...hours, hour])} sx={{ py: 0.5 }}>
                {hour}
              </ToggleButton>
            ))}
          </Box>
        </Box>
      )}
    </PopoverButton>
  )
}
