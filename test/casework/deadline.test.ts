/** A deadline explains itself: what counts, what was reckoned, how far it is, and each day on the way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainDeadline, isDueWithin, type CaseTimes } from '../../main/casework/deadline.ts'
import { createCityTime } from '../../main/casework/limit.ts'
import type { DeadlineState, DeadlineStep } from '../../preload/contract/deadline.ts'

const HOUR = 3_600_000
const time = createCityTime('Asia/Shanghai', { holidays: 'cn', periods: [{ from: 510, to: 720 }, { from: 810, to: 1050 }], rule: 'next_day', table: null })
const local = (text: string): number => Date.parse(`${text}+08:00`)
const said = (at: number | null): string => (at === null ? '…' : new Date(at + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' '))
const hours = (ms: number | null): string => (ms === null ? '?' : `${ms / HOUR} h`)

function phrase(step: DeadlineStep): string {
  switch (step.kind) {
    case 'start': return `start ${said(step.at)}: ${step.limit.amount} ${step.limit.unit}`
    case 'day': return `${step.date} ${step.why}${step.name === null ? '' : ` ${step.name}`}: ${hours(step.counted)}, left ${hours(step.left)}`
    case 'suspension': return `suspended ${said(step.from)} – ${said(step.to)}, left ${hours(step.left)}`
    case 'extension': return `extended ${said(step.at)} until ${said(step.until)}`
    case 'fixed': return `fixed ${said(step.at)} at ${said(step.until)}`
    case 'merged': return `merged ${step.number} ${said(step.at)}, due ${said(step.until)}`
    case 'unknown': return `unknown from ${step.date}, left ${hours(step.left)}`
    case 'due': return `due ${said(step.at)}`
  }
}

const CASE: CaseTimes = { startAt: local('2025-09-30T16:30'), limit: { amount: 4, unit: 'working_hours' }, pauses: [], extensions: [], stated: null, finishedAt: null }
const steps = (times: Partial<CaseTimes>): string[] => explainDeadline({ ...CASE, ...times }, local('2025-10-09T09:00'), time).steps.map(phrase)

test('each day of the National Day week is told, counted or skipped, and why', () => {
  assert.deepEqual(steps({}), [
    'start 09-30 16:30: 4 working_hours',
    '2025-09-30 workday: 1 h, left 3 h',
    ...['01', '02', '03', '04', '05'].map((day) => `2025-10-${day} holiday 国庆节: 0 h, left 3 h`),
    '2025-10-06 holiday 中秋: 0 h, left 3 h',
    ...['07', '08'].map((day) => `2025-10-${day} holiday 国庆节: 0 h, left 3 h`),
    '2025-10-09 workday: 3 h, left 0 h',
    'due 10-09 11:30',
  ])
})

test('working days leave out the day of the start, and tell a make-up workday', () => {
  assert.deepEqual(steps({ startAt: local('2025-10-09T10:00'), limit: { amount: 2, unit: 'working_days' } }), [
    'start 10-09 10:00: 2 working_days', '2025-10-09 start: 0 h, left ?', '2025-10-10 workday: 7.5 h, left 7.5 h', '2025-10-11 make_up 国庆节: 7.5 h, left 0 h', 'due 10-11 17:30',
  ])
})

test('a suspension and an extension stand where they happened', () => {
  assert.deepEqual(steps({
    startAt: local('2026-06-04T10:00'), limit: { amount: 10, unit: 'working_hours' },
    pauses: [{ from: local('2026-06-04T11:00'), to: local('2026-06-08T09:30') }], extensions: [{ at: local('2026-06-09T10:00'), until: local('2026-06-10T12:00') }],
  }), [
    'start 06-04 10:00: 10 working_hours', '2026-06-04 workday: 1 h, left 9 h', 'suspended 06-04 11:00 – 06-08 09:30, left 9 h',
    '2026-06-08 workday: 6.5 h, left 2.5 h', '2026-06-09 workday: 1.5 h, left 1 h', 'extended 06-09 10:00 until 06-10 12:00',
    '2026-06-09 workday: 6 h, left 3.5 h', '2026-06-10 workday: 3.5 h, left 0 h', 'due 06-10 12:00',
  ])
})

test('urgent hours are told by the day as well', () => {
  assert.deepEqual(steps({ startAt: local('2025-09-30T23:30'), limit: { amount: 2, unit: 'urgent_hours' } }), [
    'start 09-30 23:30: 2 urgent_hours', '2025-09-30 urgent: 0.5 h, left 1.5 h', '2025-10-01 urgent: 1.5 h, left 0 h', 'due 10-01 01:30',
  ])
})

test('where the calendar ends the steps say so, and the central’s deadline still counts', () => {
  const startAt = local('2098-03-04T10:00')
  assert.deepEqual(steps({ startAt }), ['start 03-04 10:00: 4 working_hours', 'unknown from 2098-03-04, left 4 h'])
  const explained = explainDeadline({ ...CASE, startAt, stated: local('2098-03-04T15:00') }, local('2098-03-04T11:00'), time)
  assert.deepEqual([explained.dueAt, explained.reckoned, explained.gap, explained.differs], [local('2098-03-04T15:00'), null, 'calendar', false])
  assert.deepEqual(explained.state, { state: 'running', left: null })
})

test('the central’s deadline counts, and where the reckoned one differs both are told', () => {
  const stated = local('2025-10-09T17:30')
  const other = explainDeadline({ ...CASE, stated }, local('2025-10-09T12:30'), time)
  assert.deepEqual([other.dueAt, other.stated, other.reckoned, other.differs], [stated, stated, local('2025-10-09T11:30'), true])
  assert.deepEqual(other.state, { state: 'running', left: 4 * HOUR })
  assert.equal(explainDeadline({ ...CASE, stated: local('2025-10-09T11:30') + 59_999 }, 0, time).differs, false)
  assert.equal(explainDeadline({ ...CASE, stated: local('2025-10-09T11:30') - 60_000 }, 0, time).differs, true)
})

test('without a limit, or a start, or work periods, the central’s deadline stands alone and the gap is named', () => {
  const stated = local('2026-06-05T12:00')
  const gapOf = (times: Partial<CaseTimes>, city = time): unknown[] => {
    const { dueAt, reckoned, gap, steps } = explainDeadline({ ...CASE, stated, ...times }, local('2026-06-05T09:00'), city)
    return [dueAt === stated, reckoned, gap, steps.length]
  }
  assert.deepEqual(gapOf({ limit: null }), [true, null, 'limit', 0])
  assert.deepEqual(gapOf({ startAt: null }), [true, null, 'start', 0])
  assert.deepEqual(gapOf({}, createCityTime('Asia/Shanghai', null)), [true, null, 'work_time', 1])
  assert.deepEqual(explainDeadline({ ...CASE, limit: null }, 0, time).state, { state: 'not_started' })
  assert.deepEqual(explainDeadline({ ...CASE, limit: null }, local('2026-06-05T09:00'), time).state, { state: 'none' })
})

const STATES: [name: string, at: string, part: Partial<CaseTimes>, state: DeadlineState][] = [
  ['before the start', '2026-06-04T09:59', {}, { state: 'not_started' }],
  ['running, with what is left of working time', '2026-06-04T12:30', {}, { state: 'running', left: 8 * HOUR }],
  ['a fifth is left', '2026-06-05T11:30', {}, { state: 'due_soon', left: HOUR }],
  ['at the very deadline it is still kept', '2026-06-05T14:00', {}, { state: 'due_soon', left: 0 }],
  ['overdue over a weekend, in working time', '2026-06-08T09:30', {}, { state: 'overdue', late: 4.5 * HOUR }],
  ['overdue in the lunch break after it: no working time yet', '2026-06-05T17:31', { stated: local('2026-06-05T17:30') }, { state: 'overdue', late: 0 }],
  ['paused', '2026-06-06T10:00', { pauses: [{ from: local('2026-06-04T11:00'), to: null }] }, { state: 'paused', since: local('2026-06-04T11:00'), left: 9 * HOUR }],
  ['paused, and the central states a deadline', '2026-06-04T16:00', { pauses: [{ from: local('2026-06-04T11:00'), to: null }], stated: local('2026-06-04T15:00') }, { state: 'paused', since: local('2026-06-04T11:00'), left: 2.5 * HOUR }],
  ['suspended after the deadline: overdue all the same', '2026-06-06T10:00', { pauses: [{ from: local('2026-06-05T16:00'), to: null }] }, { state: 'overdue', late: 3.5 * HOUR }],
  ['resumed', '2026-06-08T10:00', { pauses: [{ from: local('2026-06-04T11:00'), to: local('2026-06-08T09:30') }] }, { state: 'running', left: 8.5 * HOUR }],
  ['soon is a share of the time in which the clock ran, suspensions left out', '2026-06-29T14:01', { pauses: [{ from: local('2026-06-04T11:00'), to: local('2026-06-29T09:30') }] }, { state: 'running', left: 6 * HOUR - 60_000 }],
  ['met to the instant', '2026-06-09T10:00', { finishedAt: local('2026-06-05T14:00') }, { state: 'met', at: local('2026-06-05T14:00') }],
  ['missed by an hour', '2026-06-09T10:00', { finishedAt: local('2026-06-05T15:00') }, { state: 'missed', at: local('2026-06-05T15:00'), late: HOUR }],
]

for (const [name, at, part, state] of STATES) {
  test(name, () => assert.deepEqual(explainDeadline({ ...CASE, startAt: local('2026-06-04T10:00'), limit: { amount: 10, unit: 'working_hours' }, ...part }, local(at), time).state, state))
}

test('a case should be closed in the period its deadline lies in, the end not included', () => {
  const [from, to] = [local('2026-06-01T00:00'), local('2026-07-01T00:00')]
  assert.deepEqual([from - 1, from, to - 1, to, null].map((due) => isDueWithin(due, from, to)), [false, true, true, false, false])
})
