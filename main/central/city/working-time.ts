/** The practice city's working time: a sample like its classes. Years that no notice is held for get a plain table, marked as simulated. */
import { workOf } from '../../casework/case-times.ts'
import { createCityTime, type CityTime } from '../../casework/limit.ts'
import { hasNotice } from '../../casework/notice-days.ts'
import type { Row } from '../../sync/protocol.ts'
import { localDate, TIME_ZONE } from './practice-row.ts'

type WorkingTime = NonNullable<Row<'area'>['working_time']>

/** 8:30–12:00 and 13:30–17:30. */
const PERIODS: WorkingTime['periods'] = [{ from: 510, to: 720 }, { from: 810, to: 1050 }]
/** Holidays that the law itself puts on dates of the common calendar. */
const FIXED = [['01-01', '元旦'], ['05-01', '劳动节'], ['05-02', '劳动节'], ['10-01', '国庆节'], ['10-02', '国庆节'], ['10-03', '国庆节']] as const
const YEARS_AHEAD = 2

export function practiceWorkingTime(now: number): WorkingTime {
  const today = localDate(now)
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => Number(today.slice(0, 4)) + i).filter((year) => !hasNotice(year))
  const off = years.flatMap((year) => FIXED.map(([day, name]) => ({ date: `${year}-${day}`, name: `${name}(模拟)` })))
  return { holidays: 'cn', periods: PERIODS, day_rule: 'next_day', ...(years.length === 0 ? {} : { days: { source: '模拟日历(非国务院通知,无调休)', as_of: today, years, off, on: [] } }) }
}

export function practiceCityTime(now: number): CityTime {
  return createCityTime(TIME_ZONE, workOf(practiceWorkingTime(now)))
}
