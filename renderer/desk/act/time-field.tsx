/** A date and time of the city. */
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import type { FieldProps } from './field-props.ts'

export function TimeField({ name, value, change, label, fault, isFirst, help = '' }: FieldProps & { name: string; help?: string }): ReactNode {
  const { t } = useText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
    <TextField fullWidth type="datetime-local" autoFocus={isFirst} label={label} value={value} error={fault !== ''} helperText={fault === '' ? help || t('act.time.zone') : fault}
      onChange={(event) => change(event.target.value)} slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-field': name, max: '2199-12-31T23:59' } }} />
  )
}
