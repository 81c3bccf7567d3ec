/** Answers 'places.card': one place, post or report as facts; the screen's catalogue words the keys and codes. */
import type { Input } from '../../../preload/contract/api.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CardType, PlaceCard } from '../../../preload/contract/place.ts'
import { openingAt, type WeeklyHours } from '../../field/opening.ts'
import type { Row, RowType } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { bordersAt } from './borders.ts'
import { shownCase } from './case-row.ts'
import { deadlineOf } from './deadline.ts'
import { editingOfShift, editingOfSite } from './place-editing.ts'
import { clockOf } from './opening-reader.ts'

type Fact = PlaceCard['facts'][number]
/** What one type of row says of itself; the rest is the same for all. */
type Said = Pick<PlaceCard, 'name' | 'kind' | 'facts'> & Partial<Pick<PlaceCard, 'opening' | 'due' | 'deadline' | 'danger' | 'source' | 'asOf' | 'editing' | 'lng' | 'lat' | 'borders'>>

const ROW_OF = { site: 'site', bottleneck: 'bottleneck', duty: 'shift', case: 'case' } as const satisfies Record<CardType, RowType>

/** Null when the cache holds no such place. `at`: the instant that opening hours and deadlines are judged at. */
export function getCard(context: ReaderContext, { type, id, at }: Input<'places.card'>): PlaceCard | null {
  const { db } = context
  const held = type === 'case' ? shownCase(context, id) : (db.prepare(`SELECT body, scope, ver FROM "${ROW_OF[type]}" WHERE id = ?`).get(id) as { body: string; scope: string; ver: number } | undefined)
  if (held == null) return null
  const row = JSON.parse(held.body) as Row<'site'> | Row<'bottleneck'> | Row<'shift'> | Row<'case'>
  const okAt = db.prepare('SELECT ok_at FROM scope WHERE id = ?').pluck().get(held.scope) as number | null | undefined
  return {
    id: row.id, type, area: row.area, areaName: named(db, 'area', row.area), lng: row.lng, lat: row.lat, borders: bordersAt(context, row.lng, row.lat, row.area),
    opening: null, due: null, deadline: null, danger: false, editing: null, source: 'source' in row ? row.source : '', asOf: 'as_of' in row ? Date.parse(row.as_of) : (okAt ?? null), simulated: row.simulated,
    ...say(context, type, row, at, { scope: held.scope, ver: 'ver' in held ? held.ver : 0 }),
  }
}

function say(context: ReaderContext, type: CardType, row: Row<'site'> | Row<'bottleneck'> | Row<'shift'> | Row<'case'>, at: number, stand: { scope: string; ver: number }): Said {
  switch (type) {
    case 'site': return saySite(context, row as Row<'site'>, at, stand)
    case 'bottleneck': return { name: (row as Row<'bottleneck'>).name, kind: (row as Row<'bottleneck'>).kind, facts: bottleneckFacts(row as Row<'bottleneck'>) }
    case 'duty': return sayShift(context, row as Row<'shift'>, stand)
    case 'case': return sayCase(context, row as Row<'case'>, at)
  }
}

/** With own corrections laid over. */
function saySite(context: ReaderContext, held: Row<'site'>, at: number, stand: { scope: string; ver: number }): Said {
  const { row, editing } = editingOfSite(context, held, stand)
  const hours = 'hours' in row ? (row as { hours?: WeeklyHours[] }).hours : undefined
  // What is closed for good opens at no hour.
  const isClosed = row.state === 'closed'
  return {
    name: row.name, kind: row.kind, facts: [...fact('state', isClosed ? 'closed' : undefined), ...siteFacts(row), ...correctedFacts(row)], opening: isClosed ? null : openingAt(clockOf(context.db), at)(hours),
    lng: row.lng, lat: row.lat, borders: bordersAt(context, row.lng, row.lat, row.area), editing,
  }
}

/** Whose corrections the row holds, the last first. */
function correctedFacts({ corrected }: Row<'site'>): Fact[] {
  const [last] = Object.values(corrected ?? {}).filter(({ by_name }) => by_name !== '').sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return last === undefined ? [] : [...fact('correctedBy', last.by_name), ...fact('correctedAt', Date.parse(last.at))]
}

