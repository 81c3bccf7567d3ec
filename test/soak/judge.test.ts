/** The verdict over a soak: a page that holds passes, and each way of not holding is seen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, type Sample, slopeOf, type Soaked, WHOLE } from './judge.ts'

const sample = (changes: number, patch: Partial<Sample> = {}): Sample => ({ changes, heapBytes: 10_000_000 + changes * 1_000, nodes: 250, listeners: 160, contexts: 1, ...patch })
const soaked = (patch: Partial<Soaked> = {}, each: (n: number) => Partial<Sample> = () => ({})): Soaked =>
  ({ samples: Array.from({ length: 50 }, (_, n) => sample((n + 1) * 100, each(n))), contextsMade: 1, decks: 1, warnings: [], complaints: [], tookMs: 1_000, undrawn: null, ...patch })
const missed = (run: Soaked): string[] => judge(run, WHOLE).filter(({ ok }) => !ok).map(({ what }) => what)

test('a page that grows by a kilobyte a change holds', () => assert.deepEqual(missed(soaked()), []))

test('each way of not holding is named', () => {
  assert.deepEqual(missed(soaked({}, (n) => ({ heapBytes: 10_000_000 + n * 100 * 1_500_000 }))), ['heap grown since', 'slope of the heap'])
  assert.deepEqual(missed(soaked({}, (n) => ({ heapBytes: 10_000_000 + n * 100 * 4_100 }))), ['slope of the heap'])
  assert.deepEqual(missed(soaked({}, (n) => ({ nodes: 250 + n }))), ['nodes'])
  assert.deepEqual(missed(soaked({}, (n) => ({ listeners: 160 + 5 * n }))), ['listeners'])
  assert.deepEqual(missed(soaked({}, (n) => ({ contexts: n > 40 ? 2 : 1 }))), ['living WebGL contexts'])
  assert.deepEqual(missed(soaked({ contextsMade: 2 })), ['contexts ever made'])
  assert.deepEqual(missed(soaked({ decks: 7 })), ['Decks constructed'])
  assert.deepEqual(missed(soaked({ warnings: ['too many'] })), ['warnings about contexts'])
  assert.deepEqual(missed(soaked({ complaints: ['error'] })), ['errors of the page'])
  assert.deepEqual(missed(soaked({ samples: [] })), ['samples'])
  assert.deepEqual(missed(soaked({ undrawn: 12 })), ['turns drawn'])
})

test('the first tenth is warming up and does not count', () => {
  assert.deepEqual(missed(soaked({}, (n) => (n < 4 ? { nodes: 100, heapBytes: 1_000_000 } : {}))), [])
})

test('the slope is bytes per change', () => assert.equal(slopeOf([sample(0), sample(10), sample(20)]), 1_000))
