/** Briefings on this PC: what a page orders, what is kept of each run, and the file that leaves. The deck itself has its words in `deck.ts`. */
import type { Deck, DeckEdits, DeckKind, DeckQuestion, DrawnPicture } from './deck.ts'
import type { DeckFormat } from './deck-output.ts'

export interface ComposeOrder {
  /** Names this order for its progress and its end; the asker's choice. */
  job: string
  question: DeckQuestion
  /** A briefing of the same kind whose edits are laid over this one: its order and hidden slides, with `words` its own titles and lines too. Null: none. */
  again: { run: string; words: boolean } | null
}

/** One run, as this PC keeps it for its user. */
export interface Briefing {
  /** As composed, never changed: whoever shows or writes it lays the edits over it (`editedDeck`). */
  deck: Deck
  edits: DeckEdits
  /** Last day of the briefing whose titles and lines were taken over: their figures are of its time. Null: none were. */
  wordsOf: string | null
}

/** What the list of recent briefings says of each. */
export interface BriefingHead {
  run: string
  kind: DeckKind
  area: string | null
  areaName: string
  lastDay: string
  english: boolean
  title: string
  madeAt: number
  asOf: number | null
  simulated: boolean
  /** Whether its user has changed anything of it. */
  isEdited: boolean
}

/** Made in the console; the other formats are pages, which the page draws. */
export const DECK_FILE_FORMATS = ['pptx', 'xlsx'] as const satisfies readonly DeckFormat[]
export type DeckFileFormat = (typeof DECK_FILE_FORMATS)[number]
export const DECK_PAGE_FORMATS = ['pdf', 'png'] as const satisfies readonly DeckFormat[]
export type DeckPageFormat = (typeof DECK_PAGE_FORMATS)[number]

export interface BriefingOrder {
  job: string
  run: string
  /** What the page shows now; kept before anything is written. */
  edits: DeckEdits
  format: DeckFileFormat
  /** Every map of the slides shown, as the page drew it. */
  pictures: DrawnPicture[]
  purpose: string
}

/** A finished file waits in the console's folder until it is handed over, dropped, or another person signs in. */
export interface BriefingFile {
  name: string
  type: string
  bytes: number
  slides: number
  asOf: number | null
  simulated: boolean
}

/** Kept on this PC; the oldest go when a new one is composed. */
export const MOST_BRIEFINGS = 60
/** Bytes of a picture of a map, and of a logo. */
export const MOST_PICTURE_BYTES = 12e6
export const MOST_LOGO_BYTES = 1e6
export const LONGEST_FONT = 60
