/** The fields of an action's form, each with its label, its help and what is wrong with it. */
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { Limit } from '../../../preload/contract/deadline.ts'
import { limitWords } from '../../chrome/deadline-words.ts'
import { useText } from '../../chrome/text.ts'
import { reasonsFor, useCityChoices } from '../../state/choices-of-city.ts'
import { ClassField } from './class-field.tsx'
import { DepartmentField } from './department-field.tsx'
import type { FieldProps } from './field-props.ts'
import { fieldsOf, longestOf, type Faults, type FormValues, type TypedField } from './form-values.ts'
import type { Possible } from './intents.ts'
import { IntoField } from './into-field.tsx'
import { TimeField } from './time-field.tsx'
import { WordsField } from './words-field.tsx'

interface Props {
  whole: CaseWhole
  possible: Possible
  values: FormValues
  /** Of the class chosen, where a deadline is to be given; null: the city states none. */
  limit: Limit | null
  /** Of fields that were left, or of all after an attempt to save. */
  faults: Faults
  change: (field: TypedField, value: string) => void
}

export function ActionFields({ whole, possible, values, limit, faults, change }: Props): ReactNode {
  const text = useText()
  const { t, number, locale } = text
  const phrases = reasonsFor(useCityChoices().phrases, possible.action).map(({ text, textEn }) => (locale === 'en' ? textEn : null) ?? text)
  const fields = fieldsOf(possible)
  // What must be said and is not yet comes first under the hands.
  const first = fields.find((field) => possible.needs.includes(field) && values[field] === '') ?? fields[0]
  return fields.map((field) => {
    const fault = faults[field]
    const props: FieldProps = {
      value: values[field], change: (value) => change(field, value), isFirst: field === first,
      label: `${t(`flow.field.${field}`)}${possible.needs.includes(field) ? '' : t('act.field.optional')}`,
      fault: fault === undefined ? '' : t(`act.fault.${fault}`, { most: number(longestOf(field), 0) }),
    }
    switch (field) {
      case 'class': return <ClassField key={field} {...props} />
      case 'department': return <DepartmentField key={field} line={whole.line.map(({ id }) => id)} {...props} />
      case 'into': return <IntoField key={field} whole={whole} {...props} />
      case 'due_at': return <TimeField key={field} name={field} {...props} help={limit === null ? t('act.limit.none') : t('act.limit', { limit: limitWords(limit, text) })} />
      case 'until': return <TimeField key={field} name={field} {...props} />
      case 'reason': case 'result': return <WordsField key={field} name={field} phrases={phrases} {...props} />
      case 'place': return <PlaceWords key={field} {...props} />
    }
  })
}

function PlaceWords({ value, change, label, fault, isFirst }: FieldProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
    <TextField fullWidth autoFocus={isFirst} label={label} value={value} error={fault !== ''} helperText={fault} onChange={(event) => change(event.target.value)} slotProps={{ htmlInput: { 'data-field': 'place' } }} />
  )
}
