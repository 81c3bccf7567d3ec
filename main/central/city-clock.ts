/** The working time of a city and the limits of its classes, as its rows state them: what the central reckons deadlines with. */
import type { CaseClock } from '../casework/case-deadline.ts'
import { workOf, type ClassLimit } from '../casework/case-times.ts'
import { createCityTime, type CityTime } from '../casework/limit.ts'
import type { Row } from '../sync/protocol.ts'
import type { Tx } from './sql-types.ts'

/** Clocks remember their days; a central has a city or a few, and each states another working time once in a while. */
const MOST_TIMES = 16
const times = new Map<string, CityTime>()

/** With the limits of these classes; one that is not there has none. */
export async function readCaseClock(tx: Tx, city: string, classes: readonly string[]): Promise<CaseClock> {
  const rows = await tx.query<{ type: string; id: string; body: string }>(
    `SELECT type, id, body FROM record WHERE scope <> '' AND ((type = 'area' AND id = $1) OR (type = 'class' AND id = ANY($2)))`, [city, classes],
  )
  const limits = new Map(rows.filter(({ type }) => type === 'class').map(({ id, body }) => [id, JSON.parse(body) as ClassLimit]))
  const area = rows.find(({ type }) => type === 'area')
  return { time: timeOf(area === undefined ? {} : (JSON.parse(area.body) as Partial<Row<'area'>>)), kindOf: (id) => limits.get(id) ?? {} }
}

function timeOf({ time_zone = 'UTC', working_time }: Partial<Row<'area'>>): CityTime {
  const stated = JSON.stringify([time_zone, working_time])
  const known = times.get(stated)
  if (known !== undefined) return known
  if (times.size >= MOST_TIMES) times.clear()
  const time = createCityTime(time_zone, working_time === undefined ? null : workOf(working_time))
  times.set(stated, time)
  return time
}
