/** The powers the engine receives from outside, so that a simulation runs the same code with other ones. */

export interface Clock {
  /** Milliseconds that only grow; every decision uses these. */
  monotonic(): number
  /** Milliseconds UTC, for display and for the age of data; no decision reads it. */
  wall(): number
}
/** Uniform in [0, 1). */
export type Random = () => number
export interface Scheduler {
  /** Runs `work` once after the delay, unless the returned function is called before. */
  after(delayMs: number, work: () => void): () => void
}
/** Names of requests, unlike any other. */
export type Ids = () => string
export type Fetch = (url: string, init: { method: string; headers: Record<string, string>; body?: string; redirect: 'manual'; signal: AbortSignal }) => Promise<Response>

export interface Ports {
  clock: Clock
  random: Random
  scheduler: Scheduler
  ids: Ids
  fetch: Fetch
}
