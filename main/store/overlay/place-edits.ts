/** Own corrections and marks laid over one friendly point or shift: few rows have any, so each is looked up when its card is shown. */
import { markOf, type EditMark, type EditState } from '../../../preload/contract/edit.ts'
import { SITE_GROUPS, type SiteGroup } from '../../../preload/contract/site-edit.ts'
import { attend, correct, hasFields, markOf as attendanceOf, siteGroupsOf, type Hand, type Shift, type Site } from '../../casework/site-change.ts'
import { maskText } from '../../casework/mask.ts'
import type { EditIntent } from '../../../preload/contract/edit.ts'
import type { StandingOps } from '../../outbox/standing.ts'
import type { ReadableDatabase } from '../open.ts'
import { prepared } from '../queries/prepared.ts'
import type { ReaderContext } from '../reader-context.ts'
import { outboxOf } from './overlay.ts'

type CorrectIntent = Extract<EditIntent, { kind: 'correct' }>
type AttendIntent = Extract<EditIntent, { kind: 'attend' }>

export interface PlaceOp {
  opId: string
  state: EditState
  mark: EditMark
  attempts: number
  madeAt: number
  intent: CorrectIntent | AttendIntent
}

interface Found {
  op_id: string
  actor: string
  state: EditState
  attempts: number
  made_at: number
  body: string
  ack_epoch: string | null
  ack_seq: number | null
  ack_ver: number | null
}

/** Those that are not over and whose effect the cached row does not show yet, in the order of saving. */
export function placeOps(context: ReaderContext, type: 'site' | 'shift', id: string, ver: number, scope: string): PlaceOp[] {
  const outbox = outboxOf(context)
  try {
    return outbox === null ? [] : read(context.db, outbox, type, id, ver, scope)
  } catch {
    // The row is shown as the central confirmed it; the outbox's own lane says what is wrong with it.
    return []
  }
}

function read(db: ReadableDatabase, { sql, actor }: StandingOps, type: string, id: string, ver: number, scope: string): PlaceOp[] {
  const rows = sql(`SELECT op_id, actor, state, attempts, made_at, body, ack_epoch, ack_seq, ack_ver FROM op WHERE type = ? AND row_id = ? ORDER BY n`).all(type, id) as unknown as Found[]
  const [epoch, cursor] = (prepared(db, 'SELECT epoch, cursor FROM scope WHERE id = ?').get(scope) as [string | null, number | null] | undefined) ?? [null, null]
  // Numbers of two epochs are never compared.
  const hasArrived = ({ ack_epoch, ack_seq, ack_ver }: Found): boolean => ack_epoch !== null && ack_epoch === epoch && ((ack_ver !== null && ver >= ack_ver) || (ack_seq !== null && (cursor ?? -1) >= ack_seq))
  return rows.flatMap((row): PlaceOp[] => {
    const mark = markOf(row.state)
    if (mark === null || row.actor !== actor || (mark === 'received' && hasArrived(row))) return []
    return [{ opId: row.op_id, state: row.state, mark, attempts: row.attempts, madeAt: row.made_at, intent: JSON.parse(row.body) as PlaceOp['intent'] }]
  })
}

/** The worst of them; null: there is none. */
export const worstMark = (ops: readonly PlaceOp[]): EditMark | null => (['refused', 'unsent', 'received'] as const).find((mark) => ops.some((op) => op.mark === mark)) ?? null

const handOf = (op: PlaceOp): Hand => ({ by: '', by_name: '', at: new Date(op.madeAt).toISOString() })

export interface LaidSite {
  row: Site
  /** What a correction that builds on it is to name. */
  base: Record<SiteGroup, number | { op: string }>
}

/** What was refused changes nothing. */
export function laySite(row: Site, ver: number, ops: readonly PlaceOp[]): LaidSite {
  const base = Object.fromEntries(SITE_GROUPS.map((group) => [group, row.gver?.[group] ?? ver])) as LaidSite['base']
  let laid = row
  for (const op of ops) {
    if (op.mark === 'refused' || op.intent.kind !== 'correct') continue
    const { name } = op.intent.set
    const set = name === undefined ? op.intent.set : { ...op.intent.set, name: maskText(name) }
    for (const group of siteGroupsOf(set)) base[group] = { op: op.opId }
    if (!hasFields(laid, set)) laid = { ...correct(laid, set, handOf(op)), as_of: laid.as_of }
  }
  return { row: laid, base }
}

export function layShift(row: Shift, ops: readonly PlaceOp[]): Shift {
  return ops.reduce((laid, op) => (op.mark === 'refused' || op.intent.kind !== 'attend' || attendanceOf(laid, op.intent.set.volunteer)?.is === op.intent.set.is ? laid : attend(laid, op.intent.set, handOf(op))), row)
}
