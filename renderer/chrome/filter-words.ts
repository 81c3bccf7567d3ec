/** Weekdays, hours and statuses of a filter, in words. Weekdays and hours are empty where the filter lets all through; what is counted is always said. */
import { CASE_STATUSES, CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import { PROBLEM_STATUSES } from '../state/filter.ts'
import { phraseHours, runsOfWeekdays } from '../state/hours.ts'
import type { Text } from './phrase.ts'

const without = (left: readonly CaseStatus[]): CaseStatus[] => CASE_STATUSES.filter((status) => !left.includes(status))

/** Sets of statuses that have a name of their own. */
export const STATUS_SETS = [
  ['problems', PROBLEM_STATUSES],
  ['open', without(CLOSED_STATUSES)],
  ['closed', [...CLOSED_STATUSES]],
] as const satisfies readonly (readonly [string, readonly CaseStatus[]])[]

const isSame = (one: readonly CaseStatus[], other: readonly CaseStatus[]): boolean => one.length === other.length && one.every((status) => other.includes(status))

export function phraseStatuses(statuses: readonly CaseStatus[], { t }: Text): string {
  if (statuses.length === 0 || statuses.length === CASE_STATUSES.length) return t('filter.status.all')
  const set = STATUS_SETS.find(([, members]) => isSame(members, statuses))
  if (set !== undefined) return t(`filter.status.${set[0]}`)
  const [only] = statuses
  return statuses.length === 1 && only !== undefined ? t(`status.${only}`) : t('filter.status.some', { n: statuses.length })
}

export function phraseWeekdays(weekdays: readonly number[], { t, locale }: Text): string {
  const name = (day: number): string => t(`weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)
  const words = runsOfWeekdays(weekdays).map(([first, last]) => (first === last ? name(first) : t('filter.weekday.run', { first: name(first), last: name(last) })))
  return words.join(locale === 'en' ? ', ' : '、')
}

export function phraseTimes(hours: readonly number[], { t, locale }: Text): string {
  const words = phraseHours(hours, locale === 'en' ? ', ' : '、')
  return words === '' ? '' : t('filter.hour.of', { hours: words })
}
