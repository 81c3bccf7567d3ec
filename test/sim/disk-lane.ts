/** What every disk of a simulated desk shares: a lane that answers at once, and the mishaps that befall its writes. */
import { StoreFailure, toStoreFailure } from '../../main/store/failure.ts'
import type { Lane } from '../../main/store/lane.ts'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'

/** What happens to the write that now begins. */
export type WriteFate = 'done' | 'full' | 'death'

/** The process is gone: nobody hears of this. */
export class Death extends Error {}

export const diskFull = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })

export interface Mishaps {
  failAt(n: number): void
  dieAt(n: number, onDeath: () => void): void
  /** Asked once at the beginning of each write. */
  next(): WriteFate
  /** The process has ended at the write told by `next`. */
  mourn(): void
  clear(): void
}

export function createMishaps(): Mishaps {
  let full = 0
  let death = 0
  let mourner: (() => void) | null = null
  return {
    failAt(n) {
      full = n
    },
    dieAt(n, onDeath) {
      death = n
      mourner = onDeath
    },
    next() {
      full -= 1
      death -= 1
      if (death === 0) return 'death'
      return full === 0 ? 'full' : 'done'
    },
    mourn() {
      const tell = mourner
      mourner = null
      tell?.()
    },
    clear() {
      full = 0
      death = 0
      mourner = null
    },
  }
}

/** `gone`: the process was killed, its questions are never answered. `closed`: it ended its lane itself. */
export interface Session {
  state: 'open' | 'closed' | 'gone'
}

const silence = <T>(): Promise<T> => new Promise<T>(() => {})

/** `run` is a function of the writer's table, asked by name; `died` is called when a death befell it. */
export function diskLane(session: Session, run: (name: keyof WriterFunctions, input: unknown) => unknown, died: () => void): Lane<WriterFunctions> {
  const answer = (name: keyof WriterFunctions, input: unknown): Promise<{ value: unknown; tookMs: number }> => {
    if (session.state === 'gone') return silence()
    if (session.state === 'closed') return Promise.reject(new StoreFailure('stopped', 'the writer lane is closed'))
    try {
      return Promise.resolve({ value: run(name, input), tookMs: 0 })
    } catch (error) {
      if (!(error instanceof Death)) return Promise.reject(toStoreFailure(error))
      died()
      return silence()
    }
  }
  return {
    ask: answer as Lane<WriterFunctions>['ask'],
    close() {
      if (session.state === 'open') session.state = 'closed'
      return Promise.resolve()
    },
  }
}
