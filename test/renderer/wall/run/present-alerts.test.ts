/** What of the alerts is seen: one of the first level interrupts once, after the scene was read, and not again and again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { WallAlert } from '../../../../preload/contract/wall.ts'
import { BETWEEN_MS, INTERRUPTS_FOR_MS, type InView, NOTHING_PRESENTED, presentAlerts, type Presenting, presentsAt, READ_FIRST_MS, seenNow, shownAlerts } from '../../../../renderer/wall/run/present-alerts.ts'

const alert = (id: string, level: 1 | 2 | 3 = 1, patch: Partial<WallAlert> = {}): WallAlert =>
  ({ id, level, kind: 'danger', since: 0, area: null, about: null, source: 'points', value: null, unit: null, acknowledgedAt: null, ...patch })
/** A scene of half a minute that is shown for so long at `now`. */
const shownFor = (ms: number, now: number): InView => ({ since: now - ms, dwellMs: 30_000 })
const ids = ({ screen }: Presenting): string[] => screen.map(({ id }) => id)
/** In a flood of eleven, unless it is said otherwise. */
const shown = (alerts: WallAlert[], flood: number | null = 11) => shownAlerts(NOTHING_PRESENTED, { alerts, flood })
const press = (told: WallAlert[], screen: string[]): string[] => seenNow(shownAlerts({ ...NOTHING_PRESENTED, screen: screen.map((id) => ({ id, since: 0 })) }, { alerts: told, flood: 11 }), told)

test('one of the first level waits until the scene has been read for fifteen seconds', () => {
  assert.deepEqual(ids(presentAlerts(NOTHING_PRESENTED, [alert('a')], shownFor(READ_FIRST_MS - 1, 20_000), 20_000)), [])
  assert.deepEqual(ids(presentAlerts(NOTHING_PRESENTED, [alert('a')], shownFor(READ_FIRST_MS, 20_000), 20_000)), ['a'])
  assert.equal(presentsAt(NOTHING_PRESENTED, [alert('a')], shownFor(0, 20_000)), 35_000)
})

test('it stands until it is acknowledged, is gone, or for ten minutes, and then in the banner', () => {
  const shown = presentAlerts(NOTHING_PRESENTED, [alert('a')], shownFor(READ_FIRST_MS, 0), 0)
  assert.equal(presentsAt(shown, [alert('a')], shownFor(0, 0)), INTERRUPTS_FOR_MS)
  assert.deepEqual(ids(presentAlerts(shown, [alert('a', 1, { acknowledgedAt: 5 })], null, 10)), [])
  assert.deepEqual(ids(presentAlerts(shown, [], null, 10)), [])
  const after = presentAlerts(shown, [alert('a')], null, INTERRUPTS_FOR_MS)
  assert.deepEqual(ids(after), [])
  assert.deepEqual(shownAlerts(after, { alerts: [alert('a')], flood: null }).banner.map(({ id }) => id), ['a'])
  assert.deepEqual(ids(presentAlerts(after, [alert('a')], null, 3 * INTERRUPTS_FOR_MS)), [], 'it does not interrupt again')
})

test('a second one within two minutes waits; while one stands it joins it', () => {
  const shown = presentAlerts(NOTHING_PRESENTED, [alert('a')], null, 0)
  assert.deepEqual(ids(presentAlerts(shown, [alert('a'), alert('b')], shownFor(0, 1_000), 1_000)), ['a', 'b'])
  const done = presentAlerts(shown, [alert('a', 1, { acknowledgedAt: 1 })], null, 1_000)
  assert.deepEqual(ids(presentAlerts(done, [alert('b')], shownFor(READ_FIRST_MS, BETWEEN_MS - 1), BETWEEN_MS - 1)), [])
  assert.deepEqual(ids(presentAlerts(done, [alert('b')], shownFor(READ_FIRST_MS, BETWEEN_MS), BETWEEN_MS)), ['b'])
})

test('the second level is in the banner alone, the third in neither, and what is acknowledged in neither', () => {
  const alerts = [alert('c', 3), alert('b', 2), alert('x', 2, { acknowledgedAt: 1 })]
  const presenting = presentAlerts(NOTHING_PRESENTED, alerts, null, 0)
  assert.deepEqual(ids(presenting), [])
  assert.deepEqual(shownAlerts(presenting, { alerts, flood: null }), { screen: [], banner: [alerts[1]], flood: null })
})

