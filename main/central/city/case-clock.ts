/** What a simulated case says of its own clock, and the deadline that follows from it. */
import type { Limit } from '../../../preload/contract/deadline.ts'
import type { CaseClock } from '../../casework/case-deadline.ts'
import { clockOf, endOf, type CityTime } from '../../casework/limit.ts'
import type { Row } from '../../sync/protocol.ts'
import { DANGER_CLASS, SAMPLE_CLASSES } from './classes.ts'
import { HOUR_MS, instant } from './practice-row.ts'

type Case = Row<'case'>
/** The fields of a case that its deadline is reckoned from, and the deadline. */
export type ClockFields = Partial<Pick<Case, 'filed_at' | 'limit' | 'suspended' | 'extended' | 'due_at'>>

interface Wanted { filedAt: number; startAt: number; endsAt: number; limit: Limit; isLate: boolean; isStuck: boolean; isTaken: boolean }

/** Most cases in time keep the limit of their class; whoever needs longer got an extension once the department had it, before that a limit of its own, and whoever is late had no more than this share of the time. */
const LATE_SHARE = 0.7
const SPARE_SHARE = 1.2
/** The wire's own bound. */
const LONGEST_HOURS = 10_000

/** A case that ends (or is looked at) at `endsAt`, late or in time as wanted. */
export function clockFor({ filedAt, startAt, endsAt, limit, isLate, isStuck, isTaken }: Wanted, time: CityTime): ClockFields {
  const filed = { filed_at: instant(filedAt) }
  const usual = endOf(clockOf(time, limit.unit)!, time.rule, startAt, limit)
  if (typeof usual !== 'number') return filed
  if (isLate) {
    if (usual < endsAt) return { ...filed, due_at: instant(usual) }
    const short: Limit = { amount: Math.max(0.01, Math.floor(((endsAt - startAt) * LATE_SHARE * 100) / HOUR_MS) / 100), unit: 'urgent_hours' }
    return { ...filed, limit: short, due_at: instant(startAt + Math.round(short.amount * HOUR_MS)) }
  }
  if (usual >= endsAt && !isStuck) return { ...filed, due_at: instant(usual) }
  const more = isStuck ? endOf(clockOf(time, limit.unit)!, time.rule, endsAt, limit) : startAt + Math.round((endsAt - startAt) * SPARE_SHARE)
  const until = Math.max(usual, typeof more === 'number' ? more : 0)
  if (until === usual) return { ...filed, due_at: instant(usual) }
  if (!isTaken) {
    const long: Limit = { amount: Math.min(LONGEST_HOURS, Math.ceil(((until - startAt) * 100) / HOUR_MS) / 100), unit: 'urgent_hours' }
    return { ...filed, limit: long, due_at: instant(startAt + Math.round(long.amount * HOUR_MS)) }
  }
  return { ...filed, extended: [{ at: instant(Math.max(startAt, Math.min(usual, endsAt) - HOUR_MS)), until: instant(until) }], due_at: instant(until) }
}

/** While the clock stands still no deadline is known, unless the time was up before. */
export function suspend({ due_at, ...clock }: ClockFields, at: number): ClockFields {
  return { ...clock, ...(due_at !== undefined && Date.parse(due_at) <= at ? { due_at } : {}), suspended: [...(clock.suspended ?? []), { from: instant(at) }] }
}

/** What the practice city's deadlines are reckoned with: its sample classes. */
export const practiceClock = (time: CityTime): CaseClock => ({
  time,
  kindOf(id) {
    const limit = SAMPLE_CLASSES.find((sample) => sample.id === id)?.limit
    return { limit, limit_from: id === DANGER_CLASS ? 'reported' : 'filed' }
  },
})
