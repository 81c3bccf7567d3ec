/** Which alerts could be told while some sources are down. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canJudge } from '../../main/wall/judged-kinds.ts'
import { type SourceAge, SOURCES, type SourceId } from '../../preload/contract/freshness.ts'
import { ALERT_KINDS, type AlertKind } from '../../preload/contract/wall.ts'

const T = Date.UTC(2026, 10, 28, 8)
const sources = (down: readonly SourceId[], downMs = 301_000): SourceAge[] =>
  SOURCES.map((id) => ({ id, everyMs: 60_000, arrivedAt: T - (down.includes(id) ? downMs : 0), eventEveryMs: null, eventAt: null, faults: [] }))
const judged = (down: readonly SourceId[], downMs?: number): AlertKind[] => ALERT_KINDS.filter((kind) => canJudge(kind, sources(down, downMs), T))

test('where no source is down, all kinds; where the chain is, it alone', () => {
  assert.equal(judged([]).length, ALERT_KINDS.length)
  assert.deepEqual(judged(['chain']), ['chain-lost'])
  assert.deepEqual(judged(['chain'], 300_000).length, ALERT_KINDS.length, 'late is not down')
})

test('a source that is down takes along what is made of it', () => {
  assert.deepEqual(judged(['cases']), ['chain-lost', 'source-stale', 'source-ahead', 'hot-spot', 'coverage-gap'])
  assert.deepEqual(judged(['points']), ['danger', 'chain-lost', 'source-stale', 'source-ahead', 'overdue-supervised', 'overdue'])
  assert.deepEqual(judged(['reference']), ['danger', 'chain-lost', 'source-stale', 'source-ahead', 'hot-spot', 'overdue-supervised', 'overdue'])
})

test('of a source that is not there nothing can be judged', () => {
  assert.equal(canJudge('danger', sources([]).filter(({ id }) => id !== 'cases'), T), false)
  assert.equal(canJudge('chain-lost', [], T), true)
})
