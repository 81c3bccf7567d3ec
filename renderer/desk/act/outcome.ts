/** What was just saved, for the line that says so. */
import type { EditSet } from './intents.ts'

export interface Done {
  /** What it did. */
  words: string
  opIds: string[]
  /** What would undo it once it has been sent; null: only another step of the flow could. */
  undo?: EditSet | null
}
