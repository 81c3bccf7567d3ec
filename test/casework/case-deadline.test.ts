/**
 * The deadline in a case's row follows from what the row says of its clock, whatever was done to it: a desk that explains it from the row
 * finds the same instant, and each step moves it as the step's own rule says.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { edit, takeAction, type Case } from '../../main/casework/case-change.ts'
import { adoptDeadline, withDeadline, withMergedDeadline, type CaseClock } from '../../main/casework/case-deadline.ts'
import { timesOf, type ClassLimit } from '../../main/casework/case-times.ts'
import { explainDeadline } from '../../main/casework/deadline.ts'
import { beginOf, createCityTime } from '../../main/casework/limit.ts'
import { collect } from '../../main/casework/merged-cases.ts'
import { measureWork, type WorkClock } from '../../main/casework/work-clock.ts'
import { nextStatus, type CaseAction } from '../../preload/contract/case-flow.ts'

const time = createCityTime('Asia/Shanghai', { holidays: 'cn', periods: [{ from: 510, to: 720 }, { from: 810, to: 1050 }], rule: 'next_day', table: null })
const KINDS: Record<string, ClassLimit> = {
  hours: { limit: { amount: 12, unit: 'working_hours' } }, days: { limit: { amount: 3, unit: 'working_days' } }, urgent: { limit: { amount: 30, unit: 'urgent_hours' } },
  danger: { limit: { amount: 1, unit: 'urgent_hours' }, limit_from: 'reported' }, none: {},
}
const clock: CaseClock = { time, kindOf: (id) => KINDS[id] ?? {} }
const workOf = (kind: string): WorkClock => (KINDS[kind]?.limit?.unit?.startsWith('working') === true ? time.work! : time.urgent)
const iso = (at: number): string => new Date(at).toISOString()
const HOUR = 3_600_000

const begun = (kind: string, at: number): Case => withDeadline({
  id: 'c', city: '3302', area: 's', number: '号', class: kind, status: 'verifying', text: 'x', place: '桥', lng: 121.5, lat: 29.85, reported_at: iso(at), updated_at: iso(at),
  urgent: false, supervised: false, danger_to_life: false, photos: 0, simulated: true, source: 'test',
}, clock)

type Given = Parameters<typeof takeAction>[3]
const act = (row: Case, action: CaseAction, at: number, set: Given = {}): Case => {
  const to = nextStatus(row, action)
  assert.ok(to !== null, `${row.status} ${action}`)
  return withDeadline(takeAction(adoptDeadline(row, clock, iso(at)), action, to, set, 'x', iso(at)), clock)
}
const change = (row: Case, set: Parameters<typeof edit>[1], at: number): Case => withDeadline(edit(adoptDeadline(row, clock, iso(at)), set, iso(at)), clock)
/** Another case of this deadline is merged into it. */
const merge = (row: Case, due_at: string, at: number): Case => withMergedDeadline(collect(row, { ...begun('none', at), id: `d${at}`, number: `号${at}`, due_at }, iso(at)), clock)
const close = (row: Case, at: number): Case => ({ ...row, status: 'closed', closed_at: iso(at), updated_at: iso(at) })
const told = (row: Case, at: number) => explainDeadline(timesOf(row, clock.kindOf(row.class)), at, time)
const local = (text: string): number => Date.parse(`${text}+08:00`)
const shown = (row: Case): string | undefined => row.due_at && new Date(Date.parse(row.due_at) + 8 * HOUR).toISOString().slice(0, 16)

test('filing without a deadline takes that of the class, and with one the one that is named', () => {
  const row = begun('hours', local('2025-09-30T09:00'))
  assert.equal(shown(act(row, 'file', local('2025-09-30T16:30'))), '2025-10-10T12:00')
  const named = act(row, 'file', local('2025-09-30T16:30'), { due_at: iso(local('2025-10-20T12:00')) })
  assert.deepEqual([shown(named), named.fixed], ['2025-10-20T12:00', { at: iso(local('2025-09-30T16:30')), until: named.due_at }])
  assert.equal(shown(begun('danger', local('2025-10-01T00:10'))), '2025-10-01T01:10')
  assert.equal(act(begun('none', 0), 'file', local('2025-09-30T16:30')).due_at, undefined)
})

