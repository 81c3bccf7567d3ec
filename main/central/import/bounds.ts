/**
 * The rule for points far outside the city, and the city's bounds. On each axis: from the 5th to the 95th percentile of
 * the file, widened on both sides by that whole span and by no less than 0.05° (about 5 km); beyond that a point is
 * refused. Up to one line in twenty may lie anywhere without moving the limits. Below 20 points percentiles say nothing:
 * then the limit is 1° around the median. A city across the 180th meridian needs --bounds.
 */
import type { Tx } from '../sql.ts'
import type { Remark } from './refusal.ts'

/** West, south, east, north. */
export type Bounds = [number, number, number, number]

interface Spread { n: number; lng: number[]; lat: number[] }

/** `table` has columns line, id, lng, lat. */
export async function findLimits(sql: Tx, table: string): Promise<Bounds | null> {
  const [spread] = await sql.query<Spread>(
    `SELECT count(*)::int AS n, percentile_cont(ARRAY[0.05, 0.5, 0.95]) WITHIN GROUP (ORDER BY lng) AS lng,
            percentile_cont(ARRAY[0.05, 0.5, 0.95]) WITHIN GROUP (ORDER BY lat) AS lat FROM ${table}`,
  )
  if (spread === undefined || spread.n === 0) return null
  const [west, east] = widen(spread.lng, spread.n)
  const [south, north] = widen(spread.lat, spread.n)
  return [west, south, east, north]
}

export function widen([low = 0, middle = 0, high = 0]: number[], n: number): [number, number] {
  if (n < 20) return [middle - 1, middle + 1]
  const margin = Math.max(high - low, 0.05)
  return [low - margin, high + margin]
}

/** Takes the points outside the limits out of the table, and reports them, a page at a time. */
export async function* removeOutside(sql: Tx, table: string, [west, south, east, north]: Bounds): AsyncGenerator<Remark> {
  for (;;) {
    const gone = await sql.query<{ line: number; id: string; lng: number; lat: number }>(
      `DELETE FROM ${table} WHERE line IN (SELECT line FROM ${table} WHERE lng < $1 OR lng > $3 OR lat < $2 OR lat > $4 ORDER BY line LIMIT 1000) RETURNING line, id, lng, lat`,
      [west, south, east, north],
    )
    if (gone.length === 0) return
    const inOrder = gone.sort((a, b) => a.line - b.line)
    for (const { line, id, lng, lat } of inOrder) yield { line, id, reason: 'outside-bounds', detail: `${lng}, ${lat}` }
  }
}

/** The box of all rows left, joined with the one known before; at least 0.01° wide, so that a camera can look at it. */
export async function boundsOf(sql: Tx, table: string, known: Bounds | undefined): Promise<Bounds> {
  const [box] = await sql.query<{ w: number; s: number; e: number; n: number }>(`SELECT min(lng) AS w, min(lat) AS s, max(lng) AS e, max(lat) AS n FROM ${table}`)
  if (box === undefined) throw new Error('no rows to take bounds of')
  const joined: Bounds = known === undefined ? [box.w, box.s, box.e, box.n]
    : [Math.min(box.w, known[0]), Math.min(box.s, known[1]), Math.max(box.e, known[2]), Math.max(box.n, known[3])]
  const [west, east] = atLeast(joined[0], joined[2], 180)
  const [south, north] = atLeast(joined[1], joined[3], 90)
  return [west, south, east, north]
}

function atLeast(low: number, high: number, limit: number): [number, number] {
  const missing = (0.01 - (high - low)) / 2
  // Seven decimals, so that the box of a second import is not a hair wider than that of the first.
  return missing <= 0 ? [low, high] : [Math.max(-limit, Number((low - missing).toFixed(7))), Math.min(limit, Number((high + missing).toFixed(7)))]
}
