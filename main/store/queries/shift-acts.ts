/** What was done to the cases of some offices in a span: counted by kind, and the last thing done to each case. */
import type { ShiftCase, ShiftReport } from '../../../preload/contract/shift.ts'
import type { ReadableDatabase } from '../open.ts'

/** In the order of time; an office's acts of a span stand together in the index. */
export const ACTS_SQL = `SELECT "case", at, kind, body ->> '$.action', body ->> '$.by_name' FROM act INDEXED BY act_scope_at WHERE scope = ? AND at >= ? AND at < ? ORDER BY at`
type Columns = [caseId: string, at: number, kind: string, action: string | null, byName: string]

export interface ShiftActs {
  done: ShiftReport['done']
  /** By case. */
  last: Map<string, NonNullable<ShiftCase['last']>>
}

export function actsIn(db: ReadableDatabase, offices: readonly string[], from: number, to: number): ShiftActs {
  const counts = new Map<string, ShiftReport['done'][number]>()
  const last: ShiftActs['last'] = new Map()
  for (const office of offices) {
    for (const [id, at, kind, action, byName] of db.prepare(ACTS_SQL).raw().iterate(`office:${office}`, from, to) as IterableIterator<Columns>) {
      const one = counts.get(`${kind} ${action}`) ?? { kind, action, count: 0 }
      one.count++
      counts.set(`${kind} ${action}`, one)
      if ((last.get(id)?.at ?? Number.NEGATIVE_INFINITY) <= at) last.set(id, { kind, action, byName, at })
    }
  }
  return { done: [...counts.values()].sort((a, b) => b.count - a.count), last }
}
