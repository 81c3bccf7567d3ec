/**
 * The memory central's own judgement of an op: what it builds on, rights, versions of groups, the flow; and what it then writes. Merging and photos
 * are left out. Its own are the judgement, the flow table, and who may edit what. The product's are what an accepted op makes
 * of the row (`takeAction`, `edit`, `say`, `madeCase`), the deadline (`adoptDeadline`, `withDeadline`), the masking (`maskText`), the text of the act
 * (`actOf`) with what it says of a clock (`isClockOff`), the first duties, and beneath them the log's own decisions (memory-central-log.ts): a fault
 * in those is common to both and is not seen by comparing them.
 */
import { edit, say, takeAction, type Case } from '../../main/casework/case-change.ts'
import { adoptDeadline, withDeadline } from '../../main/casework/case-deadline.ts'
import { madeCase } from '../../main/casework/made-case.ts'
import { maskText } from '../../main/casework/mask.ts'
import { FIRST_DUTIES } from '../../main/central/duties.ts'
import type { CityRow } from '../../main/central/log.ts'
import { actOf, isClockOff } from '../../main/central/push/act-row.ts'
import type { ScopeId } from '../../main/sync/protocol.ts'
import type { CaseAction } from '../../preload/contract/case-flow.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import { bodyOf, caseOf, clockOf, invalid, lastAct, no, rowOf, versionsOf, type Act, type Asking, type Result, type SimOp } from './memory-central-facts.ts'
import { EDITORS, FLOW, GROUP_OF, GROUPS, isOpen, objectionTo, stepOf } from './memory-central-flow.ts'
import { decideWrites, publish, takeNumbers } from './memory-central-log.ts'
import type { MemoryRow } from './memory-central-state.ts'

type Change = Extract<SimOp, { kind: 'transition' | 'edit' }>

/** Not decided and not remembered. */
export class Later extends Error {
  readonly on: string
  constructor(on: string) {
    super(on)
    this.on = on
  }
}

/** Throws `Later`. */
export function decide(op: SimOp, asking: Asking): Result {
  if ((op.kind === 'transition' || op.kind === 'edit') && isMalformed(op)) return invalid()
  const done = actAlready(op, asking)
  if (done !== null) return done
  const base = baseOf(op, asking)
  if ('result' in base) return base as Result
  if (op.kind === 'create') return create(op, asking)
  const held = rowOf(asking, 'case', caseOf(op))
  if (held === undefined) return no('conflict', 'gone')
  if (!asking.writable.has(held.scope)) return no('rejected', 'op-forbidden')
  if ('on' in op) return sayOf(op, asking, held)
  return change(op, asking, held, base as Record<string, number>)
}

/** Notes and handovers are everybody's with a duty, replies and proposals the desk's; what is decided is not proposed again. */
function sayOf(op: Extract<SimOp, { on: string }>, asking: Asking, held: MemoryRow): Result {
  const { account, now } = asking
  const [duties, row] = [FIRST_DUTIES[account.role], bodyOf<Case>(held)]
  if (duties.length === 0 || ((op.kind === 'reply' || op.kind === 'proposal') && !duties.includes('desk'))) return no('rejected', 'op-forbidden', { why: 'other-duty' })
  if (op.kind === 'proposal' && row.proposal !== undefined && row.proposal.state !== 'proposed') return no('rejected', 'illegal-transition', { why: 'decided' })
  const before = versionsOf(held)['supervision']
  const result = write(op, asking, held, say(row, op, account, new Date(now).toISOString()))
  if (op.kind !== 'handover' || op.seen === undefined || result.result !== 'applied') return result
  const seen = typeof op.seen === 'number' ? op.seen : ownVersion(op.seen.op, op.on, asking)
  return seen === before ? result : { ...result, gver: asSeen((result as { gver?: Record<string, number> }).gver ?? {}, ['supervision'], { supervision: seen ?? 0 }) }
}

/** Of what its author had not seen, the version that they had; of one that is not known, none. */
const asSeen = (gver: Record<string, number>, unseen: readonly string[], base: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(gver).flatMap(([group, version]) => (unseen.includes(group) ? (base[group] ? [[group, base[group]]] : []) : [[group, version]])))

function ownVersion(opId: string, caseId: string, { state, account }: Asking): number | undefined {
  const known = state.ops.get(opId)
  return known?.actor === account.sub && known.caseId === caseId ? (known.result as { gver?: Record<string, number> }).gver?.['supervision'] : undefined
}

const changes = (op: Change): [string, unknown][] => Object.entries(op.set ?? {}).filter(([, value]) => value !== undefined)
const groupsOf = (op: Change): string[] => [...new Set([...(op.kind === 'transition' ? ['dispatch'] : []), ...changes(op).flatMap(([field]) => GROUP_OF[field] ?? [])])]

