/** Random batches for concurrent writers: shared rows that change, move both ways and go, and own rows in pairs that show a half-done batch. */
import type { Write } from '../../main/central/log.ts'
import { caseRow, pointRow, siteRow } from '../central/small-city.ts'
import type { Random } from './random.ts'

/** Rows that every writer writes. */
const HOT = 16
/** Pairs of each writer. */
export const OWN = 8
export const ownId = (writer: number, slot: number, half: 'a' | 'b'): string => `own-${writer}-${slot}-${half}`

export interface Batch {
  writes: Write[]
  /** The pair this batch writes: both halves get `mark`, in different scopes as a rule. */
  slot: number
  mark: number
}

export function makeBatch(random: Random, writer: number, mark: number, streets: readonly string[]): Batch {
  const street = (): string => random.pick(streets)
  const slot = mark % OWN
  const writes: Write[] = [
    { op: 'put', row: caseRow(ownId(writer, slot, 'a'), street(), { photos: mark }) },
    { op: 'put', row: caseRow(ownId(writer, slot, 'b'), street(), { photos: mark }) },
  ]
  for (let i = random.below(4); i >= 0; i -= 1) writes.push(hotWrite(random, street(), mark))
  return { writes: random.shuffle(writes), slot, mark }
}

function hotWrite(random: Random, street: string, mark: number): Write {
  const id = `hot-${random.below(HOT)}`
  const kind = random.below(10)
  if (kind < 4) return { op: 'put', row: caseRow(id, street, { photos: mark }) }
  if (kind < 6) return { op: 'put', row: pointRow(id, street, random.pick(['filed', 'dispatched', 'closed'])) }
  if (kind < 7) return { op: 'put', row: siteRow(id, street.slice(0, 6)) }
  if (kind < 9) return { op: 'leave', type: 'case', id, why: 'moved', to: `office:${street}` }
  return { op: 'leave', type: random.pick(['case', 'point', 'site'] as const), id, why: random.pick(['deleted', 'revoked', 'aged'] as const) }
}

/** Rows for a bulk load that crosses the writers' way: hot ones, in no order, and some new ones. */
export function* bulkRows(random: Random, mark: number, streets: readonly string[]) {
  for (const i of random.shuffle(Array.from({ length: HOT }, (_, n) => n))) yield caseRow(`hot-${i}`, random.pick(streets), { photos: mark })
  for (let i = 0; i < 20; i += 1) yield pointRow(`bulk-${mark}-${i}`, random.pick(streets))
}
