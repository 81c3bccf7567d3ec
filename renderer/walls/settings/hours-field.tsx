/** Local hours from and to, over midnight where the end is earlier; or never. */
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { MessageKey } from '../../catalogue.ts'
import { useText } from '../../chrome/text.ts'
import type { HoursValues } from './wall-values.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

interface Props {
  label: string
  value: HoursValues
  fault: MessageKey | undefined
  change: (value: HoursValues) => void
}

export function HoursField({ label, value, fault, change }: Props): ReactNode {
  const { t } = useText()
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 1 }}><FormControlLabel control={<Switch checked={value.on} onChange={(_, on) => change({ ...value, on })} />} label={label} /></Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        {(['from', 'to'] as const).map((end) => (
          <TextField key={end} select label={t(`walls.hours.${end}`)} value={value[end]} disabled={!value.on} error={fault !== undefined} sx={{ width: 120 }} onChange={(event) => change({ ...value, [end]: Number(event.target.value) })}>
            {HOURS.map((hour) => <MenuItem key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</MenuItem>)}
          </TextField>
        ))}
      </Box>
      {fault === undefined ? null : <Typography variant="caption" component="p" sx={{ color: 'error.text', m: 0, mt: 0.5 }}>{t(fault)}</Typography>}
    </Box>
  )
}
