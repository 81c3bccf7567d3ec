/** Checks at the door of what a page orders of briefings. */
import { z } from 'zod'
import { DECK_FILE_FORMATS, DECK_FONTS, DECK_PAGE_FORMATS } from './briefing.ts'
import { WHY_NOT_MADE } from './briefing-schedule.ts'
import { LONGEST_PURPOSE } from './case-output.ts'
import { contrastOnWhite, LEAST_CONTRAST } from './contrast.ts'
import { DECK_KINDS, LONGEST_SO_WHAT, LONGEST_TITLE } from './deck.ts'
import { MOST_SLIDES, SlideId } from './deck-output.ts'

z.config({ jitless: true })

const Id = z.string().min(1).max(200)
const Job = z.string().regex(/^[\w-]{8,64}$/)
export const Run = z.strictObject({ run: z.uuid() })

/** One line without half characters or characters that turn or hide what stands beside them. */
const lineUpTo = (most: number) => z.string().max(most).regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)
const Purpose = z.string().max(LONGEST_PURPOSE).refine((text) => text.trim() !== '' && text.isWellFormed(), 'says what it is for')

export const DeckEdits = z.strictObject({
  order: z.array(SlideId).max(MOST_SLIDES).refine((ids) => new Set(ids).size === ids.length, 'each slide once'),
  hidden: z.array(SlideId).max(MOST_SLIDES).refine((ids) => new Set(ids).size === ids.length, 'each slide once'),
  titles: z.record(SlideId, lineUpTo(LONGEST_TITLE)).refine((words) => Object.keys(words).length <= MOST_SLIDES, 'no more words than slides'),
  soWhats: z.record(SlideId, lineUpTo(LONGEST_SO_WHAT)).refine((words) => Object.keys(words).length <= MOST_SLIDES, 'no more words than slides'),
})

export const DeckQuestion = z.strictObject({ kind: z.enum(DECK_KINDS), area: Id.nullable(), lastDay: z.iso.date(), english: z.boolean() })
export const ComposeOrder = z.strictObject({ job: Job, question: DeckQuestion, again: Run.extend({ words: z.boolean() }).nullable() })
export const KeptEdits = Run.extend({ edits: DeckEdits })

/** A picture's bytes were sent before (`upload.add`). */
const SentPicture = z.strictObject({ id: Id, type: z.enum(['image/png', 'image/jpeg']), width: z.int().min(1).max(8_192), height: z.int().min(1).max(8_192), upload: Job })
export const BriefingOrder = KeptEdits.extend({ job: Job, format: z.enum(DECK_FILE_FORMATS), pictures: z.array(SentPicture).max(MOST_SLIDES), purpose: Purpose })
export const PagesLeaving = KeptEdits.extend({ format: z.enum(DECK_PAGE_FORMATS), slides: z.array(SlideId).min(1).max(MOST_SLIDES), purpose: Purpose })

const Lease = z.uuid()
export const Schedule = z.strictObject({
  isOn: z.boolean(), kind: z.enum(DECK_KINDS), area: Id.nullable(), english: z.boolean(), weekday: z.int().min(1).max(7).nullable(), time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/), purpose: Purpose,
})
export const Delivery = z.strictObject({ lease: Lease, job: Job })
export const NotMade = z.strictObject({ lease: Lease, why: z.enum(WHY_NOT_MADE) })

const Accent = z.string().regex(/^#[0-9A-Fa-f]{6}$/).refine((colour) => contrastOnWhite(colour) >= LEAST_CONTRAST, 'is read on white')
export const StyleChange = z.strictObject({ accent: Accent.optional(), font: z.enum(DECK_FONTS).optional(), logo: z.strictObject({ upload: Job }).nullable().optional() })
