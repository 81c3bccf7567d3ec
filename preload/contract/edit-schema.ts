/** What a person wants changed, as schemas: the page's door and the wire of pushes check the same shapes. Field names are those of the rows. */
import { z } from 'zod'
import { CASE_COLUMNS, CASE_OUTPUTS, LONGEST_PURPOSE } from './case-output.ts'
import { CASE_ACTIONS, CASE_GROUPS, HANDED_OVER_TO, type EditField } from './case-flow.ts'
import { MOST_WHOLE_CASES } from './case-question.ts'
import { CASE_STATUSES } from './case-status.ts'
import { DECK_FORMATS, ExportedDeck } from './deck-output.ts'
import { PHOTO_LIMITS, PHOTO_NAME } from './photo.ts'
import { CaseOrder, CaseQuestion } from './question-schema.ts'
import { ACCESS_RULES, ATTENDANCES, MOST_VOLUNTEERS, SITE_GROUPS, SITE_STATES } from './site-edit.ts'

z.config({ jitless: true })

/** Code points of a text. */
export const LONGEST_TEXT = 8_000

// Years a city can mean: in any other, a clock or a unit was wrong.
export const Instant = z.iso.datetime({ offset: true }).regex(/^(19|20|21)/)
export const Id = z.string().min(1).max(200)
export const Longitude = z.number().min(-180).max(180)
export const Latitude = z.number().min(-90).max(90)

/** Zod counts code points. Half a character or a zero byte would come back as another text. */
const textUpTo = (most: number) => z.string().max(most).refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'holds half a character or a zero byte' })
const Words = textUpTo(LONGEST_TEXT)
const NonEmpty = Words.refine((text) => text.trim() !== '', { error: 'must say something' })
const Name = textUpTo(200).refine((text) => text.trim() !== '', { error: 'must name something' })
const StoredId = Id.refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'no name' })
const Place = textUpTo(500)
export const OpId = z.uuid()

/**
 * The version of each field group that the op builds on, or the earlier op that made it. A version that an own op made is better
 * named by that op, also when it is known: the name survives a restore of the central, the number does not.
 * Every group that the op changes must be named.
 */
export const Base = z.partialRecord(z.enum(CASE_GROUPS), z.union([z.int().min(1), z.strictObject({ op: OpId })]))

/** Strict: a field that this program does not know would be lost without a word. */
export const ActionSet = z.strictObject({
  reason: NonEmpty.optional(), into: StoredId.optional(), class: StoredId.optional(), place: Place.optional(), due_at: Instant.optional(), department: Name.optional(),
  result: NonEmpty.optional(), until: Instant.optional(), photos: z.array(z.string().regex(PHOTO_NAME)).max(PHOTO_LIMITS.atOnce).optional(),
})

/** Fields of a case beside the flow; a longitude comes with its latitude, WGS-84. */
export const EditSet = z.strictObject({
  class: StoredId.optional(), due_at: Instant.optional(), area: StoredId.optional(), place: Place.optional(), lng: Longitude.optional(), lat: Latitude.optional(), text: Words.optional(),
  supervised: z.boolean().optional(), urgent: z.boolean().optional(), danger_to_life: z.boolean().optional(),
} satisfies { [field in EditField]: z.ZodType })

/** A step of the case flow. `from` and `to` are what the person saw and meant; they must agree with the table. */
export const TransitionIntent = z.strictObject({
  op_id: OpId, kind: z.literal('transition'), type: z.literal('case'), id: StoredId, base: Base, action: z.enum(CASE_ACTIONS), from: z.enum(CASE_STATUSES), to: z.enum(CASE_STATUSES), set: ActionSet.optional(),
})

export const EditOfCaseIntent = z.strictObject({ op_id: OpId, kind: z.literal('edit'), type: z.literal('case'), id: StoredId, base: Base, set: EditSet })

/**
 * What is said of a case, in any status and beside its field groups: it never meets what others do to the case meanwhile. `id` is
 * the desk's own and stays the row's.
 */
const said = { op_id: OpId, type: z.literal('act'), id: z.uuid(), on: StoredId }

export const NoteIntent = z.strictObject({ ...said, kind: z.literal('note'), set: z.strictObject({ text: NonEmpty }) })

/** To whoever reported; `phrase` is the ready-made text it began with, for the count of what is used. */
export const ReplyIntent = z.strictObject({ ...said, kind: z.literal('reply'), set: z.strictObject({ text: NonEmpty, phrase: StoredId.optional() }) })

/** Whether the report deserves points. Only the center grants them; until it has, a later proposal takes the place of an earlier one. */
export const ProposalIntent = z.strictObject({
  ...said, kind: z.literal('proposal'),
  set: z.strictObject({ valid: z.boolean(), reason: NonEmpty.optional() }).refine(({ valid, reason }) => valid || reason !== undefined, { error: 'says why it is not valid' }),
})

/**
 * A danger to life went to those who can help at once. `handed_at` is when, as the person says. The case is urgent from then on: whatever others did to its marks meanwhile stands in
 * nobody's way, but `seen`, the version of them that its author had before their eyes, is what an edit that builds on this one is measured by.
 */
