/** The value of a case's field, in words. */
import type { ToldValue } from '../../../preload/contract/case-history.ts'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import type { City } from '../../../preload/contract/model.ts'
import { CATALOGUE, type MessageKey } from '../../catalogue.ts'
import { nameArea } from '../../chrome/filter/area-picker.tsx'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import type { Text } from '../../chrome/phrase.ts'

const INSTANTS: readonly string[] = ['due_at', 'handed_at', 'asked_until', 'closed_at', 'filed_at', 'suspended_at']
/** What only the flow keeps book of; the step itself tells it. */
const UNTOLD: readonly string[] = ['status', 'status_before', 'fed_back_by', 'closed_at', 'filed_at', 'suspended_at', 'limit', 'original', 'phrase']

export const isTold = (field: string): boolean => !UNTOLD.includes(field)

export function fieldWords(field: string, { t }: Text): string {
  if (field === 'valid' || field === 'granted' || field === 'to' || field === 'handed_at') return t(`field.${field}`)
  if (field === 'asked_until') return t('flow.field.until')
  if (field === 'duplicate_of') return t('flow.field.into')
  return Object.hasOwn(CATALOGUE.en, `flow.field.${field}`) ? t(`flow.field.${field}` as MessageKey) : field
}

export function valueWords(field: string, value: ToldValue | undefined, { classes, areas }: Pick<City, 'classes' | 'areas'>, text: Text): string {
  const { t, locale, dateTime } = text
  if (value === null || value === undefined || value === '') return t('value.none')
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'number') return field === 'lng' || field === 'lat' ? value.toFixed(5) : text.number(value)
  if (INSTANTS.includes(field)) return Number.isNaN(Date.parse(value)) ? value : dateTime(Date.parse(value))
  const known = field === 'class' ? classes.find(({ id }) => id === value) : undefined
  if (known !== undefined) return nameClass(known, locale)
  const area = field === 'area' ? areas.find(({ id }) => id === value) : undefined
  if (area !== undefined) return nameArea(area, locale)
  const status = CASE_STATUSES.find((each) => each === value)
  return field === 'status' && status !== undefined ? t(`status.${status}`) : value
}