test('in a flood the second level is one line until it is acknowledged; without one the page sums up nothing, and danger keeps its own line', () => {
  const many = Array.from({ length: 11 }, (_, n) => alert(`n${n}`, 2, { since: n }))
  assert.equal(shown(many, null).banner.length, 11)
  assert.deepEqual(shown([...many, alert('a'), alert('c', 3)]), { screen: [], banner: [alert('a')], flood: 11 })
  const seen = many.map((one) => ({ ...one, acknowledgedAt: 1 }))
  assert.deepEqual(shown(seen), { screen: [], banner: [], flood: null })
  assert.deepEqual(shown([...seen, alert('new', 2)]), { screen: [], banner: [alert('new', 2)], flood: null }, 'one that nobody has seen stands for itself')
})

test('a press of the key has seen the screen, then the banner, then each behind the one line of a flood', () => {
  const many = Array.from({ length: 11 }, (_, n) => alert(`n${n}`, 2))
  const alerts = [alert('a'), alert('b'), ...many, alert('x', 2, { acknowledgedAt: 1 }), alert('c', 3)]
  assert.deepEqual(press(alerts, ['a']), ['a'])
  assert.deepEqual(press(alerts.slice(1), []), ['b'])
  assert.deepEqual(press(alerts.slice(2), []), many.map(({ id }) => id))
  assert.deepEqual(press([alert('c', 3)], []), [])
})

test('in any two minutes at most one interruption begins, and none stands longer than ten minutes after its last', () => {
  const step = fc.record({ after: fc.integer({ min: 0, max: 200_000 }), come: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }), acknowledge: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }), go: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 2 }) })
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    let now = 0
    let alerts: WallAlert[] = []
    let presenting = NOTHING_PRESENTED
    const began: number[] = []
    for (const { after, come, acknowledge, go } of steps) {
      now += after
      alerts = [...alerts, ...[...new Set(come)].filter((n) => !alerts.some(({ id }) => id === `${n}`)).map((n) => alert(`${n}`))]
        .filter(({ id }) => !go.includes(Number(id))).map((one) => (acknowledge.includes(Number(one.id)) ? { ...one, acknowledgedAt: now } : one))
      const before = presenting
      presenting = presentAlerts(before, alerts, shownFor(READ_FIRST_MS, now), now)
      if (before.screen.length === 0 && presenting.screen.length > 0) began.push(now)
      assert.ok(presenting.screen.every(({ id, since }) => now - since < INTERRUPTS_FOR_MS && alerts.some((one) => one.id === id && one.acknowledgedAt === null)))
      assert.ok(presenting.had.length <= 13)
    }
    for (const [n, at] of began.entries()) assert.ok(n === 0 || at - began[n - 1]! >= BETWEEN_MS, began.join())
  }), { numRuns: 300 })
})

test('whatever the dwells, one of the first level takes the screen before the second turn after it came', () => {
  const dwells = fc.array(fc.integer({ min: 10_000, max: 60_000 }), { minLength: 1, maxLength: 7 })
  fc.assert(fc.property(dwells, fc.integer({ min: 0, max: 600_000 }), (lengths, cameAt) => {
    let [now, place, turnsSince] = [0, 0, 0]
    let scene = { since: 0, dwellMs: lengths[0]! }
    let presenting = NOTHING_PRESENTED
    while (presenting.screen.length === 0) {
      const alerts = now >= cameAt ? [alert('a')] : []
      // A turn that is due is taken first, as the wall does.
      if (now >= scene.since + scene.dwellMs) {
        scene = { since: now, dwellMs: lengths[++place % lengths.length]! }
        if (alerts.length > 0) turnsSince++
      }
      presenting = presentAlerts(presenting, alerts, scene, now)
      assert.ok(turnsSince < 2, `${turnsSince} turns since it came`)
      if (presenting.screen.length > 0) assert.ok(now - scene.since >= Math.min(READ_FIRST_MS, scene.dwellMs - 1_000), 'it was read')
      now = Math.min(scene.since + scene.dwellMs, now < cameAt ? cameAt : Number.POSITIVE_INFINITY, Math.max(now + 1, presentsAt(presenting, alerts, scene)))
    }
  }), { numRuns: 300 })
})
