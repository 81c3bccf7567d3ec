/** The exchangeable outbox of one person on one simulated PC: in memory at level 1, the real files at level 2. */
import type { OutboxFunctions } from '../../main/outbox/functions.ts'
import type { Op } from '../../main/outbox/op.ts'
import type { CrashKind } from './parts.ts'

type Names = Extract<keyof OutboxFunctions, string>
type InputOf<N extends Names> = Omit<Parameters<OutboxFunctions[N]>[1], 'now' | 'mono'>

/** As the product's own outbox is asked; every function runs at once and wholly, and its promise settles in a microtask. */
export interface OutboxLane {
  ask<N extends Names>(name: N, input: InputOf<N>): Promise<{ value: ReturnType<OutboxFunctions[N]>; tookMs: number }>
}

export interface OpenOutbox extends OutboxLane {
  readonly client: string
  /** In the order of saving, as they stand. */
  ops(): Op[]
  /** What is kept of each form that is not dropped: `form/key` → body. */
  drafts(): Map<string, string>
}

export interface OutboxClock {
  wall(): number
  monotonic(): number
}

export type OutboxFile = 'database' | 'journal'

/** At most one OpenOutbox is alive; those before it answer nothing any more. */
export interface OutboxDisk {
  open(clock: OutboxClock): OpenOutbox
  close(): void
  /** `chance` in [0, 1) chooses what a power cut leaves of what was not synced. */
  crash(kind: CrashKind, chance: number): void
  /** The process dies, and one of the two files is gone. */
  lose(file: OutboxFile): void
  /** The disk refuses the `n`th write from now. */
  failAt(n: number): void
  /** The process dies at the `n`th write from now. */
  dieAt(n: number, onDeath: () => void): void
  remove(): void
}

/** Those that change nothing. */
export const READING: ReadonlySet<string> = new Set(['getDraft', 'listDrafts', 'badge', 'listUnsent', 'listRefused', 'listMade', 'hopeless', 'history', 'exportForSupport', 'nextBatch'])
