/**
 * Deadlines at the central, by its own clock: filing, suspending, resuming, granting and naming across holidays, in random histories. The desk
 * explains each row from a cache of its own and must find what the central states.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { commit, load } from '../../../main/central/log.ts'
import { receivePush } from '../../../main/central/push/receive-push.ts'
import { openDatabase } from '../../../main/central/sql.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { deadlineOf } from '../../../main/store/queries/deadline.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { issueToken, putAccounts } from '../../../main/central/account.ts'
import { emptyCache, putRow, putScope } from '../../store/queries/filled-cache.ts'
import { addCase, assertDone, CITY, CLIENT, edit, epochOf, lead, pushCity, read, step } from './push-desk.ts'
import type { AnyOp } from './push-desk.ts'

const HOUR = 3_600_000
const local = (text: string): number => Date.parse(`${text}+08:00`)
const area = { id: CITY, city: CITY, level: 'city' as const, name: '市', time_zone: 'Asia/Shanghai', working_time: { holidays: 'cn' as const, periods: [{ from: 510, to: 720 }, { from: 810, to: 1050 }] }, simulated: true, source: 'test' }
const classes: Row<'class'>[] = [
  { id: 'hours', city: CITY, name: '时', limit: { amount: 12, unit: 'working_hours' }, order: 3, simulated: true }, { id: 'days', city: CITY, name: '日', limit: { amount: 3, unit: 'working_days' }, order: 4, simulated: true },
  { id: 'danger', city: CITY, name: '急', limit: { amount: 1, unit: 'urgent_hours' }, limit_from: 'reported', order: 5, simulated: true }, { id: 'none', city: CITY, name: '无', order: 6, simulated: true },
]

async function openCity(): Promise<{ sql: Sql; push(op: AnyOp, at: number, who?: string): Promise<void> }> {
  const sql = await openDatabase({ kind: 'embedded', folder: null })
  await load(sql, pushCity())
  await sql.transaction((tx) => commit(tx, [area, ...classes].map((body) => ({ op: 'put', row: { type: 'level' in body ? 'area' : 'class', scope: `city:${CITY}`, city: CITY, body } }))))
  // Every duty, and a sign-in that outlasts the histories.
  const tokens = new Map<string, string | null>()
  for (const account of ['boss', 'mate']) {
    await sql.transaction((tx) => putAccounts(tx, [{ account, name: account, role: 'district', city: CITY, home_area: '990101' }]))
    tokens.set(account, await sql.transaction((tx) => issueToken(tx, account, Date.parse('2027-01-01'))))
  }
  const push = async (op: AnyOp, at: number, who = 'boss'): Promise<void> => {
    const { results } = await receivePush({ sql, clock: () => at, practice: true, log: (line) => assert.fail(line), authorization: `Bearer ${tokens.get(who)}` }, { client: CLIENT, epoch: await epochOf(sql), format: 1, ops: [op] })
    assertDone(results[0])
  }
  return { sql, push }
}

/** As the desk finds it: from its own rows alone. */
function explained(row: Row<'case'>, at: number): ReturnType<typeof deadlineOf> {
  const db = emptyCache()
  putScope(db, `city:${CITY}`)
  putRow(db, `city:${CITY}`, 'area', area)
  for (const kind of classes) putRow(db, `city:${CITY}`, 'class', kind)
  const told = deadlineOf({ db }, row, at)
  db.close()
  return told
}

const Histories = fc.tuple(
  fc.constantFrom('2025-09-26T10:00', '2025-09-30T17:29', '2026-02-12T08:30', '2026-04-29T11:59').map(local),
  fc.constantFrom('hours', 'days', 'danger', 'none'), fc.array(fc.record({ wait: fc.integer({ min: 1, max: 5_000 }), pick: fc.nat(999), hours: fc.integer({ min: -20, max: 200 }) }), { minLength: 12, maxLength: 20, size: 'max' }),
)

