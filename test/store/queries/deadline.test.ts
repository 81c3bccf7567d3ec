/** A case's card explains its deadline from the rows the central sent: its own fields, its class's limit, its city's working time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getCard } from '../../../main/store/queries/card.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import type { Deadline } from '../../../preload/contract/deadline.ts'
import { emptyCache, putRow, putScope } from './filled-cache.ts'

const OFFICE = 'office:330205001'
const made = { simulated: true, source: 'test' }
const local = (text: string): string => `${text}:00+08:00`
const NOW = Date.parse(local('2025-10-09T09:30'))

const db = emptyCache()
putScope(db, 'city:3302')
putScope(db, OFFICE)
const putCity = (working_time?: Row<'area'>['working_time'], time_zone = 'Asia/Shanghai'): void =>
  putRow(db, 'city:3302', 'area', { id: '3302', city: '3302', level: 'city', name: '宁波', time_zone, ...(working_time === undefined ? {} : { working_time }), ...made })
const WORKING_TIME: NonNullable<Row<'area'>['working_time']> = { holidays: 'cn', periods: [{ from: 510, to: 720 }, { from: 810, to: 1050 }] }
const context = { db }

function deadlineOf(part: Partial<Row<'case'>>): Deadline {
  putRow(db, OFFICE, 'case', {
    id: 'c', city: '3302', area: '330205001', number: '号', class: 'hours', status: 'handling', text: 'x', place: '桥', lng: 121.5, lat: 29.85, reported_at: local('2025-09-30T08:00'), updated_at: local('2025-09-30T16:30'),
    filed_at: local('2025-09-30T16:30'), urgent: false, supervised: false, danger_to_life: false, photos: 0, ...made, ...part,
  })
  return getCard(context, { type: 'case', id: 'c', at: NOW })!.deadline!
}
const reckoned = (part: Partial<Row<'case'>>): string | null => {
  const { reckoned: at, gap } = deadlineOf(part)
  return at === null ? gap : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
}

putCity(WORKING_TIME)
putRow(db, 'city:3302', 'class', { id: 'hours', city: '3302', name: '时', limit: { amount: 4, unit: 'working_hours' }, order: 1, simulated: true })
putRow(db, 'city:3302', 'class', { id: 'danger', city: '3302', name: '急', limit: { amount: 1, unit: 'urgent_hours' }, limit_from: 'reported', order: 2, simulated: true })
putRow(db, 'city:3302', 'class', { id: 'plain', city: '3302', name: '无', order: 3, simulated: true })

test('the class’s limit counts from filing, or from the report where the class says so; the case’s own limit goes before it', () => {
  assert.equal(reckoned({}), '2025-10-09T11:30')
  assert.equal(reckoned({ class: 'danger' }), '2025-09-30T09:00')
  assert.equal(reckoned({ limit: { amount: 1, unit: 'working_days' } }), '2025-10-09T17:30')
})

test('suspensions and extensions of the case count', () => {
  assert.equal(reckoned({ suspended: [{ from: local('2025-09-30T17:00'), to: local('2025-10-09T10:00') }] }), '2025-10-09T15:00')
  assert.equal(reckoned({ suspended: [{ from: local('2025-09-30T17:00') }] }), 'paused')
  assert.equal(reckoned({ suspended_at: local('2025-09-30T17:00') }), 'paused')
  assert.equal(reckoned({ extended: [{ at: local('2025-10-09T09:00'), until: local('2025-10-10T20:00') }] }), '2025-10-10T20:00')
})

test('the central’s own deadline counts, and a difference is told', () => {
  const { dueAt, differs, state } = deadlineOf({ due_at: local('2025-10-09T08:30') })
  assert.deepEqual([dueAt, differs, state], [Date.parse(local('2025-10-09T08:30')), true, { state: 'overdue', late: 3_600_000 }])
  assert.equal(deadlineOf({ due_at: local('2025-10-09T11:30') }).differs, false)
})

test('what the central does not say is a gap by its name', () => {
  assert.equal(reckoned({ class: 'plain' }), 'limit')
  assert.equal(reckoned({ class: 'of another list' }), 'limit')
  putRow(db, OFFICE, 'case', { ...JSON.parse(db.prepare('SELECT body FROM "case"').pluck().get() as string), class: 'hours', filed_at: undefined } as Row<'case'>)
  assert.equal(getCard(context, { type: 'case', id: 'c', at: NOW })!.deadline!.gap, 'start')
})

test('a new working time holds at once, and the central’s own days are named with their source', () => {
  putCity({ ...WORKING_TIME, days: { source: '市政府通知', as_of: '2025-10-01', years: [], off: [{ date: '2025-10-09', name: '停电' }], on: [] } })
  assert.equal(reckoned({}), '2025-10-10T11:30')
  assert.deepEqual(deadlineOf({}).calendar, { source: '市政府通知', asOf: '2025-10-01' })
  putCity()
  assert.equal(reckoned({}), 'work_time')
  assert.equal(reckoned({ class: 'danger' }), '2025-09-30T09:00')
  putCity(WORKING_TIME)
  assert.equal(reckoned({}), '2025-10-09T11:30')
})
