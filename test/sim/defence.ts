/** A defence of the product, as the simulation knows to take it out. */
import type { SourcePatch } from './source-patch.ts'

export interface Defence {
  name: string
  /** Null: this level has no such place. */
  patches: { 1: readonly SourcePatch[] | null; 2: readonly SourcePatch[] | null }
  /** Another defence, by name, that stands behind it: alone it need not be missed, without both of them it must be. */
  behind?: string
}
