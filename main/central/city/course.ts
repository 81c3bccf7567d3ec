/** How a simulated case runs through the flow: when each step comes and how it ends. */
import type { Limit } from '../../../preload/contract/deadline.ts'
import type { CityTime } from '../../casework/limit.ts'
import type { Row } from '../../sync/protocol.ts'
import { isTaken } from './case-acts.ts'
import { clockFor, suspend, type ClockFields } from './case-clock.ts'
import { CLOSING_HOURS, draw, NEVER_CLOSED_SHARE, OVERDUE_SHARE } from './distributions.ts'
import type { Random } from './random.ts'
import { HOUR_MS } from './practice-row.ts'

export type Status = Row<'case'>['status']

/** Nobody closes a case faster than this, though requests entered after the fact do in the source. */
const SHORTEST_MS = 5 * 60_000
/** Share of the time to closing at which a case enters each status, on the usual way. */
const STEPS: readonly (readonly [number, Status])[] = [
  [0, 'reported'], [0.04, 'verifying'], [0.1, 'filed'], [0.14, 'dispatched'], [0.24, 'handling'], [0.8, 'fed_back'], [0.9, 'checking'],
]
/** Merging is not among them: duplicates are made as such. */
const ENDS: readonly (readonly [number, Status])[] = [[0.91, 'closed'], [0.98, 'rejected'], [0.99, 'void'], [1, 'closed_forced']]
/** Where cases that never close are stuck. */
const STUCK: readonly Status[] = ['suspended', 'handling', 'extension_requested', 'rework', 'returned', 'handling']

export interface Course { status: Status; filedAt: number | null; changedAt: number; closedAt: number | null; clock: ClockFields }

const FILED = new Set<Status>(['filed', 'dispatched', 'returned', 'handling', 'extension_requested', 'suspended', 'fed_back', 'checking', 'rework', 'closed', 'closed_forced', 'void'])
/** A case is filed at this share of its way. */
const FILING = STEPS.find(([, status]) => status === 'filed')![0]
const STUCK_WAY_MS = 20 * 24 * HOUR_MS

/** Where a case reported at `reportedAt` stands at `now`. */
export function courseOf(reportedAt: number, now: number, limit: Limit, danger: boolean, time: CityTime, random: Random): Course {
  const hours = danger ? 0.3 + random.next() : draw(CLOSING_HOURS, random)
  const takes = Math.max(SHORTEST_MS, Math.round(hours * HOUR_MS))
  const stuck = !danger && random.next() < NEVER_CLOSED_SHARE
  const chance = danger ? 0 : random.next()
  const ending = ENDS.find(([until]) => until >= chance)![1]
  const place = stepAt(reportedAt, now, takes, stuck, ending, danger, random)
  const isLate = random.next() < OVERDUE_SHARE
  if (!FILED.has(place.status)) return { ...place, filedAt: null, clock: {} }
  const filedAt = place.status === 'filed' ? place.changedAt : Math.min(place.changedAt, reportedAt + Math.round(FILING * (stuck ? Math.min(now - reportedAt, STUCK_WAY_MS) : takes)))
  const clock = clockFor({ filedAt, startAt: danger ? reportedAt : filedAt, endsAt: stuck ? now : reportedAt + takes, limit, isLate, isStuck: stuck, isTaken: isTaken(place.status) }, time)
  return { ...place, filedAt, clock: place.status === 'suspended' ? suspend(clock, place.changedAt) : clock }
}

function stepAt(reportedAt: number, now: number, takes: number, stuck: boolean, ending: Status, danger: boolean, random: Random): Omit<Course, 'clock' | 'filedAt'> {
  const age = now - reportedAt
  if (!stuck && age >= takes) return { status: ending, changedAt: reportedAt + takes, closedAt: reportedAt + takes }
  // A danger to life is taken up at once: it never waits in a queue.
  const share = Math.max(danger ? 0.3 : 0, stuck ? Math.min(0.79, age / STUCK_WAY_MS) : age / takes)
  let [from, status] = STEPS[0]!
  for (const [start, next] of STEPS) if (share >= start) [from, status] = [start, next]
  if (stuck && share > 0.5) status = STUCK[Math.floor(random.next() * STUCK.length)]!
  else if (status === 'handling') status = detour(random.next())
  else if (status === 'dispatched' && random.next() < 0.12) status = 'returned'
  const entered = stuck ? reportedAt + Math.min(age, from * STUCK_WAY_MS) : reportedAt + from * takes
  return { status, changedAt: Math.round(Math.min(now, entered)), closedAt: null }
}

function detour(chance: number): Status {
  if (chance < 0.05) return 'extension_requested'
  if (chance < 0.08) return 'suspended'
  return chance < 0.12 ? 'rework' : 'handling'
}
