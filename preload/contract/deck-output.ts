/** In which forms a briefing leaves the console, and what the record of it says of the deck: small enough for the wire, without the slides themselves. */
import { z } from 'zod'
import { DECK_KINDS } from './deck.ts'

// zod compiles with `eval` otherwise, which the page's content policy forbids.
z.config({ jitless: true })

export const DECK_FORMATS = ['pptx', 'pdf', 'png', 'xlsx'] as const
export type DeckFormat = (typeof DECK_FORMATS)[number]

/** Slides one deck may have. */
export const MOST_SLIDES = 40
export const SlideId = z.string().regex(/^[A-Za-z0-9-]{1,60}$/)

/** `slides`: those that left, in their order. */
export const ExportedDeck = z.strictObject({
  run: z.uuid(), kind: z.enum(DECK_KINDS),
  area: z.string().min(1).max(200).refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'no name' }).nullable(),
  last_day: z.iso.date(), slides: z.array(SlideId).min(1).max(MOST_SLIDES),
})
