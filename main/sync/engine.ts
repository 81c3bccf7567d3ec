/** Timers and wake-ups: feeds events to the machine, carries out its commands, and knows neither HTTP nor SQL. */
import { describe, type Failure } from './failure.ts'
import { step } from './machine.ts'
import { STOPPED, type Command, type Event, type State, type TimerKey } from './session-state.ts'
import type { Ports } from './ports.ts'

/** What the engine can have done. `isCurrent` tells whether the machine still waits for the answer. */
export interface Performers {
  me(): Promise<{ ok: true; epoch: string; scopes: Extract<Event, { type: 'me' }>['scopes'] } | { ok: false; failure: Failure; forgotten?: readonly string[] }>
  snapshot(ask: { scope: string; epoch: string }, isCurrent: () => boolean, report: (done: number, of: number) => void): Promise<{ ok: true; epoch: string; cursor: number } | { ok: false; failure: Failure } | null>
  changes(ask: Extract<Command, { do: 'changes' }>, isCurrent: () => boolean): Promise<{ ok: true; epoch: string; cursor: number; head: number; empty: boolean } | { ok: false; failure: Failure } | null>
  reset(scope: string, why: string | null): Promise<unknown>
  discard(scope: string): Promise<unknown>
  note(scope: string, error: string): Promise<unknown>
  openWake(send: (event: Event) => void): void
  halt(): void
  failed(failure: { code: string; detail: string }): void
}

export interface Engine {
  state(): State
  send(event: Event): void
  /** Called after each step. */
  onStep(listen: () => void): () => void
  /** Resolves true once the condition holds, false when the time is over. */
  until(holds: (state: State) => boolean, withinMs: number): Promise<boolean>
}

const SHORTEST_MS = 1

export function createEngine(ports: Pick<Ports, 'clock' | 'random' | 'scheduler'>, performers: Performers): Engine {
  const timers = new Map<TimerKey, () => void>()
  const listeners = new Set<() => void>()
  let state = STOPPED

  const send = (event: Event): void => {
    const moved = step(state, event, { now: ports.clock.monotonic(), chance: ports.random() })
    state = moved.state
    for (const command of moved.commands) perform(command)
    for (const hear of listeners) hear()
  }
  const isCurrent = (scope: string, nonce: number) => (): boolean => {
    const known = state.scopes.get(scope)
    return known?.phase === 'busy' && known.nonce === nonce
  }
  const setTimer = (key: TimerKey, delayMs: number): void => {
    timers.get(key)?.()
    // What is left of a wait may be a fraction too small to move the clock's number: rung at once, such a timer would be set again for ever.
    const cancel = ports.scheduler.after(Math.max(SHORTEST_MS, delayMs), () => {
      timers.delete(key)
      send({ type: 'timer', key })
    })
    timers.set(key, cancel)
  }
  const quietly = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => performers.failed({ code: 'storage', detail: String(error) }))
  }
  const refused = (failure: Failure): void => performers.failed(describe(failure))

  const askMe = async (nonce: number): Promise<void> => {
    const answer = await performers.me()
    if (!answer.ok) refused(answer.failure)
    send(answer.ok ? { type: 'me', nonce, epoch: answer.epoch, scopes: answer.scopes } : { type: 'me-failed', nonce, failure: answer.failure, forgotten: answer.forgotten ?? [] })
  }
  const snapshot = async (scope: string, nonce: number): Promise<void> => {
    const report = (done: number, of: number): void => send({ type: 'progress', scope, nonce, done, of })
    const answer = await performers.snapshot({ scope, epoch: state.epoch ?? '' }, isCurrent(scope, nonce), report)
    if (!answer) return
    if (!answer.ok) refused(answer.failure)
    send(answer.ok ? { type: 'arrived', scope, nonce, epoch: answer.epoch, cursor: answer.cursor, head: answer.cursor } : { type: 'failed', scope, nonce, failure: answer.failure })
  }
  const changes = async (ask: Extract<Command, { do: 'changes' }>): Promise<void> => {
    const { scope, nonce } = ask
    const answer = await performers.changes(ask, isCurrent(scope, nonce))
    if (!answer) return
    if (!answer.ok) refused(answer.failure)
    send(answer.ok ? { type: 'arrived', scope, nonce, epoch: answer.epoch, cursor: answer.cursor, head: answer.head, empty: answer.empty } : { type: 'failed', scope, nonce, failure: answer.failure })
  }
  const halt = (): void => {
    for (const cancel of timers.values()) cancel()
    timers.clear()
    performers.halt()
  }
  const perform = (command: Command): void => {
    switch (command.do) {
      case 'me': return quietly(askMe(command.nonce))
      case 'snapshot': return quietly(snapshot(command.scope, command.nonce))
      case 'changes': return quietly(changes(command))
      case 'reset': return quietly(performers.reset(command.scope, command.why))
      case 'discard': return quietly(performers.discard(command.scope))
      case 'note': return quietly(performers.note(command.scope, command.error))
      case 'timer': return setTimer(command.key, command.delayMs)
      case 'open-wake': return performers.openWake(send)
      case 'halt': return halt()
    }
  }
  const onStep = (listen: () => void): (() => void) => {
    listeners.add(listen)
    return () => listeners.delete(listen)
  }
  const until = (holds: (state: State) => boolean, withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (answer: boolean): void => {
        off()
        cancel()
        resolve(answer)
      }
      const off = onStep(() => {
        if (holds(state)) settle(true)
      })
      const cancel = ports.scheduler.after(withinMs, () => settle(false))
      if (holds(state)) settle(true)
    })
  return { state: () => state, send, onStep, until }
}
