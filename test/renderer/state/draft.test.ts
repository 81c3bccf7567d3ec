/** What is typed is kept in the order it was typed, and a draft that went with its edit does not come back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Failure } from '../../../preload/contract/api.ts'
import { instantOf, minuteOf } from '../../../renderer/state/days.ts'
import { openDraft } from '../../../renderer/state/draft.ts'

interface Scene {
  done: string[]
  failures: (Failure | null)[]
  /** The timer goes off. */
  ring: () => void
  answer: (answer?: Answer<null>) => Promise<void>
  keeper: ReturnType<typeof openDraft>
}

function scene(): Scene {
  const [done, failures]: [string[], (Failure | null)[]] = [[], []]
  const waiting: ((answer: Answer<null>) => void)[] = []
  let timer: (() => void) | null = null
  const ask = (what: string): Promise<Answer<null>> => {
    done.push(what)
    return new Promise((resolve) => void waiting.push(resolve))
  }
  const keeper = openDraft({
    put: (body) => ask(`put ${body}`), drop: () => ask('drop'), failed: (failure) => void failures.push(failure),
    later: (work) => {
      timer = work
      return () => void (timer = null)
    },
  })
  return {
    done, failures, keeper,
    ring: () => timer?.(),
    async answer(answer = { ok: true, value: null, tookMs: 0 }) {
      await Promise.resolve()
      waiting.shift()?.(answer)
      for (let n = 0; n < 5; n++) await Promise.resolve()
    },
  }
}

test('a burst of keys is kept once, the last of them', async () => {
  const { done, keeper, ring, answer } = scene()
  keeper.type('a')
  keeper.type('ab')
  ring()
  await answer()
  assert.deepEqual(done, ['put ab'])
})

test('resting keeps at once, waits for what is on its way, and leaves nothing behind', async () => {
  const { done, keeper, ring, answer } = scene()
  keeper.type('a')
  ring()
  await Promise.resolve()
  keeper.type('ab')
  const rested = keeper.rest()
  assert.deepEqual(done, ['put a'])
  await answer()
  assert.deepEqual(done, ['put a', 'put ab'])
  await answer()
  await rested
  ring()
  assert.deepEqual(done, ['put a', 'put ab'])
})

test('dropping forgets what was typed and comes after what is on its way', async () => {
  const { done, keeper, ring, answer } = scene()
  keeper.type('a')
  ring()
  await Promise.resolve()
  keeper.type('ab')
  const dropped = keeper.drop()
  await answer()
  await answer()
  await dropped
  assert.deepEqual(done, ['put a', 'drop'])
})

test('a failure is said, and is over with the next that is kept', async () => {
  const { failures, keeper, answer } = scene()
  keeper.type('a')
  void keeper.rest()
  await answer({ ok: false, failure: { code: 'storage', detail: 'full' } })
  keeper.type('ab')
  void keeper.rest()
  await answer()
  assert.deepEqual(failures, [{ code: 'storage', detail: 'full' }, null])
})

test('a minute is of the city, and one that its clocks leave out is none', () => {
  assert.equal(minuteOf(Date.parse('2026-11-28T16:30:59Z'), 'Asia/Shanghai'), '2026-11-29T00:30')
  assert.equal(instantOf('2026-11-29T00:30', 'Asia/Shanghai'), Date.parse('2026-11-28T16:30:00Z'))
  assert.equal(instantOf('2026-03-29T02:30', 'Europe/Berlin'), null)
  for (const text of ['', '2026-11-29', '2026-11-29T24:30', '26-11-29T00:30']) assert.equal(instantOf(text, 'Asia/Shanghai'), null, text)
})
