/** Answers 'places.card': one site or bottleneck as facts; the screen's catalogue words the keys and codes. */
import type { Input } from '../../../preload/contract/api.ts'
import type { PlaceCard } from '../../../preload/contract/place.ts'
import { openingAt, type WeeklyHours } from '../../field/opening.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { clockOf } from './opening-reader.ts'

type Fact = PlaceCard['facts'][number]

/** Null when the cache holds no such place. */
export function getCard({ db }: ReaderContext, { type, id, at }: Input<'places.card'>): PlaceCard | null {
  const body = db.prepare(`SELECT body FROM ${type === 'site' ? 'site' : 'bottleneck'} WHERE id = ?`).pluck().get(id) as string | undefined
  if (body === undefined) return null
  const row = JSON.parse(body) as Row<'site'> | Row<'bottleneck'>
  const areaName = db.prepare('SELECT name FROM area WHERE id = ?').pluck().get(row.area) as string | undefined
  return {
    id: row.id, type, name: row.name, kind: row.kind, area: row.area, areaName: areaName ?? row.area, lng: row.lng, lat: row.lat,
    facts: type === 'site' ? siteFacts(row as Row<'site'>) : bottleneckFacts(row as Row<'bottleneck'>),
    opening: type === 'site' ? openingAt(clockOf(db), at)('hours' in row ? (row as { hours?: WeeklyHours[] }).hours : undefined) : null,
    source: row.source, asOf: Date.parse(row.as_of), simulated: row.simulated,
  }
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
