/** One op, one transaction: known already, or decided under the case's lock, written through the change log and remembered. */
import { CASE_GROUPS, whyNotSay } from '../../../preload/contract/case-flow.ts'
import type { Duty } from '../../../preload/contract/case-flow.ts'
import type { Photo } from '../../../preload/contract/photo.ts'
import type { CaseOp, Op, OpResult } from '../../sync/push-protocol.ts'
import type { Row, ScopeId } from '../../sync/protocol.ts'
import { authenticate } from '../account.ts'
import { toStored } from '../city-row.ts'
import type { CityRow } from '../city-row.ts'
import { dutiesOf } from '../duties.ts'
import { EPOCH_LOCK } from '../epoch.ts'
import { grantsOf, OFFICE_LEVELS } from '../grants.ts'
import type { Account } from '../grants.ts'
import { groupVersions } from '../group-versions.ts'
import { commit } from '../log.ts'
import { Refusal } from '../problem.ts'
import type { Sql, Tx } from '../sql-types.ts'
import { adoptDeadline, withDeadline } from '../../casework/case-deadline.ts'
import { readCaseClock } from '../city-clock.ts'
import { actIdOf, actOf, collectOf, isClockOff } from './act-row.ts'
import { claimOp, findOp, hashOp, keepResult } from './applied-op.ts'
import { say } from '../../casework/case-change.ts'
import type { Case } from '../../casework/case-change.ts'
import { actsOf, lockCases, readRow } from './case-facts.ts'
import type { HeldCase } from './case-facts.ts'
import { judgeChange, movesClock, objectTo } from './judge-change.ts'
import type { ChangeOp, ResolvedBase } from './judge-change.ts'
import { madeCase } from '../../casework/made-case.ts'
import { isExportOp, settleExportOp } from './export-op.ts'
import { followLine, lineOf } from './merged-line.ts'
import { photosOf } from './op-photos.ts'
import { asSeen, conflict, invalid, rejected } from './op-result.ts'
import type { Outcome } from './op-result.ts'
import { isCaptioned, photosShown } from './photos-shown.ts'
import { isPlaceOp, settlePlaceOp } from './place-op.ts'
import { resolveOps } from './resolve-ops.ts'

export interface Settling {
  sql: Sql
  /** `Authorization` as it came: rights are looked up anew for every op. */
  authorization: string | undefined
  epoch: string
  clock: () => number
  practice: boolean
}

interface Deciding {
  tx: Tx
  op: CaseOp
  account: Account
  duties: readonly Duty[]
  /** Scopes that the account may change now. */
  writable: ReadonlySet<string>
  now: number
  simulated: boolean
}

/** `raw` is the op as it was sent. Throws `Undecided`, a `Refusal` of the whole push, or the database's own failure. */
export async function settleOp(settling: Settling, op: Op, raw: unknown): Promise<OpResult> {
  return settling.sql.transaction(async (tx) => {
    // First of all locks: a load or a new epoch holds it alone and then asks for rows.
    await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [EPOCH_LOCK])
    const now = settling.clock()
    const { account, epoch } = await authenticate(tx, settling.authorization, now)
    if (epoch !== settling.epoch) throw new Refusal('epoch-changed', undefined, { epoch })
    const own = { actor: account.sub, sha256: hashOp(raw), caseId: caseOf(op) }
    const known = await claimOp(tx, op.op_id, own, now)
    if (known !== null) return isSame(known, own) ? known.result : { op_id: op.op_id, ...rejected('op-id-reuse') }
    const writable = new Set((await grantsOf(tx, account)).filter(({ access }) => access === 'write').map(({ id }) => id))
    const given = { tx, account, duties: await dutiesOf(tx, account.role), writable, now, simulated: settling.practice }
    const outcome = isPlaceOp(op) ? await settlePlaceOp(given, op) : isExportOp(op) ? await settleExportOp(given, op) : await decide({ ...given, op })
    const result: OpResult = { op_id: op.op_id, ...outcome }
    await keepResult(tx, result)
    return result
  })
}

