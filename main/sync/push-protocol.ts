/** The wire contract of pushing: what a desk wants changed, as ops, and what became of each. The central alone decides. */
import { z } from 'zod'
import { WHY_NOT } from '../../preload/contract/case-flow.ts'
import { AttendIntent, CorrectIntent, CreateIntent, EditOfCaseIntent, ExportIntent, HandoverIntent, Instant, NoteIntent, OpId, PhotoIntent, ProposalIntent, ReplyIntent, TransitionIntent } from '../../preload/contract/edit-schema.ts'
import { Epoch, GroupVersions, LIMITS, PROBLEM_BASE, ScopeId } from './protocol.ts'

/** Of the ops that this program writes; a central accepts older ones for a year at least. */
export const PUSH_FORMAT = 1

const common = {
  /** Wall clock of the desk, and how far it was off the central's when they last spoke; neither decides anything. */
  made_at: Instant,
  skew_ms: z.number(),
  /** Ops that must have been applied before, whatever rows they are of. */
  depends_on: z.array(OpId).max(20).optional(),
  /** The refused or conflicting op of the same account that this one settles. */
  resolves: OpId.optional(),
}

export const TransitionOp = TransitionIntent.extend(common)
export const EditOp = EditOfCaseIntent.extend(common)
export const NoteOp = NoteIntent.extend(common)
export const ReplyOp = ReplyIntent.extend(common)
export const ProposalOp = ProposalIntent.extend(common)
export const HandoverOp = HandoverIntent.extend(common)
export const CreateOp = CreateIntent.extend(common)
export const PhotoOp = PhotoIntent.extend(common)
export const CorrectOp = CorrectIntent.extend(common)
export const AttendOp = AttendIntent.extend(common)
export const ExportOp = ExportIntent.extend(common)

export const Op = z.discriminatedUnion('kind', [TransitionOp, EditOp, NoteOp, ReplyOp, ProposalOp, HandoverOp, CreateOp, PhotoOp, CorrectOp, AttendOp, ExportOp])
export type Op = z.infer<typeof Op>
/** Those about a case. */
export type CaseOp = Exclude<Op, { kind: 'correct' | 'attend' | 'export' }>

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
  /** With `retry`: a photo that the op names has not arrived whole. */
  'blob-missing': { status: 409, title: 'A photo that it names is not here yet' },
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

/**
 * The row the op is of, as it was when the op was decided; `ver` is that row's, `gver` its case's. Of a group that others have made what a satisfied op wants, the version that
 * the op was based on: it may say more than the op's author knows.
 */
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
