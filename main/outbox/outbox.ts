/** One user's outbox at one central: ownership first, then a thread of its own; whoever asks need not say what time it is. */
import { openLane, type Lane, type Timed } from '../store/lane.ts'
import { ownProfile } from '../store/lock.ts'
import type { OutboxFunctions } from './functions.ts'
import type { Opening } from './opening.ts'
import { refuseShare } from './share.ts'

/** Milliseconds: `monotonic` only grows and decides, `wall` is UTC and shown. */
export interface OutboxClock {
  monotonic(): number
  wall(): number
}

export interface OutboxOptions {
  /** The profile of one user at one central; exists already. */
  folder: string
  /** The user, as the central names them. */
  actor: string
  clock: OutboxClock
  /** After both copies were damaged and what could be read has been seen and exported: go on with that. */
  goOn?: boolean
}

type Names = Extract<keyof OutboxFunctions, string>
type InputOf<N extends Names> = Omit<Parameters<OutboxFunctions[N]>[1], 'now' | 'mono'>

export interface Outbox {
  /** What was found at this start; `sealed` says why nothing is accepted. */
  opening: Opening
  /** Answers when it is done; what it changed is then on stable storage. */
  ask<N extends Names>(name: N, input: InputOf<N>): Promise<Timed<ReturnType<OutboxFunctions[N]>>>
  close(): Promise<void>
}

const LOCK_FILE = 'outbox.lock.db'

/** Rejects with StoreFailure: 'owned' when another process has it, 'storage' on a network share or when the files cannot even be read. */
export async function openOutbox({ folder, actor, clock, goOn = false }: OutboxOptions): Promise<Outbox> {
  refuseShare(folder)
  const ownership = ownProfile(folder, LOCK_FILE)
  let lane: Lane<OutboxFunctions> & { opened: unknown }
  try {
    lane = await openLane<OutboxFunctions>('../outbox/keeper', { folder, actor, now: clock.wall(), goOn })
  } catch (error) {
    ownership.release()
    throw error
  }
  return {
    opening: lane.opened as Opening,
    ask(name, input) {
      const timed = { ...input, now: clock.wall(), mono: clock.monotonic() }
      return lane.ask(name, timed as never) as Promise<Timed<ReturnType<OutboxFunctions[typeof name]>>>
    },
    async close() {
      await lane.close()
      ownership.release()
    },
  }
}