test('a suspension over National Day gives back the working time that was left, also of a named deadline; a grant is never earlier', () => {
  const filed = act(begun('hours', local('2025-09-29T09:00')), 'file', local('2025-09-29T09:00'))
  assert.equal(shown(filed), '2025-09-30T15:00')
  const handled = { ...filed, status: 'handling' as const }
  const suspended = act(handled, 'suspend', local('2025-09-30T11:00'))
  assert.equal(suspended.due_at, undefined)
  // Two hours and a half were left; the holidays last until 8 October.
  assert.equal(shown(act(suspended, 'resume', local('2025-10-03T10:00'))), '2025-10-09T11:00')
  const named = change(handled, { due_at: iso(local('2025-09-30T17:00')) }, local('2025-09-29T15:00'))
  assert.equal(shown(act(act(named, 'suspend', local('2025-09-30T11:00')), 'resume', local('2025-10-03T10:00'))), '2025-10-09T14:30')
  const asked = act(handled, 'ask_extension', local('2025-09-29T16:00'), { until: iso(local('2025-09-30T10:00')) })
  assert.equal(shown(act(asked, 'grant', local('2025-09-29T17:00'))), '2025-09-30T15:00')
})

test('a deadline of another system, which nothing here explains, is taken over as it stands when its clock is first touched', () => {
  const foreign: Case = { ...begun('none', local('2025-09-29T09:00')), status: 'handling', due_at: '2025-09-30T09:00:00Z' }
  const suspended = act(foreign, 'suspend', local('2025-09-30T11:00'))
  assert.deepEqual([suspended.due_at, suspended.fixed?.until], [undefined, foreign.due_at])
  // Six hours of the clock on the wall were left.
  assert.equal(shown(act(suspended, 'resume', local('2025-10-01T10:00'))), '2025-10-01T16:00')
  // One that was suspended before this program knew of it still states its deadline.
  const old: Case = { ...foreign, class: 'hours', status: 'suspended', suspended_at: '2025-09-30T03:00:00Z', suspended: [{ from: '2025-09-30T03:00:00Z' }] }
  assert.equal(shown(act(old, 'resume', local('2025-10-03T10:00'))), '2025-10-09T14:30')
})

test('another class has another limit, and an edit of the deadline counts against both', () => {
  const filed = act(begun('hours', local('2025-09-29T09:00')), 'file', local('2025-09-29T09:00'))
  assert.equal(shown(change(filed, { class: 'days' }, local('2025-09-29T10:00'))), '2025-10-10T17:30')
  const named = change(filed, { due_at: iso(local('2025-10-20T10:00')) }, local('2025-09-29T10:00'))
  assert.equal(shown(change(named, { class: 'days' }, local('2025-09-29T11:00'))), '2025-10-20T10:00')
})

test('what was merged into a case before it was closed does not pull the clock of the reopened one, and what comes after does', () => {
  const filed = act(merge(begun('hours', local('2025-09-29T08:40')), iso(local('2025-09-29T16:00')), local('2025-09-29T08:50')), 'file', local('2025-09-29T09:00'))
  assert.equal(filed.merged_due_at, iso(local('2025-09-29T16:00')), 'a merge before filing counts')
  const again = act(close(filed, local('2025-09-29T15:00')), 'reopen', local('2025-10-09T08:30'))
  assert.deepEqual([again.merged_due_at, shown(again)], [undefined, '2025-10-10T14:30'])
  assert.equal(told(again, local('2025-10-09T09:00')).state.state, 'running')
  const pulled = merge(again, iso(local('2025-10-09T17:00')), local('2025-10-09T09:00'))
  assert.equal(pulled.merged_due_at, iso(local('2025-10-09T17:00')))
  assert.equal(told(pulled, local('2025-10-09T10:00')).reckoned, local('2025-10-09T17:00'))
})

