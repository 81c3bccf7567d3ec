/** The engine's timers on a clock that knows fractions of a millisecond. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine, type Performers } from '../../main/sync/engine.ts'

const MINUTE = 60_000

/** A first question at such a time that the minute's end, made by adding up, falls short of a minute by less than the clock's number can hold there. */
function awkwardStart(hintAt: (start: number) => number): number {
  for (let i = 1; i < 1_000_000; i++) {
    const start = 20_000 + i * 0.0137
    const now = hintAt(start)
    const end = now + (MINUTE - (now - start))
    if (end - start < MINUTE && end + (MINUTE - (end - start)) === end) return start
  }
  throw new Error('every time adds up')
}

const hintAt = (start: number): number => start + 1_234.567
const never = (): Promise<null> => Promise.resolve(null)
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a wait whose rest is too small to move the clock ends all the same', async () => {
  const start = awkwardStart(hintAt)
  let now = start
  let timers: { at: number; work: () => void }[] = []
  const asked = { times: 0 }
  const down: Performers['me'] = () => {
    asked.times += 1
    return Promise.resolve({ ok: true, epoch: 'e', scopes: [] })
  }
  const engine = createEngine({
    clock: { monotonic: () => now, wall: () => now }, random: () => 0.5,
    scheduler: {
      after(delayMs, work) {
        const timer = { at: now + delayMs, work }
        timers.push(timer)
        return () => void (timers = timers.filter((one) => one !== timer))
      },
    },
  }, { me: down, snapshot: never, changes: never, reset: never, discard: never, note: never, openWake: () => {}, halt: () => {}, failed: () => {} })
  engine.send({ type: 'start' })
  await settle()
  now = hintAt(start)
  for (let i = 0; i < 30; i++) {
    engine.send({ type: 'rights-changed' })
    await settle()
  }
  assert.equal(asked.times, 20)
  // A scheduler that jumps from timer to timer: each must bring the clock on.
  for (let rings = 0; asked.times === 20; rings++) {
    assert.ok(rings < 50, 'rings without end')
    const next = timers.toSorted((a, b) => a.at - b.at)[0]
    assert.ok(next)
    timers = timers.filter((one) => one !== next)
    now = Math.max(now, next.at)
    next.work()
    await settle()
  }
  assert.ok(now - start >= MINUTE)
})
