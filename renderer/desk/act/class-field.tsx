/** One class of the city, grouped as the city groups them. */
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import type { FieldProps } from './field-props.ts'

export function ClassField({ value, change, label, fault, isFirst }: FieldProps): ReactNode {
  const { t, locale } = useText()
  const { classes } = useCity()
  return (
    <Autocomplete fullWidth size="small" options={classes} value={classes.find(({ id }) => id === value) ?? null}
      groupBy={(one) => one.group ?? ''} getOptionLabel={(one) => nameClass(one, locale)} getOptionKey={(one) => one.id} isOptionEqualToValue={(a, b) => a.id === b.id} noOptionsText={t('filter.class.none')}
      onChange={(_, chosen) => change(chosen?.id ?? '')}
      renderInput={(params) => (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
        <TextField {...params} autoFocus={isFirst} label={label} error={fault !== ''} helperText={fault} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'data-field': 'class' } }} />
      )} />
  )
}
