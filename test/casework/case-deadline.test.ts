/**
 * The deadline in a case's row follows from what the row says of its clock, whatever was done to it: a desk that explains it from the row
 * finds the same instant, and each step moves it as the step's own rule says.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { edit, takeAction, type Case } from '../../main/casework/case-change.ts'
import { adoptDeadline, withDeadline, type CaseClock } from '../../main/casework/case-deadline.ts'
import { timesOf, type ClassLimit } from '../../main/casework/case-times.ts'
import { explainDeadline } from '../../main/casework/deadline.ts'
import { createCityTime } from '../../main/casework/limit.ts'
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

interface Step { wait: number; pick: number; hours: number }
const Steps = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 96 * 60 }), pick: fc.nat(999), hours: fc.integer({ min: -60, max: 300 }) }), { minLength: 3, maxLength: 24 })
// Around National Day 2025, Spring Festival 2026 and Labour Day 2026.
const Start = fc.constantFrom('2025-09-26T10:00', '2025-09-30T17:29', '2026-02-12T08:30', '2026-04-29T11:59', '2025-11-07T12:30').map(local)

/** One more thing that may be done to the case as it stands, with what the rule of that one thing says of the deadline; null: nothing is said. */
function doOne(row: Case, { pick, hours }: Step, at: number): { next: Case; due: number | undefined | null } {
  const was = row.due_at === undefined ? null : Date.parse(row.due_at)
  const until = iso(at + hours * HOUR)
  if (pick % 7 === 0 && row.status !== 'suspended') return { next: change(row, { due_at: until }, at), due: Date.parse(until) }
  if (pick % 11 === 0) return { next: change(row, { class: Object.keys(KINDS)[pick % 5]! }, at), due: null }
  switch (row.status) {
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
  let resumed = 0
  fc.assert(fc.property(Start, fc.constantFrom('hours', 'days', 'urgent', 'danger', 'none'), Steps, (start, kind, steps) => {
    let row = begun(kind, start)
    let at = start
    let paused: { at: number; due: number; class: string } | null = null
    for (const step of steps) {
      at += step.wait * 60_000
      const before = row
      const { next, due } = doOne(row, step, at)
      row = next
      if (due !== null) assert.equal(row.due_at === undefined ? undefined : Date.parse(row.due_at), due, `${before.status} → ${row.status}`)
      if (row.class !== before.class) paused = null
      else if (row.status === 'suspended' && before.status === 'handling') paused = before.due_at !== undefined && at < Date.parse(before.due_at) ? { at, due: Date.parse(before.due_at), class: row.class } : null
      else if (row.status === 'handling' && before.status === 'suspended' && paused !== null) {
        // What was left is left, measured on the clock of its class.
        assert.equal(measureWork(workOf(row.class), at, Date.parse(row.due_at!)), measureWork(workOf(paused.class), paused.at, paused.due))
        paused = null
        resumed += 1
      }
      const { dueAt, reckoned, gap, differs } = explainDeadline(timesOf(row, clock.kindOf(row.class)), at, time)
      assert.equal(differs, false)
      assert.equal(dueAt, row.due_at === undefined ? null : Date.parse(row.due_at))
      if (gap === null) assert.equal(reckoned, dueAt)
      else assert.ok(gap === 'paused' || row.due_at === undefined || gap === 'limit' || gap === 'start', gap)
    }
  }), { numRuns: 400 })
  assert.ok(resumed > 100, String(resumed))
})
