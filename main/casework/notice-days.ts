/** The State Council's yearly notices on public holidays and make-up workdays (调休), from the library `chinese-days`. */
import chineseDays from 'chinese-days'
import type { DayKind } from './day-kind.ts'

/** A notice may reach back into the last days of the year before: that for 2019 made 29 December 2018 a working Saturday. */
const REACHES_BACK_TO = '12-29'

/**
 * 'plain': the year's notice does not name the day. Null: the library does not hold the notice that would name it. `elsewhere`: years whose
 * notice somebody else has read, for the days it may name in the year before.
 */
export function noticeOf(date: string, elsewhere: ReadonlySet<number>): DayKind | 'plain' | null {
  const year = Number(date.slice(0, 4))
  if (!hasNotice(year) || (date.slice(5) >= REACHES_BACK_TO && !hasNotice(year + 1) && !elsewhere.has(year + 1))) return null
  const { work, name } = detailOf(date)
  // Named as “National Day,国庆节,3”; a day no notice names bears its weekday's name instead.
  const [nameEn, nameZh] = name.split(',')
  if (nameEn === undefined || nameZh === undefined) return 'plain'
  return { works: work, why: work ? 'make_up' : 'holiday', origin: 'notice', name: nameZh, nameEn }
}

const known = new Map<number, boolean>()

/** Every notice names the first of October; no other year's does. */
export function hasNotice(year: number): boolean {
  let has = known.get(year)
  if (has === undefined) known.set(year, (has = detailOf(`${year}-10-01`).name.includes(',')))
  return has
}

/** The library reads a written date as UTC and answers for the day it is on this PC's clock: noon of this PC's day is safe everywhere. */
function detailOf(date: string): { work: boolean; name: string } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  // oxlint-disable-next-line import/no-named-as-default-member -- the package is CommonJS: Node finds no names in it
  return chineseDays.getDayDetail(new Date(year, month - 1, day, 12))
}
