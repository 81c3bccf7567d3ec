/** Steps and pins of the console are done once, and what was done here is not done again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HEARD_NOTHING, hearOrders } from '../../../../renderer/wall/run/orders.ts'

const here = (at: number): number => at - 1_000
const hear = (heard: typeof HEARD_NOTHING, steps: [n: number, by: 1 | -1][], pinned: { scene: 'loop'; until: number } | null = null): ReturnType<typeof hearOrders> =>
  hearOrders(heard, { steps: steps.map(([n, by]) => ({ n, by })), pinned }, here)

test('steps from before the page was opened are past; later ones are done once', () => {
  const first = hear(HEARD_NOTHING, [[3, 1], [4, 1]])
  assert.deepEqual(first.events, [])
  const second = hear(first.heard, [[4, 1], [5, -1], [6, 1]])
  assert.deepEqual(second.events, [{ do: 'step', by: -1 }, { do: 'step', by: 1 }])
  assert.deepEqual(hear(second.heard, [[5, -1], [6, 1]]).events, [])
})

test('a step that was done here comes back from the console and is not done again', () => {
  const { heard } = hear(HEARD_NOTHING, [])
  const back = hear({ ...heard, own: [1] }, [[1, 1], [2, -1]])
  assert.deepEqual(back.events, [{ do: 'step', by: -1 }])
  assert.deepEqual(back.heard.own, [])
})

test('a console that was started anew counts from the beginning, and its next step is heard', () => {
  const { heard } = hear(HEARD_NOTHING, [[40, 1]])
  const anew = hear(heard, [])
  assert.deepEqual(hear(anew.heard, [[1, 1]]).events, [{ do: 'step', by: 1 }])
})

test('a pin is done when it is new, by the page\'s clock, and its end when it is gone; a pin of this page alone is left', () => {
  const pinned = hear(HEARD_NOTHING, [], { scene: 'loop', until: 61_000 })
  assert.deepEqual(pinned.events, [{ do: 'pin', scene: 'loop', until: 60_000 }])
  assert.deepEqual(hear(pinned.heard, [], { scene: 'loop', until: 61_000 }).events, [])
  assert.deepEqual(hear(pinned.heard, []).events, [{ do: 'resume' }])
  assert.deepEqual(hear(HEARD_NOTHING, []).events, [])
})
