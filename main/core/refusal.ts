/** A failure on purpose: thrown by a handler, answered with its code. Every other error is answered as `internal`. */
import type { FailureCode } from '../../preload/contract/api.ts'

export class Refusal extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'Refusal'
    this.code = code
  }
}
