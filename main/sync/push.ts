/** The way up: a loop around the pure machine, with one timer and one exchange at a time. */
import type { CentralClient } from './central-client.ts'
import { describe } from './failure.ts'
import type { Ports } from './ports.ts'
import { exchange } from './push-exchange.ts'
import { PUSH_STOPPED, stepPush, type Outcome, type PushCommand, type PushEvent, type PushState } from './push-machine.ts'
import type { PushQueue } from './push-queue.ts'

export interface PushOptions {
  queue: PushQueue
  client(): Pick<CentralClient, 'push'>
  ports: Pick<Ports, 'clock' | 'random' | 'scheduler'>
  askMe(): void
  failed(failure: { code: string; detail: string }): void
  /** Follows the work, so that whoever closes can wait for it. */
  tracked<T>(work: Promise<T>): Promise<T>
}

export interface Push {
  state(): PushState
  send(event: PushEvent): void
  onStep(listen: () => void): () => void
}

export function createPush({ queue, client, ports, askMe, failed, tracked }: PushOptions): Push {
  const listeners = new Set<() => void>()
  let state = PUSH_STOPPED
  let cancelTimer: (() => void) | null = null

  const send = (event: PushEvent): void => {
    const moved = stepPush(state, event, { now: ports.clock.monotonic(), chance: ports.random() })
    state = moved.state
    for (const command of moved.commands) perform(command)
    for (const hear of listeners) hear()
  }
  const perform = (command: PushCommand): void => {
    switch (command.do) {
      case 'exchange': return void tracked(run(command))
      case 'timer': return setTimer(command.delayMs)
      case 'ask-me': return askMe()
    }
  }
  const setTimer = (delayMs: number | null): void => {
    cancelTimer?.()
    cancelTimer = delayMs === null ? null : ports.scheduler.after(delayMs, () => {
      cancelTimer = null
      send({ type: 'timer' })
    })
  }
  const run = async (ask: Extract<PushCommand, { do: 'exchange' }>): Promise<void> => {
    const outcome = await exchange(client(), queue, ask).catch((error: unknown): Outcome => ({ result: 'failed', failure: { kind: 'local', why: 'storage', detail: error instanceof Error ? error.message : String(error) }, sent: [] }))
    if (outcome.result === 'failed') failed(describe(outcome.failure))
    send({ type: 'exchanged', nonce: ask.nonce, epoch: ask.epoch, outcome })
  }

  return {
    state: () => state,
    send,
    onStep(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
