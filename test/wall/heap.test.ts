/** Growth of a page's heap: a leak is found among sawteeth, and sawteeth alone are none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addHeap, heapPerHour, type HeapSample } from '../../main/wall/heap.ts'

const MINUTE = 60_000
/** A beat each five seconds; the collector runs each two minutes. */
function run(minutes: number, perHour: number): HeapSample[] {
  let samples: HeapSample[] = []
  for (let at = 0; at <= minutes * MINUTE; at += 5_000) samples = addHeap(samples, at, 80e6 + (perHour * at) / 3_600_000 + ((at % 120_000) / 120_000) * 30e6)
  return samples
}

test('a leak of 60 MB an hour is measured within a twentieth, through sawteeth of 30 MB', () => {
  const slope = heapPerHour(run(120, 60e6), 0) ?? 0
  assert.ok(Math.abs(slope - 60e6) < 3e6, String(slope))
})

test('sawteeth without a leak are no growth', () => {
  assert.ok(Math.abs(heapPerHour(run(180, 0), 0) ?? 1e9) < 1e6)
})

test('a page that has not run for long says nothing, and its start is no growth', () => {
  assert.equal(heapPerHour(run(35, 60e6), 0), null)
  assert.equal(heapPerHour([], 0), null)
  let samples: HeapSample[] = []
  for (let at = 0; at <= 90 * MINUTE; at += 5_000) samples = addHeap(samples, at, at < 5 * MINUTE ? 20e6 : 120e6)
  assert.equal(heapPerHour(samples, 0), 0)
})

test('what is kept is of the last six hours, one sample each five minutes', () => {
  const samples = run(24 * 60, 1e6)
  assert.ok(samples.length <= 74, String(samples.length))
  assert.ok((samples[0]?.at ?? 0) >= 17.9 * 60 * MINUTE)
})