function isMalformed(op: Change): boolean {
  const named = changes(op).map(([field]) => field)
  if (groupsOf(op).some((group) => op.base[group as keyof typeof op.base] === undefined)) return true
  if (op.kind === 'edit') return named.length === 0 || named.includes('lng') !== named.includes('lat')
  const step = FLOW.find(({ action }) => action === op.action)
  if (step === undefined) throw new Error(`this central does not ${op.action}`)
  // It keeps none, and could not tell whether they are shown already.
  if (named.includes('photos')) throw new Error('this central takes no photos')
  return step.needs.some((field) => !named.includes(field)) || named.some((field) => !step.needs.includes(field) && !step.may.includes(field))
}

/** Whatever an op did has an act of its own name. */
function actAlready(op: SimOp, asking: Asking): Result | null {
  const row = rowOf(asking, 'act', 'on' in op ? op.id : op.op_id)
  if (row === undefined) return null
  const act = bodyOf<Act>(row)
  if (act.kind !== op.kind || act.case !== caseOf(op) || act.by !== asking.account.sub) return invalid()
  const held = rowOf(asking, 'case', caseOf(op))
  if (held === undefined) return no('conflict', 'gone')
  return asking.writable.has(held.scope) ? { result: 'satisfied', ...stand(op, asking, held) } : no('rejected', 'op-forbidden')
}

function baseOf(op: SimOp, { state, account }: Asking): Record<string, number> | Result {
  const given = (op.kind === 'transition' || op.kind === 'edit' ? op.base : {}) as Record<string, number | { op: string }>
  const base = Object.fromEntries(Object.entries(given).filter((pair): pair is [string, number] => typeof pair[1] === 'number')) as Record<string, number>
  const named = GROUPS.flatMap((group) => (typeof given[group] === 'object' ? [{ group, on: given[group].op }] : []))
  for (const on of new Set([...named.map((one) => one.on), ...(op.depends_on ?? [])])) {
    if (on === op.op_id) return invalid()
    const known = state.ops.get(on)
    if (known === undefined) throw new Later(on)
    if (known.actor !== account.sub) return invalid()
    const result = known.result as Result & { gver?: Record<string, number> }
    if (result.gver === undefined) return { result: 'blocked', on }
    for (const { group } of named.filter((one) => one.on === on)) {
      if (known.caseId !== caseOf(op)) return invalid()
      base[group] = result.gver[group] ?? 0
    }
  }
  return base
}

function change(op: Change, asking: Asking, held: MemoryRow, base: Record<string, number>): Result {
  const { account, now } = asking
  const duties = FIRST_DUTIES[account.role] as readonly string[]
  const at = new Date(now).toISOString()
  const clock = movesClock(op) ? clockOf(asking) : null
  const row = clock === null ? bodyOf<Case>(held) : adoptDeadline(bodyOf<Case>(held), clock, at)
  const fields = changes(op).map(([field]) => field)
  const mayEver = op.kind === 'edit' ? fields.every((field) => EDITORS[field]?.some((duty) => duties.includes(duty))) : FLOW.some((step) => step.action === op.action && step.who.some((duty) => duties.includes(duty)))
  if (!mayEver) return no('rejected', 'op-forbidden', { why: 'other-duty' })
  const gver = versionsOf(held)
  const stale = groupsOf(op).filter((group) => base[group] !== gver[group])
  if (stale.length > 0) return isSoAlready(op, asking, row) ? { result: 'satisfied', ...stand(op, asking, held), gver: asSeen(gver, stale, base) } : conflict(op, stale, asking, held)
  const after = (next: Case): Result => write(op, asking, held, clock === null ? next : withDeadline(next, clock))
  if (op.kind === 'edit') {
    if (!isOpen(row.status)) return no('rejected', 'illegal-transition', { why: 'other-status' })
    if (holds(row, op)) return { result: 'satisfied', ...stand(op, asking, held) }
    return named(op, asking) ?? after(edit(row, op.set, at))
  }
  const why = objectionTo(row as { status: string }, op.action, { sub: account.sub, duties: FIRST_DUTIES[account.role] }, now)
  if (why !== null) return no('rejected', why === 'other-duty' ? 'op-forbidden' : 'illegal-transition', { why })
  const to = stepOf(row.status, op.action)?.to
  if (op.from !== row.status || op.to !== to) return no('rejected', 'illegal-transition', { why: 'other-status' })
  return named(op, asking) ?? after(takeAction(row, op.action as CaseAction, to as CaseStatus, op.set ?? {}, account.sub, at))
}

/** What the deadline is reckoned from is touched. */
const CLOCK_ACTIONS = ['file', 'suspend', 'resume', 'grant', 'reopen']
const movesClock = (op: Change): boolean => (op.kind === 'edit' ? changes(op).some(([field]) => field === 'class' || field === 'due_at') : CLOCK_ACTIONS.includes(op.action))

const MASKED = ['text', 'place', 'department']
const WORDS = ['reason', 'result']
const AS_IN_ROW: Record<string, string> = { until: 'asked_until', into: 'duplicate_of' }

