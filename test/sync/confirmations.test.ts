/** What a stream without news confirms: written now and then, and again soon where the disk refused. */
import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { createConfirmations, type Confirmation } from '../../main/sync/confirmations.ts'

const DAY = 1_764_000_000_000

function desk() {
  let now = 0
  let isFull = false
  const timers = new Set<{ at: number; work: () => void }>()
  const written: Confirmation[] = []
  let refused = 0
  const confirmations = createConfirmations({
    clock: { monotonic: () => now, wall: () => DAY + now },
    scheduler: {
      after(delayMs, work) {
        const mine = { at: now + delayMs, work }
        timers.add(mine)
        return () => void timers.delete(mine)
      },
    },
    async write(confirmation) {
      if (isFull) throw new Error('the disk is full')
      written.push(confirmation)
    },
    failed: () => void (refused += 1),
  })
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms
    for (;;) {
      const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      timers.delete(next)
      now = next.at
      next.work()
      await turn()
    }
    now = end
  }
  const heard = async (scopes: string[]): Promise<void> => {
    confirmations.heard(() => scopes)
    await turn()
  }
  return { confirmations, written, heard, pass, fill: (full: boolean) => void (isFull = full), refused: () => refused, timers: () => timers.size }
}

test('beats in swarms are written down now and then', async () => {
  const { written, heard, pass } = desk()
  for (let n = 0; n < 60; n++) {
    await heard(['a'])
    await pass(1_000)
  }
  assert.deepEqual(written, [0, 20_000, 40_000].map((now) => ({ scopes: ['a'], now: DAY + now })))
})

test('what the disk refused is written within seconds of there being room, as of when it was so', async () => {
  const { written, heard, pass, fill, refused, timers } = desk()
  fill(true)
  await heard(['a', 'b'])
  await pass(9_000)
  assert.deepEqual([written, refused(), timers()], [[], 5, 1])
  fill(false)
  await pass(2_000)
  assert.deepEqual([written, timers()], [[{ scopes: ['a', 'b'], now: DAY }], 0])
})

test('a newer confirmation takes the place of one that could not be written, and nothing is written after the end', async () => {
  const { confirmations, written, heard, pass, fill, timers } = desk()
  fill(true)
  await heard(['a'])
  await pass(21_000)
  await heard(['b'])
  assert.equal(timers(), 1)
  fill(false)
  await pass(60_000)
  assert.deepEqual(written, [{ scopes: ['b'], now: DAY + 21_000 }])
  fill(true)
  await heard(['c'])
  confirmations.stop()
  fill(false)
  await pass(60_000)
  assert.equal(written.length, 1)
})
