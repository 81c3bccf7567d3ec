/** A briefing that is made by itself at its hour and put into a folder: what is set for it, and what became of it. Each user of a PC has one of their own. */
import { type ComposeOrder, WHY_NO_DECK } from './briefing.ts'
import type { DeckKind } from './deck.ts'

export interface BriefingSchedule {
  isOn: boolean
  kind: DeckKind
  area: string | null
  english: boolean
  /** ISO: Monday is 1, Sunday 7. Null: every day. */
  weekday: number | null
  /** `HH:mm` on a clock of the city's zone. */
  time: string
  /** Stands on every record of it, as on that of a briefing which is taken out by hand. */
  purpose: string
}

/** Why no deck can be composed, and the codes of failures that a person can do something about; every other is `internal`. */
export const WHY_NOT_MADE = [
  ...WHY_NO_DECK, 'no-approval', 'no-folder', 'disk-full', 'not-writable', 'not-signed-in', 'unrecorded', 'storage', 'too-busy', 'changed', 'cancelled', 'internal',
] as const
export type WhyNotMade = (typeof WHY_NOT_MADE)[number]

/** `unable`: a host without folders of its own, the browser's. */
export type ScheduleHere =
  | { state: 'unable' }
  | {
      state: 'here'
      /** Null: none was ever set. */
      schedule: BriefingSchedule | null
      folder: string | null
      /** The instant of the next one, in the past where one is due; null while it is off. */
      nextAt: number | null
      trouble: { why: WhyNotMade; at: number } | null
      last: { path: string; at: number } | null
    }

/** Given to one asker at a time, who makes it and hands the file over under this lease. */
export interface DueBriefing {
  lease: string
  question: ComposeOrder['question']
  purpose: string
}
