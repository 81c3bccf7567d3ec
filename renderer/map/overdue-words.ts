/** A deadline and how late it is, in words. */
import type { Text } from '../chrome/phrase.ts'
import type { Mark } from './marks.ts'

/** A single report: its number, its deadline and how late; an area: how many. */
export function overdueWords(mark: Mark, text: Text, now = Date.now()): string {
  const { t, number } = text
  if (mark.dueAt === null) return t('map.overdue.area', { n: number(mark.count), name: mark.name })
  return t('map.overdue.report', { number: mark.name, due: lateWords(mark.dueAt, now, text) })
}

/** “期限 11月20日 18:00，已超 3 天”, or how much is left. */
export function lateWords(dueAt: number, now: number, { t, dateTime, duration }: Text): string {
  const values = { due: dateTime(dueAt), length: duration(Math.abs(now - dueAt)) }
  return dueAt < now ? t('map.overdue.late', values) : t('map.overdue.left', values)
}
