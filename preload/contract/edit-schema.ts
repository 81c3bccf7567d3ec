/** What a person wants changed, as schemas: the page's door and the wire of pushes check the same shapes. Field names are those of the rows. */
import { z } from 'zod'
import { CASE_ACTIONS, CASE_GROUPS, HANDED_OVER_TO, type EditField } from './case-flow.ts'
import { CASE_STATUSES } from './case-status.ts'

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
  result: NonEmpty.optional(), until: Instant.optional(), photos: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(9).optional(),
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

/** A danger to life went to those who can help at once. `handed_at` is when, as the person says. The case is urgent from then on. */
export const HandoverIntent = z.strictObject({
  ...said, kind: z.literal('handover'),
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

export const EditIntent = z.discriminatedUnion('kind', [TransitionIntent, EditOfCaseIntent, NoteIntent, ReplyIntent, ProposalIntent, HandoverIntent, CreateIntent])
