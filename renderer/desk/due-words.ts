/** A deadline as words: how late, how much is left, or that there is none. */
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { Text } from '../chrome/phrase.ts'

type Dated = Pick<CaseRow, 'dueAt' | 'isOpen'>

export const isLate = ({ dueAt, isOpen }: Dated, now: number): boolean => isOpen && dueAt !== null && dueAt < now

/** Of a closed case the deadline alone: it runs no more. */
export function dueWords(row: Dated, now: number, { t, shortMoment, duration }: Text): string {
  if (row.dueAt === null) return t('desk.due.none')
  const due = shortMoment(row.dueAt, now)
  if (!row.isOpen) return due
  return t(isLate(row, now) ? 'desk.due.late' : 'desk.due.left', { due, length: duration(Math.abs(now - row.dueAt)) })
}
