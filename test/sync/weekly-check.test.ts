/** The drift check of its own accord: once a week, soon after a recovery, and never in a loop, whatever the wall clock says. */
import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { createWeeklyCheck, delayToCheck } from '../../main/sync/weekly-check.ts'

const HOUR = 3_600_000
const WEEK = 168 * HOUR

/** A desk whose time is moved by hand; `wall` runs beside it as wrongly as one likes. */
function desk(check: () => boolean = () => true, isReady: () => boolean = () => true) {
  let now = 0
  let wallAhead = 0
  let timer: { at: number; work: () => void } | null = null
  const checks: number[] = []
  const weekly = createWeeklyCheck({
    clock: { monotonic: () => now, wall: () => now + wallAhead }, random: () => 0, isReady,
    scheduler: {
      after(delayMs, work) {
        const mine = { at: now + delayMs, work }
        timer = mine
        return () => void (timer = timer === mine ? null : timer)
      },
    },
    async check() {
      checks.push(now)
      return check()
    },
  })
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms
    while (timer !== null && timer.at <= end) {
      const { at, work } = timer
      now = at
      timer = null
      work()
      await turn()
    }
    now = end
  }
  return { weekly, checks, pass, setWall: (ahead: number) => void (wallAhead = ahead) }
}

test('while running, a check every week, and none between', async () => {
  const { weekly, checks, pass } = desk()
  weekly.start(0)
  await pass(5 * WEEK + HOUR)
  assert.deepEqual(checks, [1, 2, 3, 4, 5].map((week) => week * WEEK))
  weekly.stop()
  await pass(5 * WEEK)
  assert.equal(checks.length, 5)
})

test('a clock years wrong either way makes one check earlier or later, never a loop', async () => {
  for (const wrong of [-50 * 52 * WEEK, 50 * 52 * WEEK]) {
    const { weekly, checks, pass, setWall } = desk()
    weekly.start(0)
    setWall(wrong)
    await pass(10 * WEEK)
    assert.ok(checks.length === 10, `${checks.length} checks in ten weeks`)
    assert.ok(delayToCheck(0, wrong, 0.5) > 0 && delayToCheck(0, wrong, 0.5) <= WEEK)
  }
})

test('what is overdue at a start is checked soon, a first start has a week', () => {
  assert.equal(delayToCheck(0, 9 * WEEK, 0), 120_000)
  assert.equal(delayToCheck(null, 9 * WEEK, 0), WEEK)
  assert.equal(delayToCheck(8 * WEEK, 9 * WEEK - HOUR, 0), HOUR)
})

test('a check that is not complete, or a desk that is busy, is tried again ten minutes later, not at once', async () => {
  const failing = desk(() => false)
  failing.weekly.start(0)
  await failing.pass(WEEK + HOUR)
  assert.equal(failing.checks.length, 7)
  let ready = false
  const busy = desk(() => true, () => ready)
  busy.weekly.start(0)
  await busy.pass(WEEK + HOUR)
  assert.equal(busy.checks.length, 0)
  ready = true
  await busy.pass(HOUR)
  assert.equal(busy.checks.length, 1)
})
