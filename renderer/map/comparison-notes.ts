/** What lessens a comparison, in words: other weekdays, shared days, other lengths, days that are not held. */
import type { City } from '../../preload/contract/model.ts'
import type { Text } from '../chrome/phrase.ts'
import type { Address } from '../state/address.ts'
import { countShared, unlikeWeekdays } from '../state/comparison.ts'
import { countDays, dayOf } from '../state/days.ts'
import type { Compared } from './use-comparison.ts'

export function notesOf({ chosen, other, isOtherLeft }: Compared, { weekdays, mode, measure }: Pick<Address, 'weekdays' | 'mode' | 'measure'>, city: Pick<City, 'firstReportAt' | 'timeZone'>, { t, day, locale }: Text): string[] {
  const [left, right] = isOtherLeft ? [other, chosen] : [chosen, other]
  const notes: string[] = []
  const unlike = unlikeWeekdays(left, right, weekdays)
  if (unlike.length > 0) {
    const days = unlike.map(({ weekday, counts }) => t('map.compare.weekdayCounts', { weekday: t(`weekday.${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`), left: counts[0], right: counts[1] }))
    notes.push(t('map.compare.weekdays', { days: days.join(locale === 'en' ? ', ' : '、') }))
  }
  const shared = countShared(left, right)
  if (shared > 0) notes.push(t('map.compare.shared', { n: shared }))
  if (mode !== 'field' && measure === 'count' && countDays(left.from, left.to) !== countDays(right.from, right.to)) notes.push(t('map.compare.lengths'))
  const firstDay = city.firstReportAt === null ? null : dayOf(city.firstReportAt, city.timeZone)
  if (firstDay !== null && left.from < firstDay) notes.push(t('map.compare.notHeld', { from: day(firstDay) }))
  return notes
}