const isSame = (known: { actor: string; sha256: Uint8Array }, own: { actor: string; sha256: Uint8Array }): boolean => known.actor === own.actor && Buffer.compare(known.sha256, own.sha256) === 0

async function decide(deciding: Deciding): Promise<Outcome> {
  const { op } = deciding
  const objection = op.kind === 'transition' || op.kind === 'edit' ? objectTo(op) : null
  if (objection !== null) return objection
  const done = await findDone(deciding)
  if (done !== null) return done
  const { tx, account } = deciding
  const waits = await resolveOps(tx, { op_id: op.op_id, rowId: caseOf(op), depends_on: op.depends_on, base: 'base' in op ? op.base : {} }, CASE_GROUPS, account.sub)
  if ('outcome' in waits) return waits.outcome
  if (op.kind === 'create') return create(deciding, op)
  if (op.kind === 'photo') return addPhoto(deciding, op)
  if ('on' in op) return addSaying(deciding, op)
  return change(deciding, op, waits.base)
}

/**
 * The second line behind the remembered answers: whatever an op did has an act of the op's own id. Ids that the desk gives to new
 * rows are taken one at a time, since a row that is not there yet cannot be locked.
 */
async function findDone(deciding: Deciding): Promise<Outcome | null> {
  const { tx, op, account } = deciding
  const [id, caseId] = [actIdOf(op), caseOf(op)]
  if ('on' in op || op.kind === 'create') await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`new ${op.id}`])
  const act = await readRow<Row<'act'>>(tx, 'act', id)
  if (act === null) return null
  if (act.kind !== op.kind || act.case !== caseId || act.by !== account.sub) return invalid('the id is that of something else')
  const held = (await lockCases(tx, [caseId])).get(caseId)
  if (held === undefined) return conflict('gone')
  return deciding.writable.has(held.scope) ? { result: 'satisfied', ...(await standOf(deciding, caseId, held.scope, null)) } : rejected('op-forbidden')
}

const caseOf = (op: Op): string => ('on' in op ? op.on : op.id)

// ---- the kinds of op -----------------------------------------------------------------------------------------------

async function change(deciding: Deciding, op: ChangeOp, base: ResolvedBase): Promise<Outcome> {
  const { tx, account, duties, now } = deciding
  const into = op.kind === 'transition' ? op.set?.into : undefined
  const cases = await lockCases(tx, into === undefined ? [op.id] : [op.id, into])
  const held = cases.get(op.id)
  if (held === undefined) return conflict('gone')
  if (!deciding.writable.has(held.scope)) return rejected('op-forbidden')
  const at = new Date(now).toISOString()
  const clock = movesClock(op) ? await readCaseClock(tx, held.city, [held.row.class, ...(op.set?.class === undefined ? [] : [op.set.class])]) : null
  const begun = clock === null ? held : { ...held, row: adoptDeadline(held.row, clock, at) }
  const acts = await actsOf(tx, op.id)
  const verdict = judgeChange(op, { held: begun, acts, base, actor: { sub: account.sub, duties }, now })
  if ('settled' in verdict) return verdict.settled
  if ('satisfied' in verdict) return { result: 'satisfied', ...asSeen(await standOf(deciding, held.id, held.scope, null), base, verdict.unseen) }
  const objection = (await objectToNames(deciding, held, op)) ?? (into === undefined ? null : objectToTarget(deciding, held, cases.get(into))) ?? objectToLine(deciding, op, held, cases)
  if (objection !== null) return objection
  const named = await photosOf(tx, op, account.sub, photosShown(held.row, acts))
  if ('objection' in named) return named.objection
  return write(deciding, held, clock === null ? verdict.next : withDeadline(verdict.next, clock), { cases, photos: named.photos })
}

/** Names that the city must know: a class, and an area that has an office. */
async function objectToNames({ tx }: Deciding, held: HeldCase, { set }: ChangeOp): Promise<Outcome | null> {
  if (set?.class !== undefined && (await readRow<Row<'class'>>(tx, 'class', set.class))?.city !== held.city) return invalid('the city has no such class')
  const area = set !== undefined && 'area' in set ? set.area : undefined
  return area === undefined ? null : objectToArea(tx, held.city, area)
}

