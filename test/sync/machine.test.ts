/** The machine alone: nonces, back-off, rights, stuck cursors, ways of being woken. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { backOff, retryAfter } from '../../main/sync/back-off.ts'
import type { Failure } from '../../main/sync/failure.ts'
import { step } from '../../main/sync/machine.ts'
import { STOPPED, type Command, type Event, type State } from '../../main/sync/session-state.ts'

const EPOCH = randomUUID()
const SCOPE = 'office:1'

/** Feeds events at a time of its own; remembers the last commands. */
function run(): { send(event: Event, now?: number): Command[]; state(): State; begin(cursor?: number | null): Command[] } {
  let state = STOPPED
  let now = 0
  const send = (event: Event, at = now): Command[] => {
    now = at
    const moved = step(state, event, { now, chance: 0.5 })
    state = moved.state
    return moved.commands
  }
  const begin = (cursor: number | null = 5): Command[] => {
    send({ type: 'start' })
    return send({ type: 'me', nonce: state.asking ?? 0, epoch: EPOCH, scopes: [{ id: SCOPE, epoch: cursor === null ? null : EPOCH, cursor, head_seen: cursor ?? 0, renew: 0 }] })
  }
  return { send, state: () => state, begin }
}
const nonceOf = (commands: Command[]): number => {
  const found = commands.find((command) => command.do === 'changes' || command.do === 'snapshot')
  return found && 'nonce' in found ? found.nonce : -1
}
const names = (commands: Command[]): string[] => commands.map((command) => command.do)

test('a scope without cursor takes a snapshot, one with a cursor asks for changes', () => {
  assert.equal(names(run().begin(null)).includes('snapshot'), true)
  assert.equal(names(run().begin(5)).includes('changes'), true)
})

test('an answer with another nonce is dropped', () => {
  const machine = run()
  const nonce = nonceOf(machine.begin())
  const before = machine.state()
  machine.send({ type: 'arrived', scope: SCOPE, nonce: nonce + 1, epoch: EPOCH, cursor: 99, head: 99 })
  assert.deepEqual(machine.state(), before)
  machine.send({ type: 'arrived', scope: SCOPE, nonce, epoch: EPOCH, cursor: 9, head: 9 })
  assert.equal(machine.state().scopes.get(SCOPE)?.cursor, 9)
})

test('a hint that comes during a request, and a shared snapshot, are followed by one more question', () => {
  const machine = run()
  const nonce = nonceOf(machine.begin())
  machine.send({ type: 'head', scope: SCOPE, head: 7, epoch: EPOCH })
  const again = machine.send({ type: 'arrived', scope: SCOPE, nonce, epoch: EPOCH, cursor: 6, head: 6 })
  assert.deepEqual(names(again), ['changes'])
  assert.deepEqual(names(machine.send({ type: 'arrived', scope: SCOPE, nonce: nonceOf(again), epoch: EPOCH, cursor: 7, head: 7 })), [])
  const fresh = run()
  const snapshot = nonceOf(fresh.begin(null))
  assert.deepEqual(names(fresh.send({ type: 'arrived', scope: SCOPE, nonce: snapshot, epoch: EPOCH, cursor: 7, head: 7 })), ['changes'])
})

test('a 403 and a foreign epoch ask who we are before anything is touched', () => {
  const machine = run()
  const nonce = nonceOf(machine.begin())
  const commands = machine.send({ type: 'failed', scope: SCOPE, nonce, failure: { kind: 'problem', type: 'scope-forbidden', status: 403, detail: '', retryAfterMs: null } })
  assert.deepEqual(names(commands).filter((name) => name === 'me' || name === 'reset'), ['me'])
  const other = run()
  other.begin()
  assert.deepEqual(names(other.send({ type: 'head', scope: SCOPE, head: 6, epoch: randomUUID() })), ['me'])
})

