/** The one door of the core: checks the input, calls the handler, and answers with the value or a failure of the closed union. */
import type { Answer, Input, Method, Output } from '../../preload/contract/api.ts'
import { INPUTS } from '../../preload/contract/schema.ts'
import { StoreFailure, type StoreFailureCode } from '../store/failure.ts'
import { type Audience, mayAsk, mayCall } from './audience.ts'
import { Refusal } from './refusal.ts'

export type Handlers = { [M in Method]: (input: Input<M>) => Promise<Output<M>> | Output<M> }

export interface DispatchOptions {
  /** Calls in progress at once; more are answered `too-busy`. A screen asks about a dozen. */
  limit?: number
  /** The same for all walls together: one that is out of control leaves the desk its places. */
  wallLimit?: number
  /** Hears of every error that was not on purpose. */
  onError?: (method: string, error: unknown) => void
}
export type Dispatch = (method: string, input: unknown, audience?: Audience) => Promise<Answer<unknown>>

/** Never rejects. */
export function createDispatch(handlers: Handlers, options: DispatchOptions = {}): Dispatch {
  const limits = { desk: options.limit ?? 64, wall: options.wallLimit ?? 16 }
  const inProgress = { desk: 0, wall: 0 }
  return async (method, input, audience = 'desk') => {
    // Before anything else: a wall does not even learn which methods there are.
    if (!mayCall(audience, method)) return fail('refused', 'not for a wall')
    if (!isMethod(method)) return fail('unknown-method', method.slice(0, 100))
    const checked = INPUTS[method].safeParse(input)
    if (!checked.success) return fail('bad-input', describe(checked.error.issues))
    if (!mayAsk(audience, checked.data)) return fail('refused', 'another wall')
    const kind = audience === 'desk' ? 'desk' : 'wall'
    if (inProgress[kind] >= limits[kind]) return fail('too-busy', `${inProgress[kind]} calls in progress`)
    inProgress[kind]++
    const startedAt = performance.now()
    try {
      const value = await (handlers[method] as (input: unknown) => unknown)(checked.data)
      return { ok: true, value, tookMs: performance.now() - startedAt }
    } catch (error) {
      if (!isOnPurpose(error)) options.onError?.(method, error)
      const failure = failureOf(error)
      // A message may name a folder of this PC or a row: a wall is told the code.
      return fail(failure.code, kind === 'wall' ? '' : failure.detail)
    } finally {
      inProgress[kind]--
    }
  }
}

const isOnPurpose = (error: unknown): boolean => error instanceof Refusal || (error instanceof StoreFailure && error.code !== 'internal')

function failureOf(error: unknown): { code: Refusal['code']; detail: string } {
  if (error instanceof Refusal) return { code: error.code, detail: error.message }
  if (error instanceof StoreFailure && error.code !== 'internal') return { code: STORE_CODES[error.code], detail: error.message }
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) }
}

const STORE_CODES: Record<Exclude<StoreFailureCode, 'internal'>, Refusal['code']> = {
  superseded: 'superseded', stopped: 'stopped', owned: 'storage', future: 'storage', damaged: 'storage', storage: 'storage', runtime: 'storage', sealed: 'storage',
}

// Own keys only: `constructor` and `__proto__` are names too.
const isMethod = (name: string): name is Method => Object.hasOwn(INPUTS, name)

const fail = (code: Refusal['code'], detail: string): Answer<never> => ({ ok: false, failure: { code, detail } })

const describe = (issues: { path: PropertyKey[]; message: string }[]): string =>
  issues.slice(0, 3).map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ')
