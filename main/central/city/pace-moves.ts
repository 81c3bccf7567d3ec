/** Moves open cases of the living city one legal step on. */
import type { CityTime } from '../../casework/limit.ts'
import { takeAction } from '../../casework/case-change.ts'
import { withDeadline, withMergedDeadline } from '../../casework/case-deadline.ts'
import { collect } from '../../casework/merged-cases.ts'
import type { Row } from '../../sync/protocol.ts'
import { EPOCH_LOCK } from '../epoch.ts'
import type { Write } from '../log.ts'
import type { Tx } from '../sql-types.ts'
import { actRow, collectRow, FED_BACK_BY } from './case-acts.ts'
import { EXTENSION_MS } from './cases.ts'
import { departmentFor } from './choices.ts'
import { practiceClock } from './case-clock.ts'
import { CLOSED, FLOW, REOPEN_DAYS } from './flow.ts'
import { cityRow, DAY_MS, instant, officeRow } from './practice-row.ts'
import { cumulate, drawIndex } from './random.ts'
import type { Random } from './random.ts'

type Case = Row<'case'>

/** The case, its point, and the act that says how. */
const WRITES_PER_MOVE = 3
/** How many cases are looked at for each one to be moved; most are closed, so that a few misses are normal. */
const LOOKS_PER_MOVE = 12
/** Half of the looks go to the newest cases, where nearly all of the work is. */
const NEW_DAYS = 4

/** Up to `count` moves at times in [from, to), among the cases with serials 1…newest. */
export async function moveCases(tx: Tx, count: number, window: { from: number; to: number }, newest: number, perDay: number, time: CityTime, random: Random): Promise<Write[]> {
  if (count === 0 || newest === 0) return []
  // The order of locks is that of every writer. A case that a desk is at work on is left to it: what was read of it would soon be old.
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [EPOCH_LOCK])
  const rows = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED`, [drawIds(count * LOOKS_PER_MOVE, newest, perDay, random)])
  const present = new Map(rows.map(({ body }) => JSON.parse(body) as Case).map((row) => [row.id, row]))
  const writes: Write[] = []
  const looks = [...present.keys()].map((id) => ({ id, order: random.next() })).sort((a, b) => a.order - b.order)
  for (const { id } of looks) {
    if (writes.length >= count * WRITES_PER_MOVE) break
    // Somebody may have been merged into it just now.
    const row = present.get(id)!
    // Nothing moves before it was last touched, and nothing in the future.
    const earliest = Math.max(window.from, Date.parse(row.updated_at) + 60_000)
    if (earliest >= window.to || random.next() >= FLOW[row.status].readiness) continue
    const moved = moveOn(row, earliest + Math.floor(random.next() * (window.to - earliest)), [...present.values()], time, random)
    if (moved === null) continue
    present.set(id, moved)
    writes.push(...putCase(moved), putAct(row, moved))
    const target = moved.status === 'merged' ? present.get(moved.duplicate_of ?? '') : undefined
    if (target === undefined) continue
    const collecting = collectInto(target, row, moved.updated_at, time)
    present.set(target.id, collecting)
    writes.push({ op: 'put', row: officeRow('case', collecting.area, collecting) }, { op: 'put', row: collectRow(collecting, row.id, moved.updated_at) })
  }
  return writes
}

function drawIds(count: number, newest: number, perDay: number, random: Random): string[] {
  const recent = Math.min(newest, Math.ceil(perDay * NEW_DAYS))
  const serials = Array.from({ length: count }, (_, i) => newest - random.below(i % 2 === 0 ? recent : newest))
  return [...new Set(serials)].map((serial) => caseId(serial))
}

export const caseId = (serial: number): string => `case-${String(serial).padStart(7, '0')}`

/** The case one step on, or null where the drawn step is not possible for it. */
export function moveOn(row: Case, at: number, others: readonly Case[], time: CityTime, random: Random): Case | null {
  const { next } = FLOW[row.status]
  if (next.length === 0) return null
  const [to, action] = next[drawIndex(cumulate(next.map(([, , weight]) => weight)), random)]!
  if (action === 'reopen' && at - Date.parse(row.closed_at ?? row.updated_at) > REOPEN_DAYS * DAY_MS) return null
  const target = action === 'merge' ? others.find((other) => other.id !== row.id && other.area === row.area && other.class === row.class && !CLOSED.has(other.status)) : undefined
  if (action === 'merge' && target === undefined) return null
  // A danger to life is never put off.
  if (row.danger_to_life && (action === 'suspend' || action === 'ask_extension')) return null
  const until = row.asked_until ?? instant(Date.parse(row.due_at ?? instant(at)) + EXTENSION_MS)
  const asked = action === 'grant' ? { ...row, asked_until: until } : row
  return withDeadline(takeAction(asked, action, to, { ...(target === undefined ? {} : { into: target.id }), until, department: departmentFor(row.class) }, FED_BACK_BY, instant(at)), practiceClock(time))
}

/** The time of a row never goes back. */
const collectInto = (target: Case, row: Case, at: string, time: CityTime): Case => withMergedDeadline(collect(target, row, at > target.updated_at ? at : target.updated_at), practiceClock(time))

/** A case and its compact point always travel together. */
export function putCase(row: Case): Write[] {
  const { id, area, lng, lat, reported_at, class: kind, status } = row
  return [
    { op: 'put', row: cityRow('point', { id, area, lng, lat, reported_at, class: kind, status, weight: 1 }) },
    { op: 'put', row: officeRow('case', area, row) },
  ]
}

function putAct(before: Case, after: Case): Write {
  const action = FLOW[before.status].next.find(([to]) => to === after.status)![1]
  return { op: 'put', row: actRow(after, { action, from: before.status, to: after.status, at: Date.parse(after.updated_at) }, Date.parse(after.updated_at)) }
}