export const HandoverIntent = z.strictObject({
  ...said, kind: z.literal('handover'), seen: z.union([z.int().min(1), z.strictObject({ op: OpId })]).optional(),
  set: z.strictObject({ to: z.enum(HANDED_OVER_TO), handed_at: Instant, text: Words.optional() }).refine(({ to, text }) => to !== 'other' || (text ?? '').trim() !== '', { error: 'says to whom' }),
})

/** A lead that came in by telephone. The central numbers it; the contact is masked in every row. */
export const CreateIntent = z.strictObject({
  op_id: OpId, kind: z.literal('create'), type: z.literal('case'), id: z.uuid(),
  set: z.strictObject({
    area: StoredId, class: StoredId, text: NonEmpty, place: Place, lng: Longitude, lat: Latitude, urgent: z.boolean(), danger_to_life: z.boolean(),
    reporter: z.strictObject({ name: textUpTo(200), phone: textUpTo(60) }).optional(),
  }),
})

/** Names a photo and says what it is; the center compares it with the bytes it holds. */
export const Photo = z.strictObject({
  sha256: z.string().regex(PHOTO_NAME), bytes: z.int().min(1).max(PHOTO_LIMITS.bytes), width: z.int().min(1).max(PHOTO_LIMITS.side), height: z.int().min(1).max(PHOTO_LIMITS.side),
})

/** A photo on a case, in any status. Its bytes go ahead of it. `id` is the desk's own and stays the row's. */
export const PhotoIntent = z.strictObject({
  op_id: OpId, kind: z.literal('photo'), type: z.literal('act'), id: z.uuid(), on: StoredId, set: Photo.extend({ caption: textUpTo(PHOTO_LIMITS.caption).optional() }),
})

/** Local minutes of the day per ISO weekday (1 = Monday); `to` above 1440 runs past midnight. */
export const OpeningHours = z.array(z.object({ weekday: z.int().min(1).max(7), from: z.int().min(0).max(1440), to: z.int().min(0).max(2880) })).max(28)

/** A correction of a friendly point: moved, misnamed, other hours, closed, another access rule. A longitude comes with its latitude, WGS-84. */
export const CorrectIntent = z.strictObject({
  op_id: OpId, kind: z.literal('correct'), type: z.literal('site'), id: StoredId,
  base: z.partialRecord(z.enum(SITE_GROUPS), z.union([z.int().min(1), z.strictObject({ op: OpId })])),
  set: z.strictObject({ name: Name.optional(), lng: Longitude.optional(), lat: Latitude.optional(), hours: OpeningHours.optional(), state: z.enum(SITE_STATES).optional(), access: z.enum(ACCESS_RULES).optional() }),
})

/** Whether a volunteer of a shift came; `was`: the mark that whoever sets it has before their eyes, null where there is none. */
export const AttendIntent = z.strictObject({
  op_id: OpId, kind: z.literal('attend'), type: z.literal('shift'), id: StoredId, was: z.enum(ATTENDANCES).nullable(),
  set: z.strictObject({ volunteer: z.int().min(1).max(MOST_VOLUNTEERS), is: z.enum(ATTENDANCES) }),
})

/** Every text in it, at any depth, can be kept as it is. */
const isSound = (value: unknown): boolean => (typeof value === 'string' ? value.isWellFormed() && !value.includes('\0') : typeof value !== 'object' || value === null || Object.values(value).every(isSound))

/** Of each kind of thing that leaves the console, the forms it leaves in. */
const FORMS: Record<'cases' | 'deck', readonly string[]> = { cases: CASE_OUTPUTS, deck: DECK_FORMATS }

/**
 * That cases or a briefing left the console: in which form, how many rows or slides, which, and what for. It tells of what has happened, so nobody takes it back, and it
 * changes no row. `id` stands in the file itself. `cases` where these were asked for by name, `deck` for a briefing, else the list's question and order.
 */
export const ExportIntent = z.strictObject({
  op_id: OpId, kind: z.literal('export'), type: z.literal('export'), id: z.uuid(),
  set: z.strictObject({
    format: z.enum([...new Set([...CASE_OUTPUTS, ...DECK_FORMATS])]), rows: z.int().min(0).max(1e9), columns: z.array(z.enum(CASE_COLUMNS)).max(CASE_COLUMNS.length).optional(),
    question: CaseQuestion.optional(), order: CaseOrder.optional(), cases: z.array(StoredId).max(MOST_WHOLE_CASES).optional(), deck: ExportedDeck.optional(),
    purpose: textUpTo(LONGEST_PURPOSE).refine((text) => text.trim() !== '', { error: 'must say what for' }), as_of: Instant.optional(),
  }).refine(({ question, cases, deck }) => [question, cases, deck].filter((one) => one !== undefined).length === 1, { error: 'either a question, cases or a deck' })
    .refine(({ format, deck }) => FORMS[deck === undefined ? 'cases' : 'deck'].includes(format), { error: 'does not leave in this form' })
    .refine(({ question }) => isSound(question), { error: 'holds half a character or a zero byte' }),
})

export const EditIntent = z.discriminatedUnion('kind', [TransitionIntent, EditOfCaseIntent, NoteIntent, ReplyIntent, ProposalIntent, HandoverIntent, CreateIntent, PhotoIntent, CorrectIntent, AttendIntent, ExportIntent])
