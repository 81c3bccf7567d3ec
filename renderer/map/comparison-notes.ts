/** What lessens a comparison, in words: other weekdays, shared days, other lengths, days that are not held. */
import type { City } from '../../preload/contract/model.ts'
import type { Text } from '../chrome/phrase.ts'
import type { Address } from '../state/address.ts'
import { countShared, unlikeWeekdays } from '../state/comparison.ts'
import type { Days } from '../state/comparison.ts'
import { countDays, dayOf } from '../state/days.ts'
import type { Summary } from './comparison-summary.ts'
import type { Compared } from './use-comparison.ts'

/** What is said of either period; null while it is not here. */
interface Said {
  chosen: Summary | null
  other: Summary | null
}

interface Side {
  asked: Days
  summary: Summary | null
  answered: Days
}

export function notesOf({ chosen, other, isOtherLeft }: Compared, { weekdays, mode, measure }: Pick<Address, 'weekdays' | 'mode' | 'measure'>, city: Pick<City, 'firstReportAt' | 'timeZone'>, said: Said, { t, day, locale }: Pick<Text, 't' | 'day' | 'locale'>): string[] {
  const sides = [{ asked: chosen, summary: said.chosen }, { asked: other, summary: said.other }].map(({ asked, summary }) => ({ asked, summary, answered: answeredDays(asked, summary, city.timeZone) }))
  const [first, second] = (isOtherLeft ? sides.toReversed() : sides) as [Side, Side]
  const [left, right] = [first.answered, second.answered]
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
  if (firstDay !== null && first.asked.from < firstDay) notes.push(t('map.compare.notHeld', { from: day(firstDay) }))
  return [...notes, ...heldNote('left', first, { t, day }), ...heldNote('right', second, { t, day })]
}

function heldNote(at: 'left' | 'right', { asked, summary, answered }: Side, { t, day }: Pick<Text, 't' | 'day'>): string[] {
  if (summary?.span === null) return [t(`map.compare.noneHeld.${at}`)]
  return answered.from === asked.from && answered.to === asked.to ? [] : [t(`map.compare.held.${at}`, { from: day(answered.from), to: day(answered.to) })]
}

/** Of what is made of handovers fewer days may be answered than are asked for. */
function answeredDays(asked: Days, summary: Summary | null, timeZone: string): Days {
  const span = summary?.span ?? null
  return span === null ? asked : { from: dayOf(span.from, timeZone), to: dayOf(span.to - 1, timeZone) }
}
