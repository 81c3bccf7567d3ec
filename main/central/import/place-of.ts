/** Where a record lies: its longitude and latitude cells, else its GeoJSON geometry, else a `….coordinates` pair. */
import { readPlace, type Crs, type Place } from './coordinates.ts'
import type { Pick } from './columns.ts'
import type { SourceRecord } from './source-record.ts'
import type { FlagReason, RefusalReason } from './refusal.ts'

type Refused = { refused: RefusalReason; detail: string }
export type FoundPlace = { place: Place; flags: FlagReason[] } | Refused

export function placeOf(record: SourceRecord, pick: Pick, crs: Crs): FoundPlace {
  const x = pick(record, 'lng')
  const y = pick(record, 'lat')
  const geometry = record.cells.get('@geometry')
  if (x === '' && y === '' && geometry !== undefined && geometry !== '') return placeOfGeometry(geometry, pick(record, 'centroid'), crs)
  if (x === '' && y === '') return placeOfPair(pairOf(record), crs, [])
  const place = readPlace(x, y, crs)
  return 'refused' in place ? place : { place, flags: [] }
}

function pairOf(record: SourceRecord): unknown {
  for (const [name, value] of record.cells) if (name.endsWith('.coordinates')) return parse(value)
  return null
}

function placeOfPair(pair: unknown, crs: Crs, flags: FlagReason[]): FoundPlace {
  if (pair === null) return { refused: 'no-coordinate', detail: '' }
  if (!isPosition(pair)) return { refused: 'bad-coordinate', detail: JSON.stringify(pair).slice(0, 60) }
  const place = readPlace(String(pair[0]), String(pair[1]), crs)
  return 'refused' in place ? place : { place, flags: pair.length > 2 ? [...flags, 'height-dropped'] : flags }
}

function placeOfGeometry(text: string, centroid: string, crs: Crs): FoundPlace {
  const geometry = parse(text) as { type?: unknown; coordinates?: unknown } | null
  const coordinates = geometry?.coordinates
  if (geometry?.type === 'Point') return placeOfPair(coordinates ?? null, crs, [])
  const given = parse(centroid)
  if (isPosition(given)) return placeOfPair(given, crs, [])
  const rings = geometry?.type === 'Polygon' ? [outerRing(coordinates)]
    : geometry?.type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates.map(outerRing) : []
  const middle = middleOf(rings)
  return middle === null
    ? { refused: 'bad-geometry', detail: String(geometry?.type ?? 'no geometry').slice(0, 60) }
    : placeOfPair(middle, crs, ['point-from-outline'])
}

const outerRing = (polygon: unknown): unknown => (Array.isArray(polygon) ? polygon[0] : null)

/** Centre of gravity of the largest ring; null unless every ring is closed and the centre lies within the ring's own box. */
function middleOf(rings: unknown[]): [number, number] | null {
  let best: { area: number; at: [number, number] } | null = null
  for (const ring of rings) {
    const found = isClosedRing(ring) ? centre(ring) : null
    if (found === null) return null
    if (best === null || found.area > best.area) best = found
  }
  return best?.at ?? null
}

const round = (value: number): number => Math.round(value * 1e7) / 1e7

function centre(ring: number[][]): { area: number; at: [number, number] } | null {
  const [x0, y0] = ring[0] as [number, number]
  let doubled = 0
  let sumX = 0
  let sumY = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    // Relative to the first corner: products of full degrees would lose the digits that matter.
    const [ax, ay] = [ring[i]![0]! - x0, ring[i]![1]! - y0]
    const [bx, by] = [ring[i + 1]![0]! - x0, ring[i + 1]![1]! - y0]
    const cross = ax * by - bx * ay
    doubled += cross
    sumX += (ax + bx) * cross
    sumY += (ay + by) * cross
  }
  if (Math.abs(doubled) < 1e-16) return null
  const at: [number, number] = [round(x0 + sumX / (3 * doubled)), round(y0 + sumY / (3 * doubled))]
  const inside = (axis: 0 | 1): boolean => ring.some((p) => p[axis]! <= at[axis]) && ring.some((p) => p[axis]! >= at[axis])
  return inside(0) && inside(1) ? { area: Math.abs(doubled), at } : null
}

const isPosition = (value: unknown): value is number[] => Array.isArray(value) && value.length >= 2 && value.length <= 4 && value.every((part) => typeof part === 'number')

function isClosedRing(value: unknown): value is number[][] {
  if (!Array.isArray(value) || value.length < 4 || !value.every(isPosition)) return false
  const [first, last] = [value[0]!, value[value.length - 1]!]
  return first[0] === last[0] && first[1] === last[1]
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}
