/** The rules by which rows enter and leave the cache, each in one place: versions, epochs, scopes, bad and unknown rows. */
import { isRowType, judgeRow, type Fate, type ScopeKind, type WireRow } from '../../main/store/rows.ts'
import { drop, keyOf, set, type Ledger } from './memory-disk-tables.ts'
import type { TruthRow } from './parts.ts'

/** A row's version says something only beside versions of its own epoch, which is that of the scope that holds it. */
export function isOfOtherEpoch(ledger: Ledger, held: TruthRow, epoch: string): boolean {
  return ledger.tables.scopes.get(held.scope)?.epoch !== epoch
}

/** Version guard of a put: only a newer version comes in. */
function isNewer(ledger: Ledger, held: TruthRow | undefined, ver: number, epoch: string): boolean {
  return held === undefined || ver > held.ver || isOfOtherEpoch(ledger, held, epoch)
}

/** Guard of a leave: only what this scope still holds, at that version or an older one. */
function mayLeave(held: TruthRow | undefined, scope: string, ver: number): boolean {
  return held !== undefined && held.scope === scope && held.ver <= ver
}

/** Guard of a swap: like a put, but the same version is taken again; a repair takes back whatever its own scope holds. */
export function isTakenFromSnapshot(ledger: Ledger, held: TruthRow | undefined, line: TruthRow, epoch: string, repair: boolean): boolean {
  return held === undefined || line.ver >= held.ver || isOfOtherEpoch(ledger, held, epoch) || (repair && held.scope === line.scope)
}

/** The same few rows come again in a hundred thousand worlds; what is thought of one depends on nothing but itself. */
const judged = new Map<string, Fate>()
const JUDGED_MOST = 20_000

export function judge(kind: ScopeKind, line: WireRow): Fate {
  const key = `${kind} ${line.type} ${line.id} ${line.h} ${line.row}`
  const known = judged.get(key)
  if (known) return known
  const fate = judgeRow(kind, line)
  if (judged.size > JUDGED_MOST) judged.clear()
  judged.set(key, fate)
  return fate
}

/** Rows taken out or put in, and rows set aside. */
export interface Tally {
  changed: Set<string>
  points: string[]
  bad: number
}

function note(tally: Tally, type: string, id: string): void {
  tally.changed.add(type)
  if (type === 'point') tally.points.push(id)
}

/** A row of a change page. Bad and unknown ones go aside; the old row goes too, since it would be shown as if it were current. */
export function putRow(ledger: Ledger, scope: string, epoch: string, line: WireRow, fate: Fate, tally: Tally): void {
  if (fate.fate === 'refused') return
  const { tables } = ledger
  const { type, id, ver } = line
  const key = keyOf(type, id)
  const shown = isRowType(type) ? tables.rows : tables.unknown
  if (!isNewer(ledger, shown.get(key), ver, epoch) || !isNewer(ledger, tables.bad.get(key), ver, epoch)) return
  const row: TruthRow = { type, id, scope, ver, h: Buffer.from(fate.h).toString('base64'), body: line.row }
  drop(ledger, tables.bad, key)
  drop(ledger, tables.unknown, key)
  if (fate.fate === 'row') {
    set(ledger, tables.rows, key, row)
    return note(tally, type, id)
  }
  if (drop(ledger, tables.rows, key)) note(tally, type, id)
  if (fate.fate === 'unknown') return set(ledger, tables.unknown, key, row)
  tally.bad += 1
  set(ledger, tables.bad, key, { ...row, why: fate.why })
}

export function leaveRow(ledger: Ledger, scope: string, line: { type: string; id: string; ver: number }, tally: Tally): void {
  const { rows, bad, unknown } = ledger.tables
  const key = keyOf(line.type, line.id)
  for (const side of [bad, unknown]) if (mayLeave(side.get(key), scope, line.ver)) drop(ledger, side, key)
  if (mayLeave(rows.get(key), scope, line.ver) && drop(ledger, rows, key)) note(tally, line.type, line.id)
}
