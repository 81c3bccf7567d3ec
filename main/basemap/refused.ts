/** Why a file is no base map for this console: thrown by every step of the check, told in words by the screen. */
import type { BaseMapFault } from '../../preload/contract/base-map.ts'

export class Refused extends Error {
  readonly fault: BaseMapFault

  constructor(fault: BaseMapFault, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'Refused'
    this.fault = fault
  }
}

/** Any error as a refusal: what the system would not read, and what no step foresaw, are refusals too. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  const code = (error as { code?: unknown } | null)?.code
  return new Refused(code === 'ENOSPC' ? 'no-room' : 'unreadable', error instanceof Error ? error.message : String(error), { cause: error })
}
