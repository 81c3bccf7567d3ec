/** The period: the last 7, 30 or 90 days up to the last report held, or two days of one's own. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ReactNode } from 'react'
import { changeAddress, useAddressPart, useEchoedAddress } from '../../state/address.ts'
import type { Period } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { resolvePeriod } from '../../state/filter.ts'
import { useText } from '../text.ts'
import type { Text } from '../phrase.ts'
import { PeriodForm } from './period-form.tsx'
import { PopoverButton } from './popover-button.tsx'

export const PRESET_DAYS = [7, 30, 90] as const

export function phrasePeriod(period: Period, { t, day }: Text): string {
  return 'last' in period ? t('filter.period.last', { n: period.last }) : t('filter.period.range', { from: day(period.from), to: day(period.to) })
}

export function PeriodPicker(): ReactNode {
  const text = useText()
  const { t } = text
  const { period } = useEchoedAddress()
  const preset = 'last' in period ? period.last : null
  return (
    <Box component="fieldset" aria-label={t('filter.period')} sx={{ border: 0, p: 0, m: 0, display: 'flex', gap: 1 }}>
      <ToggleButtonGroup exclusive size="small" value={preset} onChange={(_, last: number | null) => last !== null && changeAddress({ period: { last } })} sx={{ height: 40 }}>
        {PRESET_DAYS.map((days) => <ToggleButton key={days} value={days} color="primary" sx={{ px: 1.25, fontSize: '0.8125rem' }}>{t('filter.period.last', { n: days })}</ToggleButton>)}
      </ToggleButtonGroup>
      <PopoverButton label={t('filter.period')} value={preset !== null && PRESET_DAYS.some((days) => days === preset) ? t('filter.period.custom') : phrasePeriod(period, text)} active={!('last' in period)} width={320}>
        {(close) => <CustomPeriod close={close} />}
      </PopoverButton>
    </Box>
  )
}

function CustomPeriod({ close }: { close: () => void }): ReactNode {
  const city = useCity()
  const period = useAddressPart('period')
  return <PeriodForm initial={() => resolvePeriod(period, city, Date.now())} apply={(chosen) => changeAddress({ period: chosen })} close={close} />
}
