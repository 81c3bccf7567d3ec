/** One feature → its code and its rings, or the first thing that makes it no outline. Nothing is guessed and nothing mended. */
import type { ErrorReason } from './finding.ts'

export type Ring = [lng: number, lat: number][]
/** Outer ring first within a polygon; every ring ends where it begins. */
export type Shape = Ring[][]

export interface ReadShape { code: string; shape: Shape; hasHeight: boolean }
export type ShapeFault = { code: string; reason: ErrorReason; detail: string }

export const MOST_CORNERS = 200_000
/** Where codes stand when nobody says: the feature's own id, then the usual names. */
const CODE_NAMES = ['adcode', 'code', 'id', 'gb', '区划代码', '代码']

/** `codeName`: the property that holds the code; null looks in the usual places. */
export function readShape(feature: unknown, codeName: string | null): ReadShape | ShapeFault {
  if (!isObject(feature) || feature['type'] !== 'Feature') return { code: '', reason: 'not-a-feature', detail: '' }
  const code = codeOf(feature, codeName)
  if (code === '') return { code, reason: 'missing-code', detail: codeName ?? `id, ${CODE_NAMES.join(', ')}` }
  const geometry = feature['geometry']
  if (!isObject(geometry)) return { code, reason: 'no-geometry', detail: '' }
  const { type, coordinates } = geometry
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { code, reason: 'wrong-geometry', detail: String(type).slice(0, 60) }
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(polygons) || polygons.length === 0 || polygons.some((polygon) => !Array.isArray(polygon) || polygon.length === 0)) return { code, reason: 'no-geometry', detail: '' }
  const shape: Shape = []
  let [corners, hasHeight] = [0, false]
  for (const polygon of polygons as unknown[][]) {
    const rings: Ring[] = []
    for (const given of polygon) {
      const ring = readRing(given)
      if ('reason' in ring) return { code, ...ring }
      corners += ring.ring.length
      hasHeight ||= ring.hasHeight
      if (corners > MOST_CORNERS) return { code, reason: 'too-many-corners', detail: `more than ${MOST_CORNERS}` }
      rings.push(ring.ring)
    }
    shape.push(rings)
  }
  return { code, shape, hasHeight }
}

function codeOf(feature: Record<string, unknown>, codeName: string | null): string {
  const properties = isObject(feature['properties']) ? feature['properties'] : {}
  const found = codeName === null ? [feature['id'], ...CODE_NAMES.map((name) => properties[name])].find((value) => value != null && value !== '') : (properties[codeName] ?? (codeName === 'id' ? feature['id'] : undefined))
  return typeof found === 'string' || typeof found === 'number' ? String(found).normalize('NFC').trim() : ''
}

function readRing(given: unknown): { ring: Ring; hasHeight: boolean } | { reason: ErrorReason; detail: string } {
  if (!Array.isArray(given)) return { reason: 'bad-number', detail: 'a ring is no list' }
  const ring: Ring = []
  let hasHeight = false
  for (const [n, position] of given.entries()) {
    const [lng, lat] = Array.isArray(position) ? (position as unknown[]) : []
    if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat)) return { reason: 'bad-number', detail: `corner ${n + 1}: ${(JSON.stringify(position) ?? '').slice(0, 60)}` }
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { reason: 'out-of-range', detail: `corner ${n + 1}: ${lng}, ${lat}` }
    hasHeight ||= (position as unknown[]).length > 2
    ring.push([lng, lat])
  }
  const [first, last] = [ring[0], ring.at(-1)]
  if (new Set(ring.map(([lng, lat]) => `${lng} ${lat}`)).size < 3) return { reason: 'short-ring', detail: `${ring.length} corners` }
  if (first![0] !== last![0] || first![1] !== last![1]) return { reason: 'open-ring', detail: `from ${first!.join(', ')} to ${last!.join(', ')}` }
  return { ring, hasHeight }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
