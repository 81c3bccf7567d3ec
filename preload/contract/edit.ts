/** The nouns of editing: what a person wants changed, how each edit fares, what waits for the person, and the form not yet saved. */
import type { z } from 'zod'
import type { CaseGroup, WhyNot } from './case-flow.ts'
import type { Base, EditIntent as Intent } from './edit-schema.ts'

/** One edit as a page hands it over. `op_id` is a random UUID made once per intent: saving it twice is saving it once. */
export type EditIntent = z.infer<typeof Intent>

/** What a person has before their eyes of each field group of a case; whoever edits hands it back, so that what somebody else changed meanwhile is noticed. */
export type CaseBase = z.infer<typeof Base>

/** The same of a friendly point. */
export type SiteBase = Extract<EditIntent, { kind: 'correct' }>['base']

/** The three plain marks: on this PC only · received by the center, which this PC has not heard back yet · refused, and waiting for its author. */
export const EDIT_MARKS = ['unsent', 'received', 'refused'] as const
export type EditMark = (typeof EDIT_MARKS)[number]

/** Where an edit stands. Not sent: queued, sending, unknown (sent, and no answer came). Taken: applied, satisfied (was so already). Waiting for its author: conflict, rejected, blocked (by another one that failed). Over: resolved, withdrawn. */
export type EditState = 'queued' | 'sending' | 'unknown' | 'applied' | 'satisfied' | 'conflict' | 'rejected' | 'blocked' | 'resolved' | 'withdrawn'

/** Null: it is over, and what it did is in the rows or was let go. */
export function markOf(state: EditState): EditMark | null {
  switch (state) {
    case 'queued': case 'sending': case 'unknown': return 'unsent'
    case 'applied': case 'satisfied': return 'received'
    case 'conflict': case 'rejected': case 'blocked': return 'refused'
    case 'resolved': case 'withdrawn': return null
  }
}

/** The case an edit is about; null: about something else. */
export const caseOfIntent = (intent: EditIntent): string | null => ('on' in intent ? intent.on : intent.type === 'case' ? intent.id : null)

/** Where an edit was made: a form, and the row or occasion it is about. */
export interface DraftName {
  form: string
  key: string
}
export interface Draft extends DraftName {
  /** The form's content as JSON text. */
  body: string
  at: number
}

/** One edit of this user on this PC. */
export interface EditEntry {
  /** Order of saving on this PC. */
  n: number
  opId: string
  scope: string
  /** Null: of a kind that this version of the program does not know; it is sent all the same. */
  intent: EditIntent | null
  state: EditState
  /** By this PC's clock; shown, never decided by. */
  madeAt: number
  ageMs: number
  /** How often it was sent. */
  attempts: number
  /** Whether it was made under a practice central. */
  simulated: boolean
}

/** What the center says a field group is now; the other fields are those of the row. */
export interface CurrentGroup {
  by?: string | undefined
  by_name?: string | undefined
  at?: string | undefined
  [field: string]: unknown
}

/** An edit that did not take effect. */
export interface RefusedEdit extends EditEntry {
  /** Last word of the problem's type; a screen words the ones it knows (OP_PROBLEMS). */
  problem: string | null
  detail: string | null
  why: WhyNot | null
  current: { [group in CaseGroup]?: CurrentGroup }
  /** The edit it depends on, which failed. */
  blockedOn: string | null
}

/** Which way out of a refusal a person chose: what the others did stands · the same again on the present state · only the words are kept, as a note · it is simply let go. */
export const WAYS_OUT = ['accept-theirs', 'redo', 'keep-note', 'discard'] as const
export type WayOut = (typeof WAYS_OUT)[number]

export interface EditBadge {
  unsent: number
  /** Age of the oldest unsent edit; null when there is none. */
  oldestMs: number | null
  refused: number
  drafts: number
  /** So many wait that saving more may soon be refused. */
  isCrowded: boolean
  /** Why nothing can be saved on this PC; null: it can. */
  sealed: { why: 'future' | 'both-damaged' | 'unwritable' | 'unavailable'; detail: string } | null
}

export type Saved =
  | { saved: true; unsent: number; isCrowded: boolean }
  /**
   * `full`: no room on the disk. `too-many`: nothing more is accepted until some are sent. `sealed`: see the badge. `reuse`: the op_id is that of another edit.
   * `malformed`: it could not be kept as it is. `unknown-row`: this desk does not hold what it is about. `storage`: the system refused for another reason.
   */
  | { saved: false; why: 'full' | 'too-many' | 'sealed' | 'reuse' | 'malformed' | 'unknown-row' | 'storage'; detail: string }

/** One thing that befell an edit. */
export interface EditEvent {
  at: number
  from: EditState
  to: EditState
  why: string | null
}
