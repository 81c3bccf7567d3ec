/** When a desk pushes, how much, and what it does about each way in which that can fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Failure } from '../../main/sync/failure.ts'
import { PUSH_STOPPED, stepPush, type Outcome, type PushCommand, type PushEvent, type PushState } from '../../main/sync/push-machine.ts'
import type { ProblemType } from '../../main/sync/protocol.ts'

const E1 = '00000000-0000-4000-8000-000000000001'
const E2 = '00000000-0000-4000-8000-000000000002'
const problem = (type: ProblemType, retryAfterMs: number | null = null): Failure => ({ kind: 'problem', type, status: 500, detail: '', retryAfterMs })
const down: Failure = { kind: 'down', why: 'unreachable', detail: '' }
const unreadable: Failure = { kind: 'down', why: 'unreadable', detail: '' }

interface Run { state: PushState; commands: PushCommand[]; now: number }
const begun = (): Run => go({ state: PUSH_STOPPED, commands: [], now: 0 }, { type: 'start' }, { type: 'ready', epoch: E1 })

function go(run: Run, ...events: PushEvent[]): Run {
  let { state } = run
  const commands: PushCommand[] = []
  for (const event of events) {
    const moved = stepPush(state, event, { now: run.now, chance: 1 })
    state = moved.state
    commands.push(...moved.commands)
  }
  return { state, commands, now: run.now }
}
const answer = (run: Run, outcome: Outcome, epoch = E1): Run => go(run, { type: 'exchanged', nonce: run.state.nonce, epoch, outcome })
const failed = (run: Run, failure: Failure, sent: string[] = ['a', 'b', 'c', 'd']): Run => answer(run, { result: 'failed', failure, sent })
const exchangeOf = (run: Run): Extract<PushCommand, { do: 'exchange' }> | undefined => run.commands.find((one) => one.do === 'exchange')
const timerOf = (run: Run): number | null | undefined => run.commands.findLast((one) => one.do === 'timer')?.delayMs

test('nothing is sent before a central has said who we are, and then what an earlier epoch acknowledged is looked through first', () => {
  const started = go({ state: PUSH_STOPPED, commands: [], now: 0 }, { type: 'start' }, { type: 'work' })
  assert.deepEqual(started.commands, [])
  const ready = go(started, { type: 'ready', epoch: E1 })
  assert.deepEqual(ready.commands, [{ do: 'exchange', nonce: 1, epoch: E1, ops: 100, skip: [], requeue: true, recall: false }])
  const next = go(answer(ready, { result: 'answered', decided: ['a'], undecided: [], left: 1 }))
  assert.equal(next.state.requeued, E1)
})

test('one exchange at a time; what is saved meanwhile goes with the next', () => {
  const busy = begun()
  assert.equal(exchangeOf(go(busy, { type: 'work' }, { type: 'now' }, { type: 'timer' })), undefined)
  const after = answer(go(busy, { type: 'work' }), { result: 'empty', left: 1 })
  assert.equal(exchangeOf(after)?.requeue, false)
  const idle = answer(busy, { result: 'empty', left: 0 })
  assert.equal(idle.state.phase, 'idle')
  assert.deepEqual(idle.commands, [])
  assert.ok(exchangeOf(go(idle, { type: 'work' })))
})

test('an answer to an exchange that is no longer waited for changes nothing', () => {
  const busy = begun()
  const stopped = go(busy, { type: 'stop' }, { type: 'start' }, { type: 'ready', epoch: E2 })
  const late = go(stopped, { type: 'exchanged', nonce: busy.state.nonce, epoch: E1, outcome: { result: 'empty', left: 0 } })
  assert.deepEqual(late.state, stopped.state)
})

test('what the central left undecided is left alone for a while, longer each time, and the others go on', () => {
  let run = answer(begun(), { result: 'answered', decided: ['a'], undecided: ['b'], left: 1 })
  assert.deepEqual(exchangeOf(run)?.skip, ['b'])
  run = answer(run, { result: 'empty', left: 1 })
  const first = timerOf(run) ?? 0
  assert.ok(first > 0)
  run = go({ ...run, now: first }, { type: 'timer' })
  assert.deepEqual(exchangeOf(run)?.skip, [])
  run = answer(answer(run, { result: 'answered', decided: [], undecided: ['b'], left: 1 }), { result: 'empty', left: 1 })
  assert.ok((timerOf(run) ?? 0) > first)
})

test('a broken line waits, longer each time, and tries less at once after a while; the next good answer ends that', () => {
  let run = begun()
  const waits: number[] = []
  for (let i = 0; i < 6; i += 1) {
    run = failed(run, down)
    assert.equal(run.state.phase, 'waiting')
    assert.equal(exchangeOf(go(run, { type: 'work' })), undefined, 'new work does not overrun the wait')
    waits.push(timerOf(run) ?? 0)
    run = go(run, { type: 'timer' })
    assert.ok(exchangeOf(run), 'a timer that fires always starts an attempt')
  }
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000])
  assert.equal(run.state.most, 6)
  run = answer(run, { result: 'answered', decided: ['a'], undecided: [], left: 5 })
  assert.deepEqual([run.state.most, run.state.attempt, run.state.trouble], [12, 0, null])
})

test('a person who asks, and a central that comes back, end the wait', () => {
  assert.ok(exchangeOf(go(failed(begun(), down), { type: 'now' })))
  const back = go(failed(begun(), down), { type: 'ready', epoch: null }, { type: 'ready', epoch: E1 })
  assert.ok(exchangeOf(back))
})

test('a central of another epoch, or one that has forgotten us, is asked who we are; under the new epoch everything is looked through again', () => {
  for (const type of ['epoch-changed', 'token-expired', 'token-revoked'] as const) {
    const run = failed(begun(), problem(type))
    assert.ok(run.commands.some((one) => one.do === 'ask-me'), type)
    assert.equal(run.state.phase, 'waiting')
  }
  const renewed = go(failed(answer(begun(), { result: 'answered', decided: ['a'], undecided: [], left: 1 }), problem('epoch-changed')), { type: 'ready', epoch: E2 })
  assert.deepEqual(exchangeOf(renewed), { do: 'exchange', nonce: 3, epoch: E2, ops: 100, skip: [], requeue: true, recall: false })
})

test('a central that asks to be left alone is left alone at least so long', () => {
  assert.equal(timerOf(failed(begun(), problem('slow-down', 20_000))), 24_000)
  assert.equal(timerOf(failed(begun(), problem('not-found'))), 900_000)
})

test('one op that no central can take is found by halves and set aside; the others go on, and a central that takes nothing is asked ever more seldom', () => {
  let run = begun()
  let requests = 0
  for (; run.state.most > 1; requests += 1) run = go({ ...failed(run, unreadable, Array.from({ length: run.state.most }, (_, i) => `op-${i}`)), now: run.now + 10_000 }, { type: 'timer' })
  assert.equal(requests, 6)
  run = failed(run, unreadable, ['op-0'])
  assert.ok(run.state.aside.has('op-0'))
  run = go(run, { type: 'timer' })
  assert.deepEqual(exchangeOf(run)?.skip, ['op-0'])
  const healthy = answer(run, { result: 'answered', decided: ['op-1'], undecided: [], left: 98 })
  assert.deepEqual([healthy.state.most, exchangeOf(healthy)?.skip], [2, ['op-0']])
  let passed = 0
  for (let i = 1; i < 20; i += 1) {
    run = failed(run, problem('internal'), [`op-${i}`])
    passed += timerOf(run) ?? 0
    run = go({ ...run, now: run.now + (timerOf(run) ?? 0) }, { type: 'timer' })
  }
  assert.ok(passed > 20 * 60_000, `${passed} ms for nineteen requests`)
})

test('a disk that has long been full is tried again within seconds', () => {
  const full: Failure = { kind: 'local', why: 'storage', detail: 'full' }
  let state = begun()
  for (let n = 0; n < 20; n++) state = failed(go({ ...failed(state, full, []), commands: [] }, { type: 'timer' }), full, [])
  assert.ok((timerOf(state) ?? Infinity) <= 4_000)
})

test('what could not be written down is recalled before the next exchange, until one has gone well', () => {
  const full = failed(begun(), { kind: 'local', why: 'storage', detail: 'full' }, [])
  const again = go({ ...full, commands: [] }, { type: 'timer' })
  assert.equal(exchangeOf(again)?.recall, true)
  const still = go({ ...failed(again, { kind: 'local', why: 'storage', detail: 'full' }, []), commands: [] }, { type: 'timer' })
  assert.equal(exchangeOf(still)?.recall, true)
  const well = answer(still, { result: 'answered', decided: ['a'], undecided: [], left: 0 })
  assert.equal(exchangeOf({ ...well, commands: well.commands.slice(-1) })?.recall, false)
})
