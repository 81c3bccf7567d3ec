/** Why a file is not checked: thrown while it is read, answered with its fault. */
import type { DeckFault } from '../../../preload/contract/deck.ts'

export class DeckRefusal extends Error {
  readonly fault: DeckFault

  constructor(fault: DeckFault, detail: string) {
    super(detail)
    this.name = 'DeckRefusal'
    this.fault = fault
  }
}