test('a late double merged into a case that was closed in time does not make it late', () => {
  const filed = act(begun('hours', local('2025-09-29T09:00')), 'file', local('2025-09-29T09:00'))
  const closed = merge(close(filed, local('2025-09-30T10:00')), iso(local('2025-09-29T10:00')), local('2025-09-30T11:00'))
  assert.deepEqual([closed.merged?.length, closed.merged_due_at], [1, undefined])
  assert.deepEqual(told(closed, local('2025-09-30T12:00')).state, { state: 'met', at: local('2025-09-30T10:00') })
  // One that was late by then stays late.
  const late = merge(close(merge(filed, iso(local('2025-09-29T17:00')), local('2025-09-29T10:00')), local('2025-09-30T10:00')), iso(local('2025-09-29T10:00')), local('2025-09-30T11:00'))
  assert.equal(told(late, local('2025-09-30T12:00')).state.state, 'missed')
})

test('a deadline that is taken over has its past suspensions in it already; what was merged before it keeps its own', () => {
  const filed = { ...act(begun('urgent', local('2025-11-03T09:00')), 'file', local('2025-11-03T09:00')), status: 'handling' as const }
  const merged = merge(filed, iso(local('2025-11-04T12:00')), local('2025-11-03T10:00'))
  const resumed = act(act(merged, 'suspend', local('2025-11-03T12:00')), 'resume', local('2025-11-03T20:00'))
  assert.deepEqual([shown(resumed), resumed.merged_due_at], ['2025-11-04T23:00', iso(local('2025-11-04T20:00'))])
  // The city's limit has changed since: nothing explains the deadline any more.
  const foreign = { ...resumed, due_at: iso(local('2025-11-05T09:00')) }
  const again = act(foreign, 'suspend', local('2025-11-03T22:00'))
  assert.deepEqual(again.fixed, { at: iso(local('2025-11-03T22:00')), until: foreign.due_at })
  const after = act(again, 'resume', local('2025-11-04T02:00'))
  assert.deepEqual([shown(after), after.merged_due_at], ['2025-11-05T13:00', iso(local('2025-11-05T00:00'))])
  assert.equal(told(after, local('2025-11-04T03:00')).differs, false)
})

/** Working days are counted from the day after the filing: until then nothing runs, and a suspension takes nothing. */
function leftAt(row: Case, at: number, due: number): number | null {
  const isCounted = row.fixed === undefined && KINDS[row.class]?.limit?.unit === 'working_days'
  return measureWork(workOf(row.class), isCounted ? Math.max(at, beginOf(time.work!, time.rule, Date.parse(row.filed_at!), 'working_days')) : at, due)
}

interface Step { wait: number; pick: number; hours: number }
const Steps = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 96 * 60 }), pick: fc.nat(999), hours: fc.integer({ min: -60, max: 300 }) }), { minLength: 3, maxLength: 24 })
// Around National Day 2025, Spring Festival 2026 and Labour Day 2026.
const Start = fc.constantFrom('2025-09-26T10:00', '2025-09-30T17:29', '2026-02-12T08:30', '2026-04-29T11:59', '2025-11-07T12:30').map(local)

