/** The console's sound: once a minute, five times at most, one tone for all that is due, and none in quiet hours. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallAlert } from '../../../../preload/contract/wall.ts'
import { hear, type Heard, MOST_TIMES, REPEAT_MS } from '../../../../renderer/walls/sound/alarm.ts'

const alert: WallAlert = { id: 'a', level: 1, kind: 'danger', since: 0, area: null, about: null, source: 'cases', value: null, unit: null, acknowledgedAt: null }
/** How many tones in so many seconds, looked at every five. */
function count(seconds: number, alertsAt: (ms: number) => WallAlert[], isQuietAt: (ms: number) => boolean = () => false): number {
  let heard: Heard = new Map()
  let tones = 0
  for (let ms = 0; ms < seconds * 1_000; ms += 5_000) {
    const next = hear(heard, alertsAt(ms), ms, isQuietAt(ms))
    heard = next.heard
    if (next.sounds) tones++
  }
  return tones
}

test('an alert that lasts an hour sounds once a minute, five times in all', () => {
  assert.equal(count(60, () => [alert]), 1)
  assert.equal(count(125, () => [alert]), 3)
  assert.equal(count(3_600, () => [alert]), MOST_TIMES)
})

test('two that come together are one tone; one that comes later has its own five', () => {
  assert.equal(count(3_600, () => [alert, { ...alert, id: 'b' }]), MOST_TIMES)
  assert.equal(count(7_200, (ms) => (ms < 1_800_000 ? [alert] : [alert, { ...alert, id: 'b' }])), 2 * MOST_TIMES)
})

test('what is acknowledged is silent, and so is what does not interrupt', () => {
  assert.equal(count(600, (ms) => [{ ...alert, acknowledgedAt: ms < REPEAT_MS ? null : REPEAT_MS }]), 1)
  assert.equal(count(600, () => [{ ...alert, level: 2 }, { ...alert, id: 'c', level: 3 }]), 0)
})

test('nothing sounds in quiet hours; what still lasts when they end does', () => {
  assert.equal(count(3_600, () => [alert], () => true), 0)
  assert.equal(count(3_600, () => [alert], (ms) => ms < 1_800_000), MOST_TIMES)
})

test('the same thing of another day sounds again, and what was forgotten takes no room', () => {
  const tuesday = { ...alert, id: 'chain-lost', since: 86_400_000 }
  assert.equal(count(7_200, (ms) => [{ ...tuesday, since: ms < 3_600_000 ? 0 : tuesday.since }]), 2 * MOST_TIMES)
  let heard: Heard = new Map()
  for (let day = 0; day < 30; day++) heard = hear(heard, [{ ...alert, id: `danger:${day}`, since: day }], day * 86_400_000, false).heard
  assert.equal(heard.size, 1)
})

test('one that stands for three days sounds five times in all', () => {
  assert.equal(count(3 * 86_400, () => [alert]), MOST_TIMES)
})
