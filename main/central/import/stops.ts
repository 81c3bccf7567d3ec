/** Single stops wait in a table of their own and are added up there: per place, day and hour. */
import type { Row } from '../../sync/protocol.ts'
import type { Sql, Tx } from '../sql.ts'
import type { Stop } from './stop-row.ts'

export interface WaitingStop extends Stop { line: number }

export const stopsName = (stage: string): string => `${stage}_stop`

export async function createStops(sql: Sql, table: string): Promise<void> {
  await sql.query(`DROP TABLE IF EXISTS ${table}`)
  await sql.query(
    `CREATE UNLOGGED TABLE ${table} (
       line bigint PRIMARY KEY, id text COLLATE "C" NOT NULL, area text NOT NULL, lng double precision NOT NULL, lat double precision NOT NULL,
       day_from text COLLATE "C" NOT NULL, day_to text COLLATE "C" NOT NULL,
       hour integer NOT NULL, orders integer NOT NULL, minutes double precision NOT NULL)`,
  )
  await sql.query(`CREATE INDEX ON ${table} (id, day_from, day_to)`)
}

export async function addStops(sql: Tx, table: string, stops: readonly WaitingStop[]): Promise<void> {
  const column = <T>(read: (stop: WaitingStop) => T): T[] => stops.map(read)
  await sql.query(
    `INSERT INTO ${table} SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::text[], $7::text[], $8::int[], $9::int[], $10::float8[])`,
    [
      column((s) => s.line), column((s) => s.stop), column((s) => s.area), column((s) => s.place.lng), column((s) => s.place.lat),
      column((s) => s.from), column((s) => s.to), column((s) => s.hour), column((s) => s.orders), column((s) => s.minutes),
    ],
  )
}

interface Sum {
  id: string
  day_from: string
  day_to: string
  area: string
  lng: number
  lat: number
  hours: [number, number, number][]
}

/** Handover rows in order of place and day. A place stands at the middle of its stops and in the area named most often. */
export async function* sumStops(sql: Tx, table: string, city: string, source: string): AsyncGenerator<Row<'handover'>> {
  for (let last: [string, string, string] = ['', '', '']; ; ) {
    const page: Sum[] = await sql.query<Sum>(
      `WITH day AS (
         SELECT id, day_from, day_to, mode() WITHIN GROUP (ORDER BY area) AS area, avg(lng) AS lng, avg(lat) AS lat
         FROM ${table} WHERE (id, day_from, day_to) > ($1, $2, $3) GROUP BY id, day_from, day_to ORDER BY id, day_from, day_to LIMIT 500)
       SELECT day.*, (SELECT json_agg(json_build_array(h.hour, h.orders, h.minutes) ORDER BY h.hour) FROM (
           SELECT hour, sum(orders)::int AS orders, round(sum(minutes)::numeric, 3)::float8 AS minutes FROM ${table} s
           WHERE s.id = day.id AND s.day_from = day.day_from AND s.day_to = day.day_to GROUP BY hour) AS h) AS hours
       FROM day ORDER BY id, day_from, day_to`,
      last,
    )
    for (const sum of page) yield handover(sum, city, source)
    const end = page.at(-1)
    if (end === undefined) return
    last = [end.id, end.day_from, end.day_to]
  }
}

const round = (value: number): number => Math.round(value * 1e7) / 1e7

function handover(sum: Sum, city: string, source: string): Row<'handover'> {
  return {
    id: `${city}:${sum.id}:${sum.day_from}${sum.day_to === sum.day_from ? '' : `..${sum.day_to}`}`,
    city, place: `${city}:${sum.id}`, area: sum.area, lng: round(sum.lng), lat: round(sum.lat),
    from: sum.day_from, to: sum.day_to, hours: sum.hours, simulated: false, source,
  }
}
