/** The city that is measured: ten districts of fifteen streets, and as many reports around seeded centres as one asks for. */
import { hash } from 'node:crypto'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import type { Row, RowType } from '../../main/sync/protocol.ts'
import { seeded } from '../store/queries/filled-cache.ts'

export const CITY = '3302'
export const SCOPE = `city:${CITY}`
export const DAY_MS = 86_400_000
/** Local midnight in the city's zone, the end of what is held. */
export const END = Date.parse('2026-11-01T00:00:00+08:00')
export const DAYS = 730
export const DISTRICTS = Array.from({ length: 10 }, (_, i) => `${CITY}${String(i + 1).padStart(2, '0')}`)
export const STREETS = DISTRICTS.flatMap((district) => Array.from({ length: 15 }, (_, i) => `${district}${String(i + 1).padStart(3, '0')}`))
export const CLASSES = Array.from({ length: 12 }, (_, i) => `class-${i + 1}`)
/** What a screen calls them. */
export const CLASS_NAMES = CLASSES.map((_, i) => `类${i}`)
/** The middle of the city's ground. */
export const CENTRE = { lng: 121.55, lat: 29.87 }

const MADE = { simulated: true, source: 'bench' }

/** The small rows of the city's scope, which every desk pulls before the points. */
export function cityRows(): { type: RowType; row: Row<RowType> }[] {
  const area = (id: string, level: Row<'area'>['level'], more: Partial<Row<'area'>>): { type: RowType; row: Row<RowType> } => ({ type: 'area', row: { id, city: CITY, level, name: `名${id}`, ...more, ...MADE } })
  return [
    area(CITY, 'city', { time_zone: 'Asia/Shanghai', bounds: [120.9, 28.8, 122.2, 30.5] }),
    ...DISTRICTS.map((id) => area(id, 'district', { parent: CITY })),
    ...STREETS.map((id) => area(id, 'street', { parent: id.slice(0, 6) })),
    ...CLASSES.map((id, order): { type: RowType; row: Row<RowType> } => ({ type: 'class', row: { id, city: CITY, name: CLASS_NAMES[order]!, order, simulated: true } })),
  ]
}

/** In order of id, which is nearly the order of time: one in a hundred came in up to thirty days late. */
export function* reports(count: number): Generator<Row<'point'>> {
  const random = seeded(20_261_101)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const centres = STREETS.map((id) => ({ id, lng: CENTRE.lng + 0.5 * (random() - 0.5), lat: CENTRE.lat + 0.45 * (random() - 0.5), spread: 0.002 + 0.012 * random() }))
  for (let n = 0; n < count; n++) {
    // Busy streets first: the square of a uniform number.
    const { id, lng, lat, spread } = centres[Math.floor(random() ** 2 * centres.length)]!
    const late = random() < 0.01 ? 30 * DAY_MS * random() : 0
    const at = END - DAYS * DAY_MS * (1 - (n + random()) / count) - late
    yield {
      id: `case-${String(n + 1).padStart(7, '0')}`, area: id, lng: round(lng + spread * normal()), lat: round(lat + spread * normal()),
      reported_at: new Date(Math.floor(at / 1_000) * 1_000).toISOString(), class: CLASSES[Math.floor(random() ** 2 * CLASSES.length)]!,
      status: CASE_STATUSES[Math.floor(random() * CASE_STATUSES.length)]!, weight: random() < 0.1 ? 2.5 : 1,
    }
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** One line of a snapshot part. */
export function lineOf(type: RowType, row: Row<RowType>): string {
  const text = JSON.stringify(row)
  return `${JSON.stringify({ type, id: row.id, ver: 1, h: hash('sha256', text, 'buffer').subarray(0, 16).toString('base64'), row: text })}\n`
}
