/** A rule of the contract, as one sentence and one check. */
import { PROBLEM_TYPES, ROW_TYPES } from '../../main/sync/protocol.ts'
import type { ProblemType } from '../../main/sync/protocol.ts'
import type { Finding } from './finding.ts'
import { said } from './probe.ts'
import type { Probe } from './probe.ts'
import type { Answer } from './wire.ts'

export interface Rule {
  id: string
  /** What must hold. */
  title: string
  /** Where the contract says so. */
  where: string
  /** Whether it depends on options or data that a run may lack; any other rule that cannot be judged counts against the central. */
  mayMiss?: true
  check(probe: Probe): Promise<Finding>
}

/** undefined: no JSON in UTF-8. */
export function jsonOf(answer: Answer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes))
  } catch {
    return undefined
  }
}

export const asObject = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {})

export const mediaOf = (answer: Pick<Answer, 'headers'>): string => (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** The last word of the problem's type, whether known or not. */
export function problemOf(answer: Answer): string | null {
  const { type } = asObject(jsonOf(answer))
  return typeof type === 'string' ? (type.split('/').at(-1) ?? null) : null
}

export const isKnownProblem = (word: string | null): word is ProblemType => PROBLEM_TYPES.some((known) => known === word)
export const isKnownType = (word: string): word is (typeof ROW_TYPES)[number] => ROW_TYPES.some((known) => known === word)

/** null: refused as it must be. */
export function notRefused(answer: Answer, status: number, type: ProblemType): string | null {
  const given = problemOf(answer)
  return answer.status === status && given === type ? null : `${said(answer)} (${given ?? 'no problem type'}) instead of ${status} ${type}`
}

export const pathOf = (scope: string, rest: string): string => `/v1/scopes/${encodeURIComponent(scope)}/${rest}`

/** The first fault a list of checks finds, or kept. */
export const firstOf = (faults: Iterable<string | null>): Finding => {
  for (const fault of faults) if (fault !== null) return { broken: fault }
  return 'kept'
}