/** Whether the row is as the op wants it. */
function holds(row: Case, op: Change): boolean {
  return changes(op).every(([field, value]) => {
    if (WORDS.includes(field)) return true
    const is = (row as Record<string, unknown>)[AS_IN_ROW[field] ?? field]
    if (field === 'due_at' || field === 'until') return Date.parse(String(is)) === Date.parse(String(value))
    return is === (MASKED.includes(field) ? maskText(String(value)) : value)
  })
}

/** Somebody else did the same, in the same words; photos, which would have to be shown as well, come to no such op. */
function isSoAlready(op: Change, asking: Asking, row: Case): boolean {
  if (!holds(row, op)) return false
  if (op.kind === 'edit') return true
  const last = lastAct(asking, op.id, 'dispatch')
  return row.status === op.to && last?.action === op.action && (last.text ?? '') === maskText(op.set?.reason ?? op.set?.result ?? '')
}

const TOLD: Record<string, string[]> = {
  dispatch: ['status', 'department', 'due_at', 'class', 'duplicate_of'], location: ['area', 'place', 'lng', 'lat'], description: ['text'], supervision: ['supervised', 'urgent', 'danger_to_life'],
}

function conflict(op: Change, stale: readonly string[], asking: Asking, held: MemoryRow): Result {
  const row = bodyOf<Record<string, unknown>>(held)
  const gver = versionsOf(held)
  const current = Object.fromEntries(stale.map((group) => {
    const last = lastAct(asking, held.id, group)
    const fields = (TOLD[group] ?? []).flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]]))
    return [group, { ...Object.fromEntries(fields), ...(last ? { by: last.by, by_name: last.by_name, at: last.at } : {}), gver: gver[group] }]
  }))
  return no('conflict', op.kind === 'transition' && op.to === 'dispatched' && row['status'] === 'dispatched' ? 'already-dispatched' : 'group-changed', { current })
}

/** Objects to a class or an area that the city does not know. */
function named(op: Change, asking: Asking): Result | null {
  const set = Object.fromEntries(changes(op)) as { class?: string; area?: string }
  return (set.class !== undefined && !isClass(asking, set.class)) || (op.kind === 'edit' && set.area !== undefined && !isOffice(asking, set.area)) ? invalid() : null
}

function isClass(asking: Asking, id: string): boolean {
  const row = rowOf(asking, 'class', id)
  return row !== undefined && bodyOf<{ city: string }>(row).city === asking.account.city
}

const LEVELS = ['street', 'zone']
function isOffice(asking: Asking, id: string): boolean {
  const row = rowOf(asking, 'area', id)
  if (row === undefined) return false
  const { city, level } = bodyOf<{ city: string; level: string }>(row)
  return city === asking.account.city && LEVELS.includes(level)
}

// ---- writing -------------------------------------------------------------------------------------------------------

function create(op: Extract<SimOp, { kind: 'create' }>, asking: Asking): Result {
  const { account, writable, now, simulated } = asking
  if (!writable.has(`office:${op.set.area}`) || !FIRST_DUTIES[account.role].includes('desk')) return no('rejected', 'op-forbidden')
  if (rowOf(asking, 'case', op.id) !== undefined || !isOffice(asking, op.set.area) || !isClass(asking, op.set.class)) return invalid()
  return write(op, asking, null, withDeadline(madeCase(op, account.city, new Date(now).toISOString(), simulated), clockOf(asking)))
}

function write(op: SimOp, asking: Asking, held: MemoryRow | null, next: Case): Result {
  const { state, account, now, simulated } = asking
  const before = held === null ? null : bodyOf<Case>(held)
  const scope = (before?.area === next.area && held !== null ? held.scope : `office:${next.area}`) as ScopeId
  const { id, area, lng, lat, reported_at, class: kind, status, city } = next
  const point = rowOf(asking, 'point', id)
  const weight = (held === null || point === undefined ? undefined : bodyOf<{ weight: number }>(point).weight) ?? 1
  const rows: CityRow[] = [
    { type: 'case', scope, city, body: next },
    { type: 'point', scope: `city:${city}` as ScopeId, city, body: { id, area, lng, lat, reported_at, class: kind, status, weight } },
    actOf({ op, before, next, scope, actor: account, now, simulated }),
  ]
  let entries
  try {
    entries = decideWrites(state, rows.map((row) => ({ op: 'put', row })))
  } catch {
    return invalid()
  }
  publish(state, entries, takeNumbers(state, entries), now)
  const made = rowOf(asking, 'case', id)
  if (made === undefined) throw new Error(`the case ${id} was not written`)
  return { result: 'applied', ...stand(op, asking, made) }
}

/** Where the op's row stands. Its scope's head is what the op's own entries have made it: nothing comes between. */
function stand(op: SimOp, asking: Asking, held: MemoryRow): object {
  const own = 'on' in op ? rowOf(asking, 'act', op.id) : held
  const { state, now } = asking
  return { scope: held.scope, seq: state.scopes.get(held.scope)?.seq ?? 0, ver: own?.ver, gver: versionsOf(held), at: new Date(now).toISOString(), ...(isClockOff(op.made_at, now) ? { clock_off: true } : {}) }
}