test('pages without progress pull the scope anew once, then pause it', () => {
  const machine = run()
  let nonce = nonceOf(machine.begin())
  let resets = 0
  let asked = 0
  for (let now = 0; now < 3_600_000 && asked < 5_000; now += 100) {
    const scope = machine.state().scopes.get(SCOPE)
    let commands: Command[]
    if (scope?.phase === 'busy') {
      asked += 1
      const moved = scope.task === 'snapshot' ? { type: 'arrived' as const, scope: SCOPE, nonce, epoch: EPOCH, cursor: 5, head: 5 } : { type: 'arrived' as const, scope: SCOPE, nonce, epoch: EPOCH, cursor: 5, head: 6 }
      commands = machine.send(moved, now)
    } else if (scope?.phase === 'idle') commands = machine.send({ type: 'head', scope: SCOPE, head: 6, epoch: EPOCH }, now)
    else commands = machine.send({ type: 'timer', key: `scope ${SCOPE}` }, now)
    resets += commands.filter((command) => command.do === 'reset').length
    if (nonceOf(commands) >= 0) nonce = nonceOf(commands)
  }
  assert.equal(resets <= 1, true)
  assert.equal(asked < 200, true, `${asked} requests in an hour`)
})

test('a withdrawn token halts everything, an old client waits', () => {
  const machine = run()
  machine.send({ type: 'start' })
  const problem = (type: 'token-revoked' | 'client-too-old'): Event => ({ type: 'me-failed', nonce: machine.state().asking ?? 0, failure: { kind: 'problem', type, status: 400, detail: '', retryAfterMs: null }, forgotten: [] })
  assert.deepEqual(machine.send(problem('client-too-old')), [{ do: 'timer', key: 'session', delayMs: 900_000 }])
  machine.send({ type: 'timer', key: 'session' })
  assert.deepEqual(names(machine.send(problem('token-revoked'))), ['halt'])
  assert.equal(machine.state().stage, 'signed-out')
  assert.deepEqual(machine.send({ type: 'wake-lost', failure: { kind: 'down', why: 'stopped', detail: '' } }), [])
})

test('a central that refuses me for being busy is asked nothing else until me is due again, and everything once it answers', () => {
  const machine = run()
  machine.begin()
  machine.send({ type: 'wake-lost', failure: { kind: 'problem', type: 'busy', status: 503, detail: '', retryAfterMs: 2_000 } })
  const refusal: Event = { type: 'me-failed', nonce: machine.state().asking ?? 0, failure: { kind: 'problem', type: 'busy', status: 503, detail: '', retryAfterMs: 2_000 }, forgotten: [] }
  assert.deepEqual(machine.send(refusal, 100), [{ do: 'timer', key: 'session', delayMs: 2_200 }])
  const nonce = machine.state().scopes.get(SCOPE)?.nonce ?? 0
  const failed: Event = { type: 'failed', scope: SCOPE, nonce, failure: { kind: 'problem', type: 'busy', status: 503, detail: '', retryAfterMs: 1_000 } }
  machine.send(failed, 200)
  const meanwhile = [{ type: 'timer', key: 'wake' }, { type: 'timer', key: 'poll' }, { type: 'rights-changed' }, { type: 'timer', key: `scope ${SCOPE}` }] as Event[]
  const asked = meanwhile.flatMap((event) => names(machine.send(event, 1_900))).filter((name) => !['timer', 'note'].includes(name))
  assert.deepEqual(asked, [])
  assert.deepEqual(names(machine.send({ type: 'timer', key: 'session' }, 2_300)), ['me'])
  const answered = machine.send({ type: 'me', nonce: machine.state().asking ?? 0, epoch: EPOCH, scopes: [{ id: SCOPE, epoch: EPOCH, cursor: 5, head_seen: 5, renew: 0 }] })
  assert.deepEqual(names(answered), ['open-wake', 'changes'])
})

test('a scope forgotten by an admission that failed half way begins anew when it is granted again', () => {
  const machine = run()
  machine.begin(5)
  machine.send({ type: 'rights-changed' })
  machine.send({ type: 'me-failed', nonce: machine.state().asking ?? 0, failure: { kind: 'local', why: 'storage', detail: 'disk full' }, forgotten: [SCOPE] })
  assert.equal(machine.state().scopes.has(SCOPE), false)
  machine.send({ type: 'timer', key: 'session' })
  const commands = machine.send({ type: 'me', nonce: machine.state().asking ?? 0, epoch: EPOCH, scopes: [{ id: SCOPE, epoch: null, cursor: null, head_seen: 0, renew: 0 }] })
  assert.equal(names(commands).includes('snapshot'), true)
})

