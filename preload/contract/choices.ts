/** Names and words that a screen offers: the city's own lists. Nothing is limited to them; whoever writes something else means it. */
import type { CaseAction } from './case-flow.ts'

export interface Department {
  id: string
  name: string
  nameEn: string | null
  /** A district or a street that it works for; null: the whole city. */
  area: string | null
  simulated: boolean
}

export const PHRASE_KINDS = ['reply', 'reason'] as const

/** `reply`: to whoever reported. `reason`: the words that go with an action, its result included. */
export interface Phrase {
  id: string
  kind: (typeof PHRASE_KINDS)[number]
  /** Null: for any action. An action that this program does not know is offered for none. */
  action: CaseAction | null
  text: string
  textEn: string | null
  simulated: boolean
}

export interface Choices {
  departments: Department[]
  phrases: Phrase[]
}