function sayShift(context: ReaderContext, held: Row<'shift'>, stand: { scope: string; ver: number }): Said {
  const { row, editing } = editingOfShift(context, held, stand)
  const body = context.db.prepare('SELECT body FROM team WHERE id = ?').pluck().get(row.team) as string | undefined
  const team = body === undefined ? null : (JSON.parse(body) as Row<'team'>)
  const came = row.marks?.filter(({ is }) => is === 'present').length
  const facts = [
    ...fact('team', team?.name ?? row.team), ...fact('sector', team?.sector), ...fact('startsAt', Date.parse(row.starts_at)), ...fact('endsAt', Date.parse(row.ends_at)),
    ...fact('headcount', row.headcount), ...fact('came', came), ...fact('reachMeters', row.reach_meters),
  ]
  return { name: row.post, kind: team?.rank ?? 'detachment', facts, editing, ...(team === null ? {} : { source: team.source }) }
}

/** Reporters stay out of it, masked or not: on a map nobody needs them. */
function sayCase(context: ReaderContext, row: Row<'case'>, at: number): Said {
  const { db } = context
  const isOpen = !(CLOSED_STATUSES as readonly string[]).includes(row.status)
  const due = row.merged_due_at ?? row.due_at
  const dueAt = due === undefined ? null : Date.parse(due)
  const marks = [...(row.urgent ? ['urgent'] : []), ...(row.supervised ? ['supervised'] : [])]
  const facts = [
    ...fact('class', named(db, 'class', row.class)), ...fact('status', row.status), ...fact('marks', marks.length > 0 ? marks : undefined), ...fact('text', row.text), ...fact('address', row.place),
    ...fact('reportedAt', Date.parse(row.reported_at)), ...fact('updatedAt', Date.parse(row.updated_at)), ...fact('closedAt', row.closed_at === undefined ? undefined : Date.parse(row.closed_at)),
  ]
  return { name: row.number, kind: row.class, facts, due: isOpen && dueAt !== null ? { dueAt, isOverdue: dueAt < at } : null, deadline: deadlineOf(context, row, at), danger: row.danger_to_life && isOpen }
}

function named(db: ReadableDatabase, table: 'area' | 'class', id: string): string {
  return (db.prepare(`SELECT name FROM "${table}" WHERE id = ?`).pluck().get(id) as string | undefined) ?? id
}

/** A fact that the row states; what it does not state is left out. */
function fact(key: string, value: Fact['value'] | undefined): Fact[] {
  return value === undefined ? [] : [{ key, value }]
}

function siteFacts(row: Row<'site'>): Fact[] {
  switch (row.kind) {
    case 'compound':
      return fact('access', row.access)
    case 'station':
      return [...fact('hours', row.hours?.map(({ weekday, from, to }) => `${weekday} ${clockTime(from)}–${clockTime(to)}`)), ...fact('services', row.services)]
    case 'merchant':
      return [...fact('mealDeals', row.meal_deals), ...fact('freeLunchQuota', row.free_lunch_quota)]
    case 'charging':
      return fact('charger', row.charger)
  }
}

function bottleneckFacts(row: Row<'bottleneck'>): Fact[] {
  return [
    { key: 'severity', value: row.severity }, { key: 'hours', value: hourRanges(row.hours) }, { key: 'causes', value: row.causes },
    { key: 'measures', value: row.measures.map(({ kind, from, to }) => `${kind} ${from}–${to ?? ''}`) },
  ]
}

/** Minutes of the day as HH:MM; above 24:00 where it runs past midnight. */
function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Hours of the day as ranges: 11, 12, 17 → 11:00–13:00, 17:00–18:00. */
function hourRanges(hours: readonly number[]): string[] {
  const ranges: [number, number][] = []
  for (const hour of [...new Set(hours)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.[1] === hour) last[1] = hour + 1
    else ranges.push([hour, hour + 1])
  }
  return ranges.map(([from, to]) => `${clockTime(from * 60)}–${clockTime(to * 60)}`)
}