/** Taking a case out again changes those that had collected it. */
function objectToLine({ writable }: Deciding, op: ChangeOp, held: HeldCase, cases: ReadonlyMap<string, HeldCase>): Outcome | null {
  if (op.kind !== 'transition' || op.action !== 'unmerge') return null
  return lineOf(held.row, cases).every(({ scope }) => writable.has(scope)) ? null : rejected('op-forbidden', { detail: 'a case that it was merged into is another office’s' })
}

async function objectToArea(tx: Tx, city: string, id: string): Promise<Outcome | null> {
  const area = await readRow<Row<'area'>>(tx, 'area', id)
  return area !== null && area.city === city && OFFICE_LEVELS.includes(area.level) ? null : invalid('the area has no office in this city')
}

function objectToTarget({ writable }: Deciding, held: HeldCase, target: HeldCase | undefined): Outcome | null {
  if (target === undefined || target.city !== held.city || target.id === held.id) return invalid('there is no such case to merge into')
  if (!writable.has(target.scope)) return rejected('op-forbidden')
  return ['merged', 'rejected', 'void'].includes(target.row.status) ? rejected('illegal-transition', { detail: `the case to merge into is ${target.row.status}` }) : null
}

/** A note, a reply, a proposal, a handover: no base, so that it meets nothing but a decision of the center. */
async function addSaying(deciding: Deciding, op: Exclude<Extract<CaseOp, { on: string }>, { kind: 'photo' }>): Promise<Outcome> {
  const { tx, account, duties, writable, now } = deciding
  const cases = await lockCases(tx, [op.on])
  const held = cases.get(op.on)
  if (held === undefined) return conflict('gone')
  if (!writable.has(held.scope)) return rejected('op-forbidden')
  const why = whyNotSay(held.row, op.kind, { sub: account.sub, duties })
  if (why !== null) return rejected(why === 'other-duty' ? 'op-forbidden' : 'illegal-transition', { why })
  const outcome = await write(deciding, held, say(held.row, op, account, new Date(now).toISOString()), { cases })
  if (op.kind !== 'handover' || op.seen === undefined || outcome.result !== 'applied') return outcome
  const seen = typeof op.seen === 'number' ? op.seen : await versionMadeBy(tx, op.seen.op, op.on, account.sub)
  return seen === held.gver.supervision ? outcome : { ...outcome, ...asSeen(outcome, { supervision: seen }, ['supervision']) }
}

/** Of the case's marks, by an own op that took effect; undefined: it did not, or not yet. */
async function versionMadeBy(tx: Tx, opId: string, caseId: string, sub: string): Promise<number | undefined> {
  const known = await findOp(tx, opId)
  if (known === null || known.actor !== sub || known.caseId !== caseId) return undefined
  return known.result.result === 'applied' || known.result.result === 'satisfied' ? known.result.gver.supervision : undefined
}

async function addPhoto(deciding: Deciding, op: Extract<CaseOp, { kind: 'photo' }>): Promise<Outcome> {
  const { tx, account, duties, writable, now } = deciding
  const cases = await lockCases(tx, [op.on])
  const held = cases.get(op.on)
  if (held === undefined) return conflict('gone')
  if (!writable.has(held.scope) || duties.length === 0) return rejected('op-forbidden')
  const acts = await actsOf(tx, op.on)
  const named = await photosOf(tx, op, account.sub, photosShown(held.row, acts))
  if ('objection' in named) return named.objection
  // The case shows this very picture already, and nothing new is said of it.
  if (named.photos.length === 0 && isCaptioned(op.set.sha256, op.set.caption, acts)) return { result: 'satisfied', ...(await standOf(deciding, op.on, held.scope, null)) }
  return write(deciding, held, { ...held.row, updated_at: new Date(now).toISOString() }, { cases, photos: named.photos })
}

