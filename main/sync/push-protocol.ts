/** The wire contract of pushing: what a desk wants changed, as ops, and what became of each. The central alone decides. */
import { z } from 'zod'
import { CASE_ACTIONS, CASE_GROUPS, WHY_NOT, type EditField } from '../../preload/contract/case-flow.ts'
import { CaseStatus, Epoch, GroupVersions, Id, Instant, Latitude, LIMITS, Longitude, PROBLEM_BASE, ScopeId } from './protocol.ts'

/** Of the ops that this program writes; a central accepts older ones for a year at least. */
export const PUSH_FORMAT = 1

/** Zod counts code points. Half a character or a zero byte would come back as another text. */
const textUpTo = (most: number) => z.string().max(most).refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'holds half a character or a zero byte' })
const Words = textUpTo(LIMITS.textPoints)
const NonEmpty = Words.refine((text) => text.trim() !== '', { error: 'must say something' })
const Name = textUpTo(200).refine((text) => text.trim() !== '', { error: 'must name something' })
const StoredId = Id.refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'no name' })
const OpId = z.uuid()

/**
 * The version of each field group that the op builds on, or the earlier op that made it. A version that an own op made is better
 * named by that op, also when it is known: the name survives a restore of the central, the number does not.
 * Every group that the op changes must be named.
 */
export const Base = z.partialRecord(z.enum(CASE_GROUPS), z.union([z.int().min(1), z.strictObject({ op: OpId })]))

const common = {
  op_id: OpId,
  /** Wall clock of the desk, and how far it was off the central's when they last spoke; neither decides anything. */
  made_at: Instant,
  skew_ms: z.number(),
  /** Ops that must have been applied before, whatever rows they are of. */
  depends_on: z.array(OpId).max(20).optional(),
  /** The refused or conflicting op of the same account that this one settles. */
  resolves: OpId.optional(),
}

/** Strict: a field that this central does not know would be lost without a word. */
export const ActionSet = z.strictObject({
  reason: NonEmpty.optional(), into: StoredId.optional(), class: StoredId.optional(), place: textUpTo(500).optional(), due_at: Instant.optional(), department: Name.optional(),
  result: NonEmpty.optional(), until: Instant.optional(), photos: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(9).optional(),
})

/** A step of the case flow. `from` and `to` are what the person saw and meant; they must agree with the table. */
export const TransitionOp = z.strictObject({
  ...common, kind: z.literal('transition'), type: z.literal('case'), id: StoredId, base: Base, action: z.enum(CASE_ACTIONS), from: CaseStatus, to: CaseStatus, set: ActionSet.optional(),
})

/** Fields of a case beside the flow; a longitude comes with its latitude, WGS-84. */
export const EditSet = z.strictObject({
  class: StoredId.optional(), due_at: Instant.optional(), area: StoredId.optional(), place: textUpTo(500).optional(), lng: Longitude.optional(), lat: Latitude.optional(), text: Words.optional(),
  supervised: z.boolean().optional(), urgent: z.boolean().optional(), danger_to_life: z.boolean().optional(),
} satisfies { [field in EditField]: z.ZodType })

export const EditOp = z.strictObject({ ...common, kind: z.literal('edit'), type: z.literal('case'), id: StoredId, base: Base, set: EditSet })

/** A note on a case, in any status. `id` is the desk's own and stays the row's. */
export const NoteOp = z.strictObject({ ...common, kind: z.literal('note'), type: z.literal('act'), id: z.uuid(), on: StoredId, set: z.strictObject({ text: NonEmpty }) })

/** A lead that came in by telephone. The central numbers it; the contact is masked in every row. */
export const CreateOp = z.strictObject({
  ...common, kind: z.literal('create'), type: z.literal('case'), id: z.uuid(),
  set: z.strictObject({
    area: StoredId, class: StoredId, text: NonEmpty, place: textUpTo(500), lng: Longitude, lat: Latitude, urgent: z.boolean(), danger_to_life: z.boolean(),
    reporter: z.strictObject({ name: textUpTo(200), phone: textUpTo(60) }).optional(),
  }),
})

export const Op = z.discriminatedUnion('kind', [TransitionOp, EditOp, NoteOp, CreateOp])
export type Op = z.infer<typeof Op>

/** Ops of one row in the order they were made. Each is read by itself: one that is no op does not stop the others. */
export const Push = z.object({ client: z.uuid(), epoch: Epoch, format: z.int().min(1), ops: z.array(z.unknown()).max(LIMITS.pushOps) })
export type Push = z.infer<typeof Push>
/** The same as a desk writes it. */
export const PushBody = Push.extend({ ops: z.array(Op).max(LIMITS.pushOps) })

/** Why one op did not take effect; the last word of a problem's type, as for whole answers. */
export const OP_PROBLEMS = {
  /** The group has changed since the op's base: `current` says to what, by whom and when. */
  'group-changed': { status: 409, title: 'Somebody else has changed this meanwhile' },
  'already-dispatched': { status: 409, title: 'Somebody else has dispatched this case' },
  gone: { status: 409, title: 'There is no such case any more' },
  'illegal-transition': { status: 409, title: 'The case flow does not allow this step' },
  'op-forbidden': { status: 403, title: 'The account may not do this' },
  'op-invalid': { status: 422, title: 'The op does not follow the contract' },
  'op-id-reuse': { status: 422, title: 'The op id was used for something else' },
  'op-in-progress': { status: 409, title: 'The central could not decide this now; send the same op again' },
} as const
export type OpProblemType = keyof typeof OP_PROBLEMS

/** What a group is now. `by`, `by_name` and `at` are missing where no act tells. */
const CurrentGroup = z.looseObject({ gver: z.int().min(1), by: z.string().optional(), by_name: z.string().optional(), at: Instant.optional() })

export const OpProblem = z.object({
  type: z.string().startsWith(PROBLEM_BASE), title: z.string(), status: z.int(), detail: z.string().optional(),
  /** Of an illegal step: the reason of the case flow. */
  why: z.enum(WHY_NOT).optional(),
  current: z.record(z.string().max(40), CurrentGroup).optional(),
})
export type OpProblem = z.infer<typeof OpProblem>

/** The row the op is of, as it was when the op was decided; `ver` is that row's, `gver` its case's. */
const done = { scope: ScopeId, seq: z.int().min(0), ver: z.int().min(1), gver: GroupVersions, at: Instant, clock_off: z.boolean().optional() }
/** As it was sent, cut where it is no id. */
const answered = { op_id: z.string().max(200) }

export const OpResult = z.discriminatedUnion('result', [
  z.object({ ...answered, result: z.literal('applied'), ...done }),
  /** Already so, by whomever: recorded, nothing changed. */
  z.object({ ...answered, result: z.literal('satisfied'), ...done }),
  z.object({ ...answered, result: z.literal('conflict'), problem: OpProblem }),
  z.object({ ...answered, result: z.literal('rejected'), problem: OpProblem }),
  /** `on` was not applied. */
  z.object({ ...answered, result: z.literal('blocked'), on: OpId }),
  /** Not decided and not remembered: send it again, after `on` where it is named. */
  z.object({ ...answered, result: z.literal('retry'), on: OpId.optional(), problem: OpProblem.optional() }),
])
export type OpResult = z.infer<typeof OpResult>

/** One result for each op, in the order of the ops. */
export const PushAnswer = z.object({ epoch: Epoch, results: z.array(OpResult).max(LIMITS.pushOps) })
export type PushAnswer = z.infer<typeof PushAnswer>
