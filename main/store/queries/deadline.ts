/** The deadline of a case row, explained by the limit of its class and the working time of its city. */
import type { Deadline } from '../../../preload/contract/deadline.ts'
import { explainDeadline } from '../../casework/deadline.ts'
import { createCityTime, type CityTime } from '../../casework/limit.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { clockOf } from './opening-reader.ts'

type WorkingTime = NonNullable<Row<'area'>['working_time']>
type ClassRow = Pick<Row<'class'>, 'limit' | 'limit_from'>

/** As of `at`. The central's own deadline counts; what is reckoned here explains it. */
export function deadlineOf(context: ReaderContext, row: Row<'case'>, at: number): Deadline {
  const kind = classOf(context.db, row.class)
  const start = kind.limit_from === 'reported' ? row.reported_at : row.filed_at
  return explainDeadline({
    startAt: start === undefined ? null : Date.parse(start),
    limit: row.limit ?? kind.limit ?? null,
    pauses: pausesOf(row),
    extensions: (row.extended ?? []).map(({ at, until }) => ({ at: Date.parse(at), until: Date.parse(until) })),
    stated: row.due_at === undefined ? null : Date.parse(row.due_at),
    finishedAt: row.closed_at === undefined ? null : Date.parse(row.closed_at),
  }, at, cityTimeOf(context))
}

/** A central may state the running suspension alone. */
function pausesOf({ suspended = [], suspended_at }: Row<'case'>): { from: number; to: number | null }[] {
  const pauses = suspended.map(({ from, to }) => ({ from: Date.parse(from), to: to === undefined ? null : Date.parse(to) }))
  return suspended_at === undefined || pauses.some(({ to }) => to === null) ? pauses : [...pauses, { from: Date.parse(suspended_at), to: null }]
}

function classOf(db: ReadableDatabase, id: string): ClassRow {
  const body = db.prepare('SELECT body FROM class WHERE id = ?').pluck().get(id) as string | undefined
  return body === undefined ? {} : (JSON.parse(body) as ClassRow)
}

/** Clocks remember their days: one for each working time that the city ever stated to this thread. */
const times = new WeakMap<ReaderContext, { stated: string; time: CityTime }>()

function cityTimeOf(context: ReaderContext): CityTime {
  const zone = clockOf(context.db) ?? 'UTC'
  const body = context.db.prepare("SELECT body -> '$.working_time' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined
  const stated = `${zone} ${body ?? ''}`
  const known = times.get(context)
  if (known?.stated === stated) return known.time
  const time = createCityTime(zone, body == null ? null : readWorkingTime(JSON.parse(body) as WorkingTime))
  times.set(context, { stated, time })
  return time
}

function readWorkingTime({ holidays, periods, day_rule: rule = 'next_day', days }: WorkingTime): Parameters<typeof createCityTime>[1] {
  return { holidays, periods, rule, table: days === undefined ? null : { ...days, asOf: days.as_of } }
}