/** One more thing that may be done to the case as it stands, with what the rule of that one thing says of the deadline; null: nothing is said. */
function doOne(row: Case, { pick, hours }: Step, at: number): { next: Case; due: number | undefined | null } {
  const was = row.due_at === undefined ? null : Date.parse(row.due_at)
  const until = iso(at + hours * HOUR)
  if (pick % 7 === 0 && row.status !== 'suspended' && row.status !== 'closed') return { next: change(row, { due_at: until }, at), due: Date.parse(until) }
  if (pick % 11 === 0 && row.status !== 'closed') return { next: change(row, { class: Object.keys(KINDS)[pick % 5]! }, at), due: null }
  // Its own deadline stays what it was.
  if (pick % 5 === 4) return { next: merge(row, until, at), due: was ?? undefined }
  if (pick % 8 === 3 && row.status === 'handling') return { next: close(row, at), due: was ?? undefined }
  switch (row.status) {
    case 'closed': return { next: act(row, 'reopen', at), due: null }
    case 'verifying': return pick % 2 === 0 ? { next: act(row, 'file', at, { due_at: until }), due: Date.parse(until) } : { next: act(row, 'file', at), due: null }
    case 'handling':
      if (pick % 2 === 0) return { next: act(row, 'ask_extension', at, { until }), due: was ?? undefined }
      return { next: act(row, 'suspend', at), due: was !== null && at < was ? undefined : (was ?? undefined) }
    case 'extension_requested': return pick % 3 === 0 ? { next: act(row, 'deny', at), due: was ?? undefined } : { next: act(row, 'grant', at), due: Math.max(was ?? -Infinity, Date.parse(row.asked_until!)) }
    case 'suspended': return { next: act(row, 'resume', at), due: null }
    default: return { next: { ...row, status: 'handling' }, due: was ?? undefined }
  }
}

test('over random histories across holidays, row and explanation agree, and each step moves the deadline as its own rule says', () => {
  let [resumed, reopened, pulled] = [0, 0, 0]
  fc.assert(fc.property(Start, fc.constantFrom('hours', 'days', 'urgent', 'danger', 'none'), Steps, (start, kind, steps) => {
    let row = begun(kind, start)
    let at = start
    let left: number | null = null
    for (const step of steps) {
      at += step.wait * 60_000
      const before = row
      const { next, due } = doOne(row, step, at)
      row = next
      if (due !== null) assert.equal(row.due_at === undefined ? undefined : Date.parse(row.due_at), due, `${before.status} → ${row.status}`)
      if (row.class !== before.class) left = null
      else if (row.status === 'suspended' && before.status === 'handling') left = before.due_at !== undefined && at < Date.parse(before.due_at) ? leftAt(before, at, Date.parse(before.due_at)) : null
      else if (row.status === 'handling' && before.status === 'suspended' && left !== null) {
        // What was left is left, measured on the clock of its class.
        assert.equal(leftAt(row, at, Date.parse(row.due_at!)), left)
        left = null
        resumed += 1
      }
      if (before.status === 'closed' && row.status === 'closed') assert.equal(row.merged_due_at, before.merged_due_at, 'late afterwards')
      if (before.status === 'closed' && row.status !== 'closed') {
        reopened += 1
        assert.equal(row.merged_due_at, undefined, 'pulled by what was merged into the earlier one')
        if (row.due_at !== undefined && clock.kindOf(row.class).limit_from === undefined && row.class !== 'none') assert.ok(Date.parse(row.due_at) > at, 'overdue at once')
      }
      if (row.merged_due_at !== undefined) {
        pulled += 1
        assert.ok(row.due_at === undefined || Date.parse(row.merged_due_at) < Date.parse(row.due_at))
        assert.ok(row.merged?.some(({ due_at }) => Date.parse(due_at!) <= Date.parse(row.merged_due_at!)), 'nearer than any that was merged')
      }
      const stated = row.merged_due_at ?? row.due_at
      const { dueAt, reckoned, gap, differs } = told(row, at)
      assert.equal(differs, false)
      assert.equal(dueAt, stated === undefined ? null : Date.parse(stated))
      if (gap === null) assert.equal(reckoned, dueAt)
      else assert.ok(gap === 'paused' || stated === undefined || gap === 'limit' || gap === 'start', gap)
    }
  }), { numRuns: 1_000 })
  assert.ok(resumed > 100 && reopened > 50 && pulled > 100, `${resumed} ${reopened} ${pulled}`)
})
