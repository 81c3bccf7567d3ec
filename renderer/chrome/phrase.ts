/** Numbers, times and ages as words of one language and one zone. */
import { CATALOGUE } from '../catalogue.ts'
import type { Locale, MessageKey } from '../catalogue.ts'

export interface Text {
  locale: Locale
  /** The message of this key, with `{name}` filled in from `params`. */
  t: (key: MessageKey, params?: Record<string, string | number>) => string
  number: (value: number, maximumFractionDigits?: number) => string
  /** A share 0…1 as a percentage. */
  percent: (share: number) => string
  /** An instant, in the city's zone. */
  dateTime: (at: number) => string
  /** The same, without the day where it is today's. */
  moment: (at: number, now: number) => string
  /** The same, as short as it goes: the year only where it is another one. */
  shortMoment: (at: number, now: number) => string
  /** The local day of an instant, or of a `YYYY-MM-DD`, written out. */
  day: (at: number | string) => string
  /** The local day of the week of an instant, short. */
  weekday: (at: number) => string
  /** The local clock time of an instant, such as 14:05. */
  time: (at: number) => string
  /** “3 分钟前” from an age in milliseconds. */
  age: (ageMs: number) => string
  /** “3 小时” from a length in milliseconds. */
  duration: (ms: number) => string
  bytes: (count: number) => string
}

const STEPS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]] as const

export function makeText(locale: Locale, timeZone: string): Text {
  const numbers = [0, 1, 2, 3].map((maximumFractionDigits) => new Intl.NumberFormat(locale, { maximumFractionDigits }))
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const dateTime = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayTime = new Intl.DateTimeFormat(locale, { timeZone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayOptions = { year: 'numeric', month: 'short', day: 'numeric' } as const
  const day = new Intl.DateTimeFormat(locale, { timeZone, ...dayOptions })
  const plainDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...dayOptions })
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' })
  const t: Text['t'] = (key, params) => fill(CATALOGUE[locale][key] ?? key, params)
  return {
    locale,
    t,
    number: (value, digits = 1) => (numbers[digits] ?? numbers[3]!).format(value),
    percent: (share) => percent.format(share),
    dateTime: (at) => dateTime.format(at),
    shortMoment: (at, now) => (day.format(at) === day.format(now) ? time : year.format(at) === year.format(now) ? dayTime : shortDay).format(at),
    moment: (at, now) => (day.format(at) === day.format(now) ? time : dateTime).format(at),
    day: (at) => (typeof at === 'string' ? plainDay.format(Date.parse(at)) : day.format(at)),
    weekday: (at) => weekday.format(at),
    time: (at) => time.format(at),
    age(ageMs) {
      if (ageMs < 10_000) return t('age.justNow')
      const [unit, length] = stepOf(ageMs)
      return relative.format(-Math.floor(ageMs / length), unit)
    },
    duration(ms) {
      const [unit, length] = stepOf(ms)
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(ms / length))
    },
    bytes(count) {
      const unit = count < 1e6 ? 'kilobyte' : 'megabyte'
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(count / (count < 1e6 ? 1e3 : 1e6))
    },
  }
}

function stepOf(ms: number): (typeof STEPS)[number] {
  return STEPS.find(([, length]) => ms >= length) ?? STEPS[3]
}

function fill(message: string, params: Record<string, string | number> | undefined): string {
  return message.replace(/\{(\w+)\}/g, (hole, name: string) => String(params?.[name] ?? hole))
}
