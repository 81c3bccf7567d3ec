/** The question above the map: where, when, which classes and statuses, which hours; and what of it is in force. */
import RestartAlt from '@mui/icons-material/RestartAlt'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { changeAddress, DEFAULT_ADDRESS } from '../../state/address.ts'
import { useKeys } from '../../state/keys.ts'
import { useText } from '../text.ts'
import { AreaPicker } from './area-picker.tsx'
import { ClassPicker } from './class-picker.tsx'
import { FilterChips } from './filter-chips.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { StatusPicker } from './status-picker.tsx'
import { TimePicker } from './time-picker.tsx'

const { area, drawn, period, classes, statuses, weekdays, hours } = DEFAULT_ADDRESS

const reset = (): void => changeAddress({ area, drawn, period, classes, statuses, weekdays, hours })

export function FilterBar(): ReactNode {
  const { t } = useText()
  const areaInput = useRef<HTMLInputElement>(null)
  const startTyping = (): void => {
    areaInput.current?.focus()
    // What is typed next replaces the present name instead of being added to it.
    areaInput.current?.select()
  }
  useKeys({ a: startTyping, r: reset })
  return (
    <Box component="section" aria-label={t('filter.label')} sx={{ flex: 'none', bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', px: 1.5, py: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <AreaPicker inputRef={areaInput} />
        <PeriodPicker />
        <ClassPicker />
        <StatusPicker />
        <TimePicker />
        <Button color="inherit" startIcon={<RestartAlt />} onClick={reset}>{t('filter.reset')}</Button>
      </Box>
      <FilterChips />
    </Box>
  )
}
