/** The one door of the core: checks the input, calls the handler, and answers with the value or a failure of the closed union. */
import type { Answer, Input, Method, Output } from '../../preload/contract/api.ts'
import { INPUTS } from '../../preload/contract/schema.ts'
import { StoreFailure, type StoreFailureCode } from '../store/failure.ts'
import { Refusal } from './refusal.ts'

export type Handlers = { [M in Method]: (input: Input<M>) => Promise<Output<M>> | Output<M> }

export interface DispatchOptions {
  /** Calls in progress at once; more are answered `too-busy`. A screen asks about a dozen. */
  limit?: number
  /** Hears of every error that was not on purpose. */
  onError?: (method: string, error: unknown) => void
}
export type Dispatch = (method: string, input: unknown) => Promise<Answer<unknown>>

/** Never rejects. */
export function createDispatch(handlers: Handlers, options: DispatchOptions = {}): Dispatch {
  const limit = options.limit ?? 64
  let inProgress = 0
  return async (method, input) => {
    if (!isMethod(method)) return fail('unknown-method', method.slice(0, 100))
    const checked = INPUTS[method].safeParse(input)
    if (!checked.success) return fail('bad-input', describe(checked.error.issues))
    if (inProgress >= limit) return fail('too-busy', `${inProgress} calls in progress`)
    inProgress++
    const startedAt = performance.now()
    try {
      const value = await (handlers[method] as (input: unknown) => unknown)(checked.data)
      return { ok: true, value, tookMs: performance.now() - startedAt }
    } catch (error) {
      if (error instanceof Refusal) return fail(error.code, error.message)
      if (error instanceof StoreFailure && error.code !== 'internal') return fail(STORE_CODES[error.code], error.message)
      options.onError?.(method, error)
      return fail('internal', error instanceof Error ? error.message : String(error))
    } finally {
      inProgress--
    }
  }
}

const STORE_CODES: Record<Exclude<StoreFailureCode, 'internal'>, Refusal['code']> = {
  superseded: 'superseded', stopped: 'stopped', owned: 'storage', future: 'storage', damaged: 'storage', storage: 'storage', runtime: 'storage', sealed: 'storage',
}

// Own keys only: `constructor` and `__proto__` are names too.
const isMethod = (name: string): name is Method => Object.hasOwn(INPUTS, name)

const fail = (code: Refusal['code'], detail: string): Answer<never> => ({ ok: false, failure: { code, detail } })

const describe = (issues: { path: PropertyKey[]; message: string }[]): string =>
  issues.slice(0, 3).map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ')
