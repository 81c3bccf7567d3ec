/** The deadline of a case row, explained by the limit of its class and the working time of its city. */
import type { Deadline } from '../../../preload/contract/deadline.ts'
import { timesOf, workOf, type ClassLimit } from '../../casework/case-times.ts'
import { explainDeadline } from '../../casework/deadline.ts'
import { createCityTime, type CityTime } from '../../casework/limit.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { clockOf } from './opening-reader.ts'

type WorkingTime = NonNullable<Row<'area'>['working_time']>

/** As of `at`. The central's own deadline counts; what is reckoned here explains it. */
export const deadlineOf = (context: ReaderContext, row: Row<'case'>, at: number): Deadline => explainDeadline(timesOf(row, classOf(context.db, row.class)), at, cityTimeOf(context))

function classOf(db: ReadableDatabase, id: string): ClassLimit {
  const body = db.prepare('SELECT body FROM class WHERE id = ?').pluck().get(id) as string | undefined
  return body === undefined ? {} : (JSON.parse(body) as ClassLimit)
}

/** Clocks remember their days: one for each working time that the city ever stated to this thread. */
const times = new WeakMap<ReaderContext, { stated: string; time: CityTime }>()

function cityTimeOf(context: ReaderContext): CityTime {
  const zone = clockOf(context.db) ?? 'UTC'
  const body = context.db.prepare("SELECT body -> '$.working_time' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined
  const stated = `${zone} ${body ?? ''}`
  const known = times.get(context)
  if (known?.stated === stated) return known.time
  const time = createCityTime(zone, body == null ? null : workOf(JSON.parse(body) as WorkingTime))
  times.set(context, { stated, time })
  return time
}
