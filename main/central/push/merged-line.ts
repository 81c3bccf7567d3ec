/** A case that is merged stands in a line: the case it was merged into, the one that this was merged into. Each of them shows something of it. */
import { collect, release, showAnew } from '../../casework/merged-cases.ts'
import { withMergedDeadline } from '../../casework/case-deadline.ts'
import type { Case } from '../../casework/case-change.ts'
import type { Photo } from '../../../preload/contract/photo.ts'
import { readCaseClock } from '../city-clock.ts'
import type { Tx } from '../sql-types.ts'
import { actsOf } from './case-facts.ts'
import type { HeldCase } from './case-facts.ts'

/** A case of the line as it becomes. `did`: what its history tells; null: nothing was done to it, it shows something else. */
export interface Followed {
  held: HeldCase
  next: Case
  did: 'merge' | 'unmerge' | null
}

export interface Following {
  held: HeldCase
  next: Case
  /** Added to the case just now. */
  photos: readonly Photo[]
  /** Holds the line under its locks. */
  cases: ReadonlyMap<string, HeldCase>
  /** RFC 3339. */
  at: string
}

/** What the line becomes when the case of `held` becomes `next`. */
export async function followLine(tx: Tx, { held, next, photos, cases, at }: Following): Promise<Followed[]> {
  const [was, is] = [held.row.status === 'merged', next.status === 'merged']
  if (!was && !is) return []
  const line = lineOf(was ? held.row : next, cases)
  const followed: Followed[] = []
  if (line.length === 0) return followed
  const photo_list = [...(held.row.photo_list ?? []), ...(await actsOf(tx, held.id)).toReversed().flatMap((act) => act.photos ?? []), ...photos]
  for (const one of line) {
    const changed = was && is ? showAnew(one.row, { ...next, photo_list }, at) : is ? collect(one.row, { ...held.row, photo_list }, at) : release(one.row, held.row, at)
    if (changed === null) continue
    followed.push({ held: one, next: withMergedDeadline(changed, await readCaseClock(tx, one.city, [one.row.class])), did: was === is ? null : is ? 'merge' : 'unmerge' })
  }
  return followed
}

/** From the case it is merged into on, as far as they are there. */
export function lineOf(row: Case, cases: ReadonlyMap<string, HeldCase>): HeldCase[] {
  const line: HeldCase[] = []
  for (let at: Case | undefined = row; at?.status === 'merged' && at.duplicate_of !== undefined;) {
    const next: HeldCase | undefined = cases.get(at.duplicate_of)
    if (next === undefined || next.id === row.id || line.includes(next)) break
    line.push(next)
    at = next.row
  }
  return line
}