async function create(deciding: Deciding, op: Extract<CaseOp, { kind: 'create' }>): Promise<Outcome> {
  const { tx, account, duties, writable, now, simulated } = deciding
  const scope: ScopeId = `office:${op.set.area}`
  if (!writable.has(scope) || !duties.includes('desk')) return rejected('op-forbidden')
  if ((await lockCases(tx, [op.id])).size > 0) return invalid('the id is that of another case')
  const objection = await objectToArea(tx, account.city, op.set.area)
  if (objection !== null) return objection
  if ((await readRow<Row<'class'>>(tx, 'class', op.set.class))?.city !== account.city) return invalid('the city has no such class')
  const made = madeCase(op, account.city, new Date(now).toISOString(), simulated)
  // Some limits begin with the report.
  return write(deciding, null, withDeadline(made, await readCaseClock(tx, account.city, [made.class])))
}

// ---- writing -------------------------------------------------------------------------------------------------------

/** The case, its compact point and the act, in every scope that holds one of them. */
async function write(deciding: Deciding, held: HeldCase | null, changed: Case, { cases = new Map(), photos = [] }: { cases?: ReadonlyMap<string, HeldCase>; photos?: readonly Photo[] } = {}): Promise<Outcome> {
  const { tx, op, account, now, simulated } = deciding
  const next = photos.length === 0 ? changed : { ...changed, photos: changed.photos + photos.length }
  const followed = held === null ? [] : await followLine(tx, { held, next, photos, cases, at: new Date(now).toISOString() })
  const scope: ScopeId = held !== null && held.row.area === next.area ? held.scope : `office:${next.area}`
  const { id, area, lng, lat, reported_at, class: kind, status, city } = next
  const weight = held === null ? 1 : ((await readRow<Row<'point'>>(tx, 'point', id))?.weight ?? 1)
  const rows: CityRow[] = [
    { type: 'case', scope, city, body: next },
    { type: 'point', scope: `city:${city}`, city, body: { id, area, lng, lat, reported_at, class: kind, status, weight } },
    actOf({ op, before: held?.row ?? null, next, photos, scope, actor: account, now, simulated }),
    ...followed.flatMap((one, n): CityRow[] => [
      { type: 'case', scope: one.held.scope, city: one.held.city, body: one.next },
      ...(one.did === null ? [] : [collectOf({ op, next: one.next, scope: one.held.scope, actor: account, now, simulated }, id, one.did, n + 1)]),
    ]),
  ]
  for (const row of rows) {
    try {
      toStored(row)
    } catch (error) {
      // The op fits the contract, but the row it would make does not.
      return invalid((error as Error).message)
    }
  }
  const { heads } = await commit(tx, rows.map((row) => ({ op: 'put', row })))
  return { result: 'applied', ...(await standOf(deciding, id, scope, heads.find((head) => head.scope === scope)?.seq ?? null)) }
}

/** Where the op's row stands now; `seq` null: at the head. Nothing is locked by it. */
async function standOf({ tx, op, now }: Deciding, caseId: string, scope: ScopeId, seq: number | null) {
  const [row] = await tx.query<{ ver: number; body: string }>(`SELECT ver, body FROM record WHERE type = 'case' AND id = $1`, [caseId])
  const [act] = 'on' in op ? await tx.query<{ ver: number }>(`SELECT ver FROM record WHERE type = 'act' AND id = $1`, [op.id]) : [row]
  // A photo that was there already has no act of this op.
  const own = act ?? row
  const [head] = seq === null ? await tx.query<{ seq: number }>('SELECT seq FROM scope_head WHERE scope = $1', [scope]) : [{ seq }]
  if (row === undefined || own === undefined) throw new Error(`the row of ${op.op_id} is gone under its lock`)
  const at = new Date(now).toISOString()
  return { scope, seq: head?.seq ?? 0, ver: own.ver, gver: groupVersions(JSON.parse(row.body) as Case, row.ver), at, ...(isClockOff(op.made_at, now) ? { clock_off: true } : {}) }
}
