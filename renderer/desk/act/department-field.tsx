/** Who is to handle it: one of the city's departments, the nearest first, or whatever the person writes. */
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import { departmentsFor, useCityChoices } from '../../state/choices-of-city.ts'
import type { FieldProps } from './field-props.ts'

/** `line`: the areas of the case, from the district down. The row of a case names a department in the city's own language. */
export function DepartmentField({ value, change, label, fault, isFirst, line }: FieldProps & { line: readonly string[] }): ReactNode {
  const { t, locale } = useText()
  const near = departmentsFor(useCityChoices().departments, line)
  const english = new Map(near.map(({ name, nameEn }) => [name, nameEn]))
  return (
    <Autocomplete<string, false, false, true> fullWidth freeSolo size="small" options={[...english.keys()]} inputValue={value} onInputChange={(_, typed) => change(typed)}
      renderOption={({ key, ...props }, name) => <li key={key} {...props} data-department={name}><bdi>{locale === 'en' && english.get(name) ? `${name} · ${english.get(name)}` : name}</bdi></li>}
      renderInput={(params) => (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
        <TextField {...params} autoFocus={isFirst} label={label} error={fault !== ''} helperText={fault === '' ? t('act.department.free') : fault} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'data-field': 'department' } }} />
      )} />
  )
}
