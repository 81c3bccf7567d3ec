/** The thread face of a table of functions: one worker, one question at a time, names and types derived from the table. */
import { Worker } from 'node:worker_threads'
import { StoreFailure, type StoreFailureCode } from './failure.ts'

/** `never` as the input lets tables hold functions of any input; callers see the precise one. */
export type Functions<C> = Record<string, (context: C, input: never) => unknown>
type Names<F> = Extract<keyof F, string>
type InputOf<F, N extends keyof F> = F[N] extends (context: never, input: infer I) => unknown ? I : never
type OutputOf<F, N extends keyof F> = F[N] extends (...args: never) => infer O ? O : never

export interface Timed<T> {
  value: T
  /** Time inside the function, without the queue. */
  tookMs: number
}
export interface AskOptions {
  /** A waiting question with the same key is answered 'superseded' by this newer one; one already running goes on. */
  replaces?: string
  /** Buffers handed over instead of copied. */
  transfer?: ArrayBuffer[]
}
export interface Lane<F> {
  ask<N extends Names<F>>(name: N, input: InputOf<F, N>, options?: AskOptions): Promise<Timed<OutputOf<F, N>>>
  /** Waits for the running question, refuses the waiting ones, closes the database and lets the thread end. */
  close(): Promise<void>
}

export type ToLane = { n: number; name: string; input: unknown } | { close: true }
export type FromLane =
  | { ready: true; opened: unknown }
  | { n: number; ok: true; value: unknown; tookMs: number }
  | { n: number; ok: false; code: StoreFailureCode; detail: string }
  | { failed: true; code: StoreFailureCode; detail: string }

interface Question {
  name: string
  input: unknown
  options: AskOptions
  resolve(answer: Timed<unknown>): void
  reject(failure: StoreFailure): void
}

/** The worker beside this module: `.ts` from source, `.js` once compiled. */
function entryUrl(entry: string): URL {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  return new URL(`./${entry}${extension}`, import.meta.url)
}

/** Starts `entry` ('writer' or 'reader') and resolves once its database is open; `opened` is what the entry had to say. */
export function openLane<F>(entry: string, workerData: unknown): Promise<Lane<F> & { opened: unknown }> {
  const worker = new Worker(entryUrl(entry), { workerData, name: entry })
  const waiting: Question[] = []
  let running: Question | null = null
  let n = 0
  let stopped: StoreFailure | null = null
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
  })

  const next = (): void => {
    running = waiting.shift() ?? null
    if (!running) return
    n += 1
    try {
      worker.postMessage({ n, name: running.name, input: running.input } satisfies ToLane, running.options.transfer ?? [])
    } catch (error) {
      const question = running
      question.reject(new StoreFailure('internal', error instanceof Error ? error.message : String(error)))
      next()
    }
  }
  const refuseAll = (failure: StoreFailure): void => {
    stopped ??= failure
    running?.reject(failure)
    running = null
    for (const question of waiting.splice(0)) question.reject(failure)
  }
  const settle = (message: Extract<FromLane, { n: number }>): void => {
    const question = running
    next()
    if (message.ok) question?.resolve({ value: message.value, tookMs: message.tookMs })
    else question?.reject(new StoreFailure(message.code, message.detail))
  }

  const lane: Lane<F> = {
    ask(name, input, options = {}) {
      return new Promise((resolve, reject) => {
        if (stopped) {
          reject(stopped)
          return
        }
        if (options.replaces !== undefined) {
          const old = waiting.findIndex((q) => q.options.replaces === options.replaces)
          if (old >= 0) waiting.splice(old, 1)[0]?.reject(new StoreFailure('superseded', `a newer ${name} came`))
        }
        waiting.push({ name, input, options, resolve: resolve as Question['resolve'], reject })
        if (!running) next()
      })
    },
    async close() {
      stopped ??= new StoreFailure('stopped', `the ${entry} lane is closed`)
      for (const question of waiting.splice(0)) question.reject(stopped)
      worker.postMessage({ close: true } satisfies ToLane, [])
      await ended
    },
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromLane) => {
      if ('n' in message) settle(message)
      else if ('ready' in message) resolve({ ...lane, opened: message.opened })
      else reject(new StoreFailure(message.code, message.detail))
    })
    worker.on('error', (error) => {
      const failure = new StoreFailure('internal', error.stack ?? error.message)
      refuseAll(failure)
      reject(failure)
    })
    worker.on('exit', () => {
      refuseAll(new StoreFailure('stopped', `the ${entry} thread ended`))
      reject(new StoreFailure('stopped', `the ${entry} thread ended`))
    })
  })
}
