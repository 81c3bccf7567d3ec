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

/** Why no deck can be composed: the city was never synchronised; no such area, or one below streets; no day; not one report is held; the period ends before the data begins, or begins after it was confirmed last. */
export const WHY_NO_DECK = ['nothing-held', 'unknown-area', 'too-small', 'no-day', 'no-reports', 'before-data', 'not-yet'] as const
export type WhyNoDeck = (typeof WHY_NO_DECK)[number]
export type Composed = { state: 'composed'; briefing: Briefing } | { state: 'refused'; why: WhyNoDeck }

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
/** PNGs leave together, in a ZIP. */
export const DECK_PAGE_FORMATS = ['pdf', 'png'] as const satisfies readonly DeckFormat[]
export type DeckPageFormat = (typeof DECK_PAGE_FORMATS)[number]

/** A map as the page drew it; its bytes were sent before, under the name `upload`. */
export type SentPicture = Omit<DrawnPicture, 'bytes'> & { upload: string }

export interface BriefingOrder {
  job: string
  run: string
  /** What the page shows now; kept before anything is written. */
  edits: DeckEdits
  format: DeckFileFormat
  /** Every map of the slides shown. */
  pictures: SentPicture[]
  purpose: string
}

/** Pages that the page itself draws and is about to hand over. */
export interface PagesLeaving {
  run: string
  edits: DeckEdits
  format: DeckPageFormat
  /** Those that leave, in their order. */
  slides: string[]
  purpose: string
}

/** What is left out stays as it is; the logo's bytes were sent before. */
export interface StyleChange {
  accent?: string | undefined
  font?: DeckFont | undefined
  logo?: { upload: string } | null | undefined
}

/** Fonts that an office PC's programs have; no file names another. */
export const DECK_FONTS = ['Microsoft YaHei', 'DengXian', 'SimHei', 'SimSun', 'KaiTi', 'FangSong'] as const
export type DeckFont = (typeof DECK_FONTS)[number]

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
/** Bytes of a logo, and pixels of a side. */
export const MOST_LOGO_BYTES = 1e6
export const MOST_LOGO_SIDE = 4_000
