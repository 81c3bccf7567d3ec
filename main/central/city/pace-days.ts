/** What the living city adds day by day: shifts planned a week ahead, and the handovers of each day that is over. */
import type { Row } from '../../sync/protocol.ts'
import type { Write } from '../log.ts'
import type { Tx } from '../sql-types.ts'
import type { Place } from './bottlenecks.ts'
import { handoverOf } from './handovers.ts'
import { DAY_MS, PRACTICE_CITY, startOfDay } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'
import type { Plan } from './practice-city.ts'
import { PLANNED_DAYS, shiftsOf } from './shifts.ts'

const asWrite = (row: TypedRow): Write => ({ op: 'put', row })

/** The writes of one day that is still missing, oldest first; null when nothing is. */
export async function nextMissingDay(tx: Tx, plan: Plan, seed: number, now: number, longestMs: number): Promise<Write[] | null> {
  const today = startOfDay(now)
  const shiftDay = await nextDay(tx, 'shift', 'shift-', today - longestMs)
  if (shiftDay <= today + PLANNED_DAYS * DAY_MS) return [...shiftsOf(plan.posts, shiftDay, seed)].map(asWrite)
  const handoverDay = await nextDay(tx, 'handover', `handover-${plan.places[0]!.row.id}-`, today - longestMs)
  if (handoverDay >= today) return null
  const places = await placesInForce(tx, plan.places)
  return places.map((place) => asWrite(handoverOf(place, handoverDay, seed)))
}

/** The day after the newest of the rows whose ids are `prefix` and a date. */
async function nextDay(tx: Tx, type: 'shift' | 'handover', prefix: string, earliest: number): Promise<number> {
  const [row] = await tx.query<{ id: string | null }>(
    `SELECT max(id COLLATE "C") AS id FROM record WHERE type = $1 AND city = $2 AND starts_with(id, $3)`, [type, PRACTICE_CITY, prefix],
  )
  const date = row?.id?.slice(prefix.length, prefix.length + 10)
  return date === undefined ? earliest : Math.max(earliest, startOfDay(Date.parse(`${date}T12:00:00+08:00`)) + DAY_MS)
}

/** The planted places with the measures as the central holds them: their dates belong to the day the city was made. */
async function placesInForce(tx: Tx, places: readonly Place[]): Promise<Place[]> {
  const rows = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = 'bottleneck' AND city = $1`, [PRACTICE_CITY])
  const held = new Map(rows.map(({ body }) => JSON.parse(body) as Row<'bottleneck'>).map((row) => [row.id, row]))
  return places.flatMap((place) => {
    const row = held.get(place.row.id)
    if (!row) return []
    const since = row.measures[0]?.from
    const measure = place.truth.measure && since ? { ...place.truth.measure, from: since } : null
    return [{ ...place, row, place: [row.lng, row.lat], truth: { ...place.truth, measure } } satisfies Place]
  })
}

