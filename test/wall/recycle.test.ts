/** When a page is told to load anew: at half past three, when it has grown too large, and at once where it stands still. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addLost, decideReload, needsSafety, type Seen } from '../../main/wall/recycle.ts'
import { beatOf } from './beats.ts'

const seen: Seen = { beat: beatOf(), condition: 'well', heapPerHour: 1e6, minuteOfDay: 12 * 60, toldForMs: null }
const decide = (patch: Partial<Seen>): string => {
  const reload = decideReload({ ...seen, ...patch })
  return reload.when === 'no' ? 'no' : `${reload.when} ${reload.cause}`
}

test('a page that is well in the middle of the day goes on', () => {
  assert.equal(decide({}), 'no')
  assert.equal(decide({ heapPerHour: null, beat: beatOf({ heapBytes: null }) }), 'no')
})

test('from half past three on a page of the day before is loaded anew at a border, once', () => {
  assert.deepEqual([209, 210, 240, 269, 270].map((minuteOfDay) => decide({ minuteOfDay })), ['no', 'at-border planned', 'at-border planned', 'at-border planned', 'no'])
  assert.equal(decide({ minuteOfDay: null }), 'no')
  assert.equal(decide({ minuteOfDay: 212, beat: beatOf({ upMs: 90_000 }) }), 'no')
})

test('a page where no border comes is loaded anew all the same after five minutes', () => {
  assert.equal(decide({ minuteOfDay: 212, toldForMs: 299_999 }), 'at-border planned')
  assert.equal(decide({ minuteOfDay: 215, toldForMs: 300_000 }), 'now planned')
})

test('above 1.2 GB, or 50 MB an hour, it is loaded anew at a border, but not just after it was', () => {
  assert.equal(decide({ beat: beatOf({ heapBytes: 1.21e9 }) }), 'at-border memory')
  assert.equal(decide({ heapPerHour: 51e6 }), 'at-border memory')
  assert.equal(decide({ beat: beatOf({ heapBytes: 1.21e9, upMs: 300_000 }) }), 'no')
})

test('a picture or a rotation that stands still is not waited for', () => {
  assert.equal(decide({ condition: 'frozen' }), 'now frozen')
  assert.equal(decide({ condition: 'stuck' }), 'now frozen')
  assert.equal(decide({ condition: 'hidden' }), 'no')
})

test('three contexts lost within ten minutes need safety, over a new load of the page, and not over an hour', () => {
  const pages = [beatOf({ lost: 1 }), beatOf({ lost: 1 }), beatOf({ lost: 2 }), beatOf({ page: 'page-0002', lost: 1 })]
  const lose = (everyMs: number): boolean => {
    let lost: number[] = []
    pages.forEach((beat, n) => (lost = addLost(lost, pages[n - 1] ?? null, beat, n * everyMs)))
    return needsSafety(lost)
  }
  assert.equal(lose(60_000), true)
  assert.equal(lose(400_000), false)
})
