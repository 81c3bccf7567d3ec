/** HTTP as a desk speaks it, without a desk's patience: every answer is looked at. */
import { Problem, PROBLEM_BASE } from '../../main/sync/protocol.ts'
import type { z } from 'zod'

export type Answer<T> =
  | { ok: true; value: T; status: number }
  /** `type` is the problem's name; null when no central answered at all. */
  | { ok: false; type: string | null; head?: number; detail: string }

export interface Wire {
  json<S extends z.ZodType>(schema: S, address: string, path: string, method?: 'GET' | 'POST'): Promise<Answer<z.infer<S>>>
  bytes(address: string, path: string): Promise<Answer<Uint8Array>>
}

export const scopePath = (scope: string, rest: string): string => `/v1/scopes/${encodeURIComponent(scope)}/${rest}`

export function createWire(token: string): Wire {
  const ask = async (address: string, path: string, method: 'GET' | 'POST', accept: string): Promise<Answer<Uint8Array>> => {
    try {
      const response = await fetch(address + path, { method, headers: { Authorization: `Bearer ${token}`, accept }, signal: AbortSignal.timeout(60_000) })
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (response.ok) return { ok: true, value: bytes, status: response.status }
      const problem = Problem.safeParse(JSON.parse(Buffer.from(bytes).toString()))
      if (!problem.success) return { ok: false, type: 'no-problem-body', detail: `${response.status}` }
      const { type, head, detail } = problem.data
      return { ok: false, type: type.replace(PROBLEM_BASE, ''), detail: `${response.status} ${detail ?? ''}`, ...(head === undefined ? {} : { head }) }
    } catch (error) {
      return { ok: false, type: null, detail: String((error as Error).cause ?? error) }
    }
  }
  return {
    bytes: (address, path) => ask(address, path, 'GET', 'application/x-ndjson'),
    async json(schema, address, path, method = 'GET') {
      const answer = await ask(address, path, method, 'application/json')
      if (!answer.ok) return answer
      const parsed = schema.safeParse(JSON.parse(Buffer.from(answer.value).toString()))
      return parsed.success ? { ...answer, value: parsed.data } : { ok: false, type: 'unreadable', detail: parsed.error.message }
    },
  }
}
