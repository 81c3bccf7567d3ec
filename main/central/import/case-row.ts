/** One record → one case. Free text stays text; what is personal in it is masked where the central writes rows. */
import type { Row } from '../../sync/protocol.ts'
import type { SourceRecord } from './source-record.ts'
import type { FlagReason, Outcome } from './refusal.ts'
import { placeOf } from './place-of.ts'
import { fit, readArea, readId, type RowContext } from './row-context.ts'
import { isFinal, readStatus, unnamedStatus } from './statuses.ts'
import { readTime } from './times.ts'

export function caseRow(record: SourceRecord, context: RowContext): Outcome<Row<'case'>> {
  const { pick, names } = context
  const flags: FlagReason[] = []
  const id = readId(pick(record, 'id'))
  if ('refused' in id) return id
  const found = placeOf(record, pick, context.crs)
  if ('refused' in found) return found
  const times = readTimes(record, context, flags)
  if ('refused' in times) return times
  const area = readArea(context, record, flags)
  if ('refused' in area) return area
  const status = statusOf(pick(record, 'status'), times.closed !== null, flags)
  if (isFinal(status) && times.closed === null) flags.push('closed-without-time')
  const closed = closingTime(times, isFinal(status), flags)
  const row: Row<'case'> = {
    id: `${names.city}:${id.id}`,
    city: names.city,
    area: area.area,
    number: id.id,
    class: names.classId(fit(pick(record, 'class'), 200, flags), fit(pick(record, 'group'), 200, flags)),
    status,
    text: fit([pick(record, 'title'), pick(record, 'note')].map((part) => part.trim()).filter((part) => part !== '').join('\n'), 8_000, flags),
    place: fit(pick(record, 'place').trim() || pick(record, 'place_else'), 500, flags),
    lng: found.place.lng,
    lat: found.place.lat,
    ...(found.place.original === undefined ? {} : { original: found.place.original }),
    reported_at: instant(times.reported),
    updated_at: instant(Math.max(times.reported, times.updated ?? closed ?? times.reported)),
    ...(times.due === null ? {} : { due_at: instant(times.due) }),
    ...(closed === null ? {} : { closed_at: instant(closed) }),
    urgent: false, supervised: false, danger_to_life: false, photos: 0,
    external_id: id.id,
    simulated: false,
    source: context.source,
  }
  return { row, flags: [...found.flags, ...flags] }
}

const instant = (at: number): string => new Date(at).toISOString()

interface Times { reported: number; due: number | null; closed: number | null; updated: number | null }

/** Without a readable time of report there is no case; any other unreadable time is left out with a remark. */
function readTimes(record: SourceRecord, { pick, rules }: RowContext, flags: FlagReason[]): Times | { refused: 'missing-time' | 'bad-time'; detail: string } {
  const text = pick(record, 'reported_at')
  if (text.trim() === '') return { refused: 'missing-time', detail: '' }
  const reported = readTime(text, rules)
  if (reported === null) return { refused: 'bad-time', detail: text.slice(0, 60) }
  if (reported.flag !== null) flags.push(reported.flag)
  const other = (field: string): number | null => {
    const raw = pick(record, field)
    if (raw.trim() === '') return null
    const time = readTime(raw, rules)
    const flag = time === null ? 'bad-other-time' : time.flag
    if (flag !== null && flag !== 'date-only' && !flags.includes(flag)) flags.push(flag)
    return time?.at ?? null
  }
  return { reported: reported.at, due: other('due_at'), closed: other('closed_at'), updated: other('updated_at') }
}

function statusOf(word: string, hasClosed: boolean, flags: FlagReason[]): Row<'case'>['status'] {
  const status = readStatus(word, hasClosed)
  if (status === null) flags.push('unknown-status')
  return status ?? unnamedStatus(hasClosed)
}

function closingTime(times: Times, final: boolean, flags: FlagReason[]): number | null {
  if (times.closed === null || !final) return null
  if (times.closed >= times.reported) return times.closed
  flags.push('closed-before-opened')
  return null
}

/** The compact point every case has beside it in the city's scope. */
export function pointOf(row: Row<'case'>): Row<'point'> {
  return { id: row.id, area: row.area, lng: row.lng, lat: row.lat, reported_at: row.reported_at, class: row.class, status: row.status, weight: 1 }
}