test('hints that fail twice give way to long polls, those failing to polling, and polling tries the hints again', () => {
  const machine = run()
  const nonce = nonceOf(machine.begin())
  machine.send({ type: 'arrived', scope: SCOPE, nonce, epoch: EPOCH, cursor: 5, head: 5 })
  const lost: Event = { type: 'wake-lost', failure: { kind: 'down', why: 'timeout', detail: '' } }
  const modes = [0, 1, 2].map(() => {
    const commands = machine.send(lost)
    return [machine.state().wake, commands.some((command) => command.do === 'changes' && command.long)]
  })
  assert.deepEqual(modes, [['sse', false], ['sse', false], ['long-poll', true]])
  assert.equal(names(machine.send({ type: 'timer', key: 'poll' })).includes('open-wake'), true)
})

test('back-off is jittered and capped, Retry-After is kept within a second and a quarter of an hour, and is the least that is waited', () => {
  assert.deepEqual([backOff(0, 0), backOff(3, 0.5), backOff(50, 1)], [250, 4_000, 300_000])
  assert.deepEqual([retryAfter(-5, 0, 0), retryAfter(99_999_999_000, 0, 0), retryAfter(10_000, 0, 1), retryAfter(2_000, 6, 0.5)], [1_000, 900_000, 12_000, 32_000])
})

test('a disk that has long been full is tried again within seconds, in pulling and in admission; a central that is down ever more seldom', () => {
  const full: Failure = { kind: 'local', why: 'storage', detail: 'disk full' }
  const lastWait = (failure: Failure, cursor: number | null = 5): number => {
    const machine = run()
    let nonce = nonceOf(machine.begin(cursor))
    let [now, delayMs] = [0, 0]
    for (let n = 0; n < 20; n++) {
      machine.send({ type: 'failed', scope: SCOPE, nonce, failure }, now)
      delayMs = (machine.state().scopes.get(SCOPE)?.until ?? 0) - now
      now += delayMs
      nonce = nonceOf(machine.send({ type: 'timer', key: `scope ${SCOPE}` }, now))
    }
    return delayMs
  }
  assert.equal(lastWait(full), 2_000)
  assert.equal(lastWait(full, null), 150_000, 'a snapshot is large')
  assert.equal(lastWait({ kind: 'problem', type: 'internal', status: 500, detail: '', retryAfterMs: null }), 150_000)

  const machine = run()
  machine.begin(5)
  machine.send({ type: 'rights-changed' })
  let [now, delayMs] = [0, 0]
  // Fewer than a minute's share.
  for (let n = 0; n < 10; n++) {
    machine.send({ type: 'me-failed', nonce: machine.state().asking ?? 0, failure: full, forgotten: [] }, now)
    delayMs = machine.state().until - now
    now += delayMs
    machine.send({ type: 'timer', key: 'session' }, now)
  }
  assert.equal(delayMs, 2_000)
})

test('a central that keeps hinting at other rights or epochs is asked a bounded number of times', () => {
  for (const hint of [{ type: 'rights-changed' }, { type: 'epoch-seen', epoch: 'another' }, { type: 'head', scope: SCOPE, head: 9, epoch: 'another' }] as Event[]) {
    const machine = run()
    machine.begin()
    let asked = 0
    for (let now = 0; now < 60_000; now += 10) {
      asked += machine.send(hint, now).filter((command) => command.do === 'me').length
      const { asking } = machine.state()
      if (asking === null) continue
      asked += machine.send({ type: 'me', nonce: asking, epoch: EPOCH, scopes: [] }).filter((command) => command.do === 'me').length
    }
    assert.ok(asked <= 20, `${hint.type}: ${asked}`)
    machine.send({ type: 'timer', key: 'session' }, 120_000)
    assert.notEqual(machine.state().asking, null, 'and again once the minute is over')
  }
})

test('a timer that rings too early is set again: the scope does not wait for ever', () => {
  const machine = run()
  const nonce = nonceOf(machine.begin())
  machine.send({ type: 'failed', scope: SCOPE, nonce, failure: { kind: 'problem', type: 'busy', status: 503, detail: '', retryAfterMs: 2_000 } })
  const until = machine.state().scopes.get(SCOPE)?.until ?? 0
  assert.deepEqual(machine.send({ type: 'timer', key: `scope ${SCOPE}` }, until - 2), [{ do: 'timer', key: `scope ${SCOPE}`, delayMs: 2 }])
  assert.deepEqual(names(machine.send({ type: 'timer', key: `scope ${SCOPE}` }, until)), ['changes'])
})
