/** One record → one stop at a door; stops are later added up per place, day and hour into handover statistics. */
import { DateTime } from 'luxon'
import { placeOf } from './place-of.ts'
import type { Place } from './coordinates.ts'
import type { SourceRecord } from './source-record.ts'
import type { FlagReason, Outcome } from './refusal.ts'
import { readArea, type RowContext } from './row-context.ts'
import { readTime } from './times.ts'

export interface StopContext extends RowContext {
  /** Days of a file without times. */
  period: { from: string; to: string } | null
  hasTimes: boolean
}

export interface Stop {
  stop: string
  area: string
  place: Place
  from: string
  to: string
  /** −1 where the source gives no hour. */
  hour: number
  orders: number
  minutes: number
}

export function stopRow(record: SourceRecord, context: StopContext): Outcome<Stop> {
  const { pick } = context
  const flags: FlagReason[] = []
  const found = placeOf(record, pick, context.crs)
  if ('refused' in found) return found
  const minutes = readDuration(pick(record, 'seconds'), 60) ?? readDuration(pick(record, 'minutes'), 1)
  const orders = pick(record, 'orders').trim() === '' ? 1 : readDuration(pick(record, 'orders'), 1)
  if (minutes === null || orders === null || !Number.isInteger(orders)) return { refused: 'bad-duration', detail: `${pick(record, 'seconds')}${pick(record, 'minutes')}`.slice(0, 60) }
  const when = readWhen(record, context, flags)
  if ('refused' in when) return when
  const area = readArea(context, record, flags)
  if ('refused' in area) return area
  // Without a column of places, stops at the same point (to about 10 m) are at the same place.
  const stop = pick(record, 'stop').trim() || `${found.place.lng.toFixed(4)},${found.place.lat.toFixed(4)}`
  if (stop.length > 100) return { refused: 'bad-id', detail: `${stop.length} characters` }
  return { row: { stop, area: area.area, place: found.place, ...when, orders, minutes }, flags: [...found.flags, ...flags] }
}

function readWhen(record: SourceRecord, context: StopContext, flags: FlagReason[]): { from: string; to: string; hour: number } | { refused: 'missing-time' | 'bad-time'; detail: string } {
  if (!context.hasTimes && context.period !== null) return { ...context.period, hour: -1 }
  const text = context.pick(record, 'time')
  if (text.trim() === '') return { refused: 'missing-time', detail: '' }
  const time = readTime(text, context.rules)
  if (time === null) return { refused: 'bad-time', detail: text.slice(0, 60) }
  if (time.flag !== null) flags.push(time.flag)
  const local = DateTime.fromMillis(time.at, { zone: context.rules.zone ?? 'utc' })
  const day = local.toISODate() ?? ''
  return { from: day, to: day, hour: time.flag === 'date-only' ? -1 : local.hour }
}

function readDuration(text: string, unit: number): number | null {
  const trimmed = text.trim()
  return /^\d{1,9}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) / unit : null
}
