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
/** As much of a Response as the engine reads. */
export interface FetchAnswer {
  status: number
  headers: { get(name: string): string | null }
  body: AsyncIterable<Uint8Array> | null
}
export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: string
  /** In the place of a text. */
  content?: Uint8Array<ArrayBuffer>
  redirect: 'manual'
  signal: AbortSignal
}
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>

export interface Ports {
  clock: Clock
  random: Random
  scheduler: Scheduler
  ids: Ids
  fetch: Fetch
}
