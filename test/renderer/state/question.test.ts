/** A live question asks again when it must, and never shows an answer that came too late. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../preload/contract/api.ts'
import { openQuestion } from '../../../renderer/state/question.ts'
import type { Question } from '../../../renderer/state/question.ts'

interface Desk {
  question: Question<string, string>
  calls: { input: string; answer: (answer: Answer<string>) => Promise<void> }[]
  /** Lets the waiting timer run out. */
  ring: () => void
  waiting: () => number
}

const ok = (value: string): Answer<string> => ({ ok: true, value, tookMs: 1 })
const failed = (code: 'superseded' | 'unreachable'): Answer<string> => ({ ok: false, failure: { code, detail: '' } })

function sitDown(): Desk {
  const calls: Desk['calls'] = []
  const timers = new Set<() => void>()
  const question = openQuestion<string, string>({
    call: (input) => new Promise((resolve) => {
      calls.push({ input, answer: async (answer) => { resolve(answer); await new Promise(setImmediate) } })
    }),
    changed: () => undefined,
    now: () => 7,
    later: (work) => {
      timers.add(work)
      return () => void timers.delete(work)
    },
  })
  return { question, calls, waiting: () => timers.size, ring: () => { for (const work of Array.from(timers)) { timers.delete(work); work() } } }
}

test('an answer to an earlier input is dropped', async () => {
  const { question, calls } = sitDown()
  question.ask('a')
  question.ask('b')
  await calls[1]?.answer(ok('B'))
  await calls[0]?.answer(ok('A'))
  assert.deepEqual(question.get(), { state: 'here', value: 'B', at: 7, asking: false })
})

test('the last value stays while a newer one is asked for, and after a failure', async () => {
  const { question, calls } = sitDown()
  question.ask('a')
  assert.deepEqual(question.get(), { state: 'asking' })
  await calls[0]?.answer(ok('A'))
  question.ask('b')
  assert.deepEqual(question.get(), { state: 'here', value: 'A', at: 7, asking: true })
  await calls[1]?.answer(failed('unreachable'))
  assert.deepEqual(question.get(), { state: 'failed', failure: { code: 'unreachable', detail: '' }, last: 'A' })
})

test('a burst of events asks once', async () => {
  const { question, calls, ring, waiting } = sitDown()
  question.ask('a')
  await calls[0]?.answer(ok('A'))
  for (let n = 0; n < 20; n++) question.askAgain()
  assert.equal(waiting(), 1)
  ring()
  assert.equal(calls.length, 2)
})

test('an event during a slow answer does not cancel it, but asks once more afterwards', async () => {
  const { question, calls, ring } = sitDown()
  question.ask('a')
  question.askAgain()
  ring()
  assert.equal(calls.length, 1)
  await calls[0]?.answer(ok('A'))
  assert.deepEqual(question.get(), { state: 'here', value: 'A', at: 7, asking: true })
  ring()
  assert.equal(calls.length, 2)
})

test('a superseded answer is asked again instead of shown as a failure', async () => {
  const { question, calls, ring } = sitDown()
  question.ask('a')
  await calls[0]?.answer(failed('superseded'))
  assert.deepEqual(question.get(), { state: 'asking' })
  ring()
  assert.equal(calls.length, 2)
})

test('a held question forgets its value and hears nothing more', async () => {
  const { question, calls } = sitDown()
  question.ask('a')
  question.ask(null)
  await calls[0]?.answer(ok('A'))
  assert.deepEqual(question.get(), { state: 'asking' })
})
