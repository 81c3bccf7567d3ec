/**
 * Accepts at once what the schemas would surely accept, so that they are asked only about the doubtful: of a million lines next to none.
 * Never accepts what they would not; what is not sure is no verdict.
 */
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import type { Row, SnapshotLine } from '../sync/protocol.ts'

type Unsure<T> = { readonly [K in keyof T]?: unknown }

const HASH = /^[A-Za-z0-9+/]{22}==$/
/** In UTC, in the centuries of the schema, and not the 29th of a February, which would need the calendar. */
const INSTANT = /^(?:19|20|21)\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/
const STATUSES: ReadonlySet<unknown> = new Set(CASE_STATUSES)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isId = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200
const isBetween = (value: unknown, least: number, most: number): boolean => typeof value === 'number' && value >= least && value <= most

export function isSurelyLine(value: unknown): value is SnapshotLine {
  if (!isObject(value)) return false
  const { type, id, ver, h, row } = value as Unsure<SnapshotLine>
  return typeof type === 'string' && isId(id) && Number.isSafeInteger(ver) && (ver as number) >= 1 && typeof h === 'string' && HASH.test(h) && typeof row === 'string'
}

export function isSurelyPoint(value: unknown): value is Row<'point'> {
  if (!isObject(value)) return false
  const point = value as Unsure<Row<'point'>>
  return isId(point.id) && isId(point.area) && isId(point.class) && STATUSES.has(point.status)
    && isBetween(point.lng, -180, 180) && isBetween(point.lat, -90, 90) && isBetween(point.weight, 0, 1_000_000)
    && typeof point.reported_at === 'string' && INSTANT.test(point.reported_at)
}
