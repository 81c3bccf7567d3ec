/** By district or by street, where areas are measured, and divided by what. */
import Stack from '@mui/material/Stack'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ReactNode } from 'react'
import { MEASURES } from '../../preload/contract/measure.ts'
import type { Measure, MeasuredLevel } from '../../preload/contract/measure.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useCity } from '../state/city.ts'
import { levelsOf } from '../chrome/ground/areas.ts'
import { useLevel } from './use-level.ts'

export function MeasurePicker(): ReactNode {
  const { t } = useText()
  const measure = useAddressPart('measure')
  const mode = useAddressPart('mode')
  const level = useLevel()
  const levels = levelsOf(useCity())
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      {mode === 'cells' ? null : <ToggleButtonGroup exclusive size="small" value={level} aria-label={t('map.level')} onChange={(_, chosen: MeasuredLevel | null) => chosen && changeAddress({ level: chosen })} sx={{ flex: 'none' }}>
        {levels.map((each) => <ToggleButton key={each} value={each} sx={{ px: 1.25, py: 0.5, textTransform: 'none' }}>{t(`map.level.${each}`)}</ToggleButton>)}
      </ToggleButtonGroup>}
      <TextField select size="small" fullWidth label={t('map.measure')} value={measure} onChange={(event) => changeAddress({ measure: event.target.value as Measure })}>
        {MEASURES.map((each) => <MenuItem key={each} value={each}>{t(`map.measure.${each}`)}</MenuItem>)}
      </TextField>
    </Stack>
  )
}
