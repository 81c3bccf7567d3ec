/** What a person at a desk sees of the cases, reckoned once more: the cached rows, and own edits over them until they have come back. */
import { edit, say, takeAction, type Case } from '../../main/casework/case-change.ts'
import { madeCase } from '../../main/casework/made-case.ts'
import type { Op as KeptOp } from '../../main/outbox/op.ts'
import type { SimOp } from './memory-central-facts.ts'
import { GROUP_OF, GROUPS } from './memory-central-flow.ts'
import type { CacheContents, TruthRow } from './parts.ts'
import { CITY } from './sim-city.ts'

export type Base = Record<string, number | { op: string }>
export interface SeenCase {
  id: string
  row: Case
  /** What an edit of each group is to name. */
  base: Base
  /** Own edits that are laid over it. */
  own: string[]
}

const read = new Map<string, unknown>()
const READ_MAX = 20_000
function parsed<T>(text: string): T {
  let value = read.get(text)
  if (value === undefined) {
    if (read.size >= READ_MAX) read.clear()
    read.set(text, (value = JSON.parse(text)))
  }
  return value as T
}

/** The groups that an op changes, each of which it must name. */
export function groupsOf(op: SimOp): string[] {
  if (op.kind === 'create') return [...GROUPS]
  if (op.kind !== 'transition' && op.kind !== 'edit') return []
  return [...new Set([...(op.kind === 'transition' ? ['dispatch'] : []), ...Object.keys(op.set ?? {}).flatMap((field) => GROUP_OF[field] ?? [])])]
}
/** The groups of which an op makes another version: a handover makes its case urgent, and needs no base for it. */
export const madeBy = (op: SimOp): string[] => (op.kind === 'handover' ? ['supervision'] : groupsOf(op))
export const caseOf = (op: SimOp): string => ('on' in op ? op.on : op.id)
export const actOf = (op: SimOp): string => ('on' in op ? op.id : op.op_id)
export const opOf = (kept: KeptOp): SimOp => parsed<SimOp>(kept.body)

interface Answer {
  scope?: string
  gver?: Record<string, number>
}
interface Act {
  case: string
  groups: string[]
}
const OVER: readonly string[] = ['conflict', 'rejected', 'blocked', 'resolved', 'withdrawn']

/** In the order of their ids; a case that was made here comes last. */
export function seenCases({ scopes, rows }: CacheContents, kept: readonly KeptOp[], sub: string): SeenCase[] {
  const acts = new Map(rows.flatMap((row) => (row.type === 'act' ? [[row.id, row] as const] : [])))
  const cursors = new Map(scopes.map(({ id, epoch, cursor }) => [id, { epoch, cursor }]))
  const cases = new Map<string, { seen: SeenCase; held: TruthRow | null }>()
  for (const row of rows) {
    if (row.type !== 'case') continue
    const body = parsed<Case>(row.body)
    cases.set(row.id, { seen: { id: row.id, row: body, base: Object.fromEntries(GROUPS.map((group) => [group, body.gver?.[group] ?? row.ver])), own: [] }, held: row })
  }
  const isBack = (one: KeptOp, op: SimOp, held: TruthRow | null): boolean => {
    if (acts.has(actOf(op))) return true
    if (one.ack_epoch === null || one.ack_seq === null || one.ack_ver === null) return false
    const pulled = cursors.get(parsed<Answer>(one.result ?? '{}').scope ?? '')
    if (pulled?.epoch === one.ack_epoch && (pulled.cursor ?? -1) >= one.ack_seq) return true
    // Of an office that is not this person's any more.
    if (held === null && pulled === undefined && cursors.size > 0) return true
    return held !== null && !('on' in op) && cursors.get(held.scope)?.epoch === one.ack_epoch && held.ver >= one.ack_ver
  }
  for (const one of kept) {
    if (one.actor !== sub || OVER.includes(one.state)) continue
    const op = opOf(one)
    const found = cases.get(caseOf(op))
    if (isBack(one, op, found?.held ?? null)) {
      if (found) nameIt(one, op, found, acts)
      continue
    }
    const next = lay(found?.seen.row ?? null, op, sub, new Date(one.made_at).toISOString())
    if (next === null) continue
    const seen = found?.seen ?? { id: next.id, row: next, base: {}, own: [] }
    for (const group of madeBy(op)) seen.base[group] = { op: op.op_id }
    seen.row = next
    seen.own.push(op.op_id)
    if (!found) cases.set(next.id, { seen, held: null })
  }
  return [...cases.values()].map(({ seen }) => seen)
}

/** A version that an own op made is named by the op: the name survives a restore of the central. */
function nameIt(one: KeptOp, op: SimOp, { seen, held }: { seen: SeenCase; held: TruthRow | null }, acts: ReadonlyMap<string, TruthRow>): void {
  const { gver } = one.ack_epoch === null ? { gver: undefined } : parsed<Answer>(one.result ?? '{}')
  for (const group of madeBy(op)) {
    const is = held === null ? undefined : (parsed<Case>(held.body).gver?.[group as 'dispatch'] ?? held.ver)
    const isMine = gver === undefined ? isLast(acts, op, group) : gver[group] === is
    const before = seen.base[group]
    // What is laid over the row has the last word.
    const isLaidOver = typeof before === 'object' && seen.own.includes(before.op)
    if (isMine && !isLaidOver) seen.base[group] = { op: op.op_id }
  }
}

function isLast(acts: ReadonlyMap<string, TruthRow>, op: SimOp, group: string): boolean {
  const own = acts.get(actOf(op))
  return own !== undefined && ![...acts.values()].some((row) => {
    const act = parsed<Act>(row.body)
    return act.case === caseOf(op) && act.groups.includes(group) && row.ver > own.ver
  })
}

function lay(row: Case | null, op: SimOp, sub: string, at: string): Case | null {
  if (op.kind === 'create') return row === null ? madeCase(op, CITY, at, false) : null
  if (row === null) return null
  if (op.kind === 'transition') return takeAction(row, op.action, op.to, op.set ?? {}, sub, at)
  return op.kind === 'edit' ? edit(row, op.set, at) : say(row, op, { sub, name: sub }, at)
}