test('over random histories of real ops the central states what the desk reckons, and the clock stands still without a deadline', async (t) => {
  const { sql, push } = await openCity()
  const kinds: Record<string, number> = {}
  try {
    await fc.assert(fc.asyncProperty(Histories, async ([start, kind, steps]) => {
      const made = lead({ class: kind, area: '990101001' })
      let at = start
      await push(made, at)
      for (const { wait, pick, hours } of [{ wait: 1, pick: 0, hours: 0 }, ...steps]) {
        at += wait * 60_000
        const { row, gver } = await read(sql, made.id)
        const [until, base] = [new Date(at + hours * HOUR).toISOString(), { dispatch: gver.dispatch }]
        const go = (action: string, to: string, set?: object) => push(step(made.id, base, action, row.status, to, set as never), at)
        const steps: Partial<Record<typeof row.status, () => Promise<void>>> = {
          reported: () => go('accept', 'verifying'),
          verifying: () => push(step(made.id, { ...base, location: gver.location }, 'file', 'verifying', 'filed', { class: kind, place: '桥', ...(pick % 3 === 0 ? { due_at: until } : {}) }), at),
          filed: () => go('dispatch', 'dispatched', { department: 'd' }), dispatched: () => go('take', 'handling'),
          // Whoever feeds back does not close.
          fed_back: () => go('check', 'checking'), checking: () => go('close', 'closed'), closed: () => go('reopen', 'filed', { reason: 'x' }),
          handling: () => (pick % 3 === 2 ? push(step(made.id, base, 'feed_back', row.status, 'fed_back', { result: 'x' }), at, 'mate') : pick % 2 === 0 ? go('suspend', 'suspended', { reason: 'x' }) : go('ask_extension', 'extension_requested', { until, reason: 'x' })),
          suspended: () => (pick % 5 === 0 ? push(edit(made.id, base, { due_at: until }), at) : go('resume', 'handling')),
          extension_requested: () => go(pick % 3 === 0 ? 'deny' : 'grant', 'handling'),
        }
        if (pick % 5 === 3) {
          // Its deadline is an hour after the report.
          const double = lead({ class: 'danger', area: '990101001' })
          await push(double, at)
          at += (hours + 20) * 60_000
          await push(step(double.id, { dispatch: (await read(sql, double.id)).gver.dispatch }, 'merge', 'reported', 'merged', { into: made.id }), at)
        } else if (pick % 13 === 12 && row.status !== 'closed' && row.status !== 'suspended') await push(edit(made.id, base, { due_at: until }), at)
        else await steps[row.status]!()
        const { row: next } = await read(sql, made.id)
        if (row.status === 'closed') {
          if (next.status === 'closed') assert.equal(next.merged_due_at, row.merged_due_at, 'late afterwards')
          else assert.equal(next.merged_due_at, undefined, 'pulled by what was merged into the earlier one')
          kinds[next.status === 'closed' ? 'closed' : 'reopened'] = (kinds[next.status === 'closed' ? 'closed' : 'reopened'] ?? 0) + 1
        }
        if (next.merged_due_at !== undefined) kinds.pulled = (kinds.pulled ?? 0) + 1
        const stated = next.merged_due_at ?? next.due_at
        const { dueAt, reckoned, gap, differs } = explained(next, at)
        assert.deepEqual([differs, dueAt], [false, stated === undefined ? null : Date.parse(stated)])
        if (gap === null) assert.equal(reckoned, dueAt)
        if (next.status === 'suspended' && next.due_at !== undefined) assert.ok(next.fixed?.until === next.due_at || gap === null, 'a deadline while the clock stands still')
        kinds[gap ?? 'reckoned'] = (kinds[gap ?? 'reckoned'] ?? 0) + 1
      }
    }), { numRuns: 40 })
  } finally {
    await sql.close()
  }
  t.diagnostic(JSON.stringify(kinds))
  assert.ok((kinds.reckoned ?? 0) > 50 && (kinds.paused ?? 0) > 10 && (kinds.reopened ?? 0) > 5 && (kinds.pulled ?? 0) > 20)
})

test('by hand: filed before National Day without a deadline, suspended over it, resumed with what was left', async () => {
  const { sql, push } = await openCity()
  try {
    const id = randomUUID()
    const due = async (): Promise<string | undefined> => {
      const { due_at } = (await read(sql, id)).row
      return due_at && new Date(Date.parse(due_at) + 8 * HOUR).toISOString().slice(0, 16)
    }
    const base = async () => ({ dispatch: (await read(sql, id)).gver.dispatch })
    await addCase(sql, id, { status: 'verifying', class: 'hours' })
    const { gver } = await read(sql, id)
    await push(step(id, { dispatch: gver.dispatch, location: gver.location }, 'file', 'verifying', 'filed', { class: 'hours', place: '桥' }), local('2025-09-29T09:00'))
    assert.equal(await due(), '2025-09-30T15:00')
    await push(step(id, await base(), 'dispatch', 'filed', 'dispatched', { department: 'd' }), local('2025-09-29T09:10'))
    await push(step(id, await base(), 'take', 'dispatched', 'handling'), local('2025-09-29T09:20'))
    await push(step(id, await base(), 'suspend', 'handling', 'suspended', { reason: 'x' }), local('2025-09-30T11:00'))
    assert.equal(await due(), undefined)
    await push(step(id, await base(), 'resume', 'suspended', 'handling'), local('2025-10-03T10:00'))
    assert.equal(await due(), '2025-10-09T11:00')
    await push(step(id, await base(), 'ask_extension', 'handling', 'extension_requested', { until: '2025-10-09T09:00:00.000Z', reason: 'x' }), local('2025-10-09T09:00'))
    await push(step(id, await base(), 'grant', 'extension_requested', 'handling'), local('2025-10-09T09:30'))
    assert.equal(await due(), '2025-10-09T17:00')
    const danger = lead({ class: 'danger' })
    await push(danger, local('2025-10-01T00:10'))
    assert.equal((await read(sql, danger.id)).row.due_at, '2025-09-30T17:10:00.000Z')
  } finally {
    await sql.close()
  }
})
