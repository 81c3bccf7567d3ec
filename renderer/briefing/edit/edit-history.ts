/** Edits with the way back: every change is one step, but a line that is being typed is one step until something else is done. */
import type { DeckEdits } from '../../../preload/contract/deck.ts'

export interface EditHistory {
  now: DeckEdits
  /** Oldest first. */
  before: { edits: DeckEdits; /** What the step that followed changed. */ what: string }[]
}

const MOST_STEPS = 200

export const beginHistory = (edits: DeckEdits): EditHistory => ({ now: edits, before: [] })

/** `what` names the change; typing in the same line has the same name. */
export function step({ now, before }: EditHistory, next: DeckEdits, what: string): EditHistory {
  if (next === now) return { now, before }
  const isTypedOn = what.includes(':') && before.at(-1)?.what === what
  return { now: next, before: isTypedOn ? before : [...before, { edits: now, what }].slice(-MOST_STEPS) }
}

export function stepBack({ now, before }: EditHistory): EditHistory {
  const last = before.at(-1)
  return last === undefined ? { now, before } : { now: last.edits, before: before.slice(0, -1) }
}
