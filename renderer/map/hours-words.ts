/** Weekly opening hours as people write them: equal days together, times past midnight as the next day's. */
import type { Text } from '../chrome/phrase.ts'

const PART = /^([1-7]) (\d\d):(\d\d)–(\d\d):(\d\d)$/
const DAY_MINUTES = 1_440

/** `parts`: “1 08:00–25:00”, one a day and span. Null where one of them reads otherwise. */
export function hoursWords(parts: readonly string[], text: Text): string | null {
  const { t } = text
  const days = new Map<string, number[]>()
  for (const part of parts) {
    const found = PART.exec(part)
    if (found === null) return null
    const [weekday = 0, fromHour = 0, from = 0, toHour = 0, to = 0] = found.slice(1).map(Number)
    const span = spanWords(fromHour * 60 + from, toHour * 60 + to, text)
    days.set(span, [...(days.get(span) ?? []), weekday])
  }
  if (days.size === 0) return null
  return [...days].map(([span, weekdays]) => `${daysWords([...new Set(weekdays)].sort((a, b) => a - b), text)} ${span}`).join(t('map.hours.and'))
}

function spanWords(from: number, to: number, { t }: Text): string {
  if (from === 0 && to === DAY_MINUTES) return t('map.hours.wholeDay')
  return `${clock(from)}–${to > DAY_MINUTES ? t('map.hours.nextDay', { time: clock(to - DAY_MINUTES) }) : clock(to)}`
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** All seven as “daily”, a run of three and more by its ends. */
function daysWords(weekdays: readonly number[], { t, locale }: Text): string {
  if (weekdays.length === 7) return t('map.hours.daily')
  const name = (day: number): string => t(`weekday.${day as 1}`)
  const [first = 1, last = 1] = [weekdays[0], weekdays.at(-1)]
  const isRun = weekdays.length > 2 && last - first === weekdays.length - 1
  return isRun ? `${name(first)}–${name(last)}` : weekdays.map(name).join(locale === 'en' ? ', ' : '、')
}
