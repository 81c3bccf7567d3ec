/** What the writers were told: an acknowledged batch is there in the end, a refused one is not, and none is there by half. */
import type { Sql } from '../../main/central/sql.ts'
import type { Outcome } from './writer-child.ts'
import { OWN, ownId } from './writes.ts'

interface Pair {
  acked: number
  /** Batches after the acknowledged one of which nothing is known. */
  unknown: Set<number>
}

export interface Ledger {
  enter(outcome: Outcome): void
  /** A killed lane may have committed batches whose answer was never heard. */
  lose(lane: number): void
  /** What contradicts the record table, as `half …` or `lost …`. */
  audit(sql: Sql): Promise<string[]>
  counts: { acked: number; refused: number; unknown: number; why: Record<string, number> }
}

export function createLedger(): Ledger {
  const pairs = new Map<string, Pair>()
  const lanes = new Set<number>()
  const lostLanes = new Set<number>()
  const counts: Ledger['counts'] = { acked: 0, refused: 0, unknown: 0, why: {} }
  return {
    counts,
    enter({ lane, slot, mark, outcome, why }) {
      lanes.add(lane)
      counts[outcome] += 1
      if (why !== undefined) counts.why[why] = (counts.why[why] ?? 0) + 1
      const pair = pairs.get(`${lane}/${slot}`) ?? { acked: 0, unknown: new Set<number>() }
      pairs.set(`${lane}/${slot}`, pair)
      if (outcome === 'acked') pairs.set(`${lane}/${slot}`, { acked: mark, unknown: new Set() })
      if (outcome === 'unknown') pair.unknown.add(mark)
    },
    lose: (lane) => void lostLanes.add(lane),
    async audit(sql) {
      const rows = await sql.query<{ id: string; photos: number }>(`SELECT id, (body::jsonb ->> 'photos')::int AS photos FROM record WHERE type = 'case' AND id LIKE 'own-%'`)
      const marks = new Map(rows.map(({ id, photos }) => [id, photos]))
      return [...lanes].flatMap((lane) => Array.from({ length: OWN }, (_, slot) => judge(lane, slot)).flat())

      function judge(lane: number, slot: number): string[] {
        const [a, b] = [marks.get(ownId(lane, slot, 'a')) ?? 0, marks.get(ownId(lane, slot, 'b')) ?? 0]
        const { acked, unknown } = pairs.get(`${lane}/${slot}`) ?? { acked: 0, unknown: new Set<number>() }
        const isKnown = a === acked || unknown.has(a) || (lostLanes.has(lane) && a > acked)
        return [...(a === b ? [] : [`half: lane ${lane} slot ${slot} holds ${a} and ${b}`]), ...(isKnown ? [] : [`lost: lane ${lane} slot ${slot} holds ${a}, acknowledged was ${acked}`])]
      }
    },
  }
}
