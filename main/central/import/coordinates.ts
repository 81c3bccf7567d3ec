/** Coordinates as files give them: read strictly, converted once to WGS-84, never clamped or guessed. */
import * as gcoordPackage from 'gcoord'
import type { RefusalReason } from './refusal.ts'

export type Crs = 'wgs84' | 'gcj02' | 'bd09'

export interface Place {
  /** WGS-84 degrees. */
  lng: number
  lat: number
  /** As given; absent when that is WGS-84 already. */
  original?: { crs: Crs; x: number; y: number }
}

/** The package is CommonJS with an ES-module type file: at run time `default` is the library, by its types it is one level deeper. */
const gcoord = gcoordPackage.default as unknown as typeof gcoordPackage.default.default

const SYSTEMS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const
/** About a centimetre: nobody measures better, and it keeps rows short. */
const PRECISION = 1e7

/** Longitude and latitude texts → a place. Refused: degrees-minutes, E/W letters, empty cells, 0/0, anything out of range. */
export function readPlace(x: string, y: string, crs: Crs): Place | { refused: RefusalReason; detail: string } {
  if (x.trim() === '' || y.trim() === '') return { refused: 'no-coordinate', detail: '' }
  const lng = readDegrees(x)
  const lat = readDegrees(y)
  if (lng === null || lat === null) return { refused: 'bad-coordinate', detail: `${x}, ${y}` }
  if (lng === 0 && lat === 0) return { refused: 'zero-coordinate', detail: '' }
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { refused: 'out-of-range', detail: `${x}, ${y}` }
  return toWgs84(lng, lat, crs)
}

/** Each round divides the error by some five hundred; four leave less than rounding does. */
const ROUNDS = 4

/**
 * Solved with the library's forward formula. Its own inverse stops at 1e-6 degrees in GCJ-02 and takes an approximation in BD-09: up to
 * 0.13 m and 0.20 m off at Ningbo. At the edge of the box it calls China, where the formula jumps, it never ends.
 */
export function toWgs84(x: number, y: number, crs: Crs): Place {
  if (crs === 'wgs84') return { lng: x, lat: y }
  let [lng, lat] = [x, y]
  for (let round = 0; round < ROUNDS; round++) {
    const [forwardX, forwardY] = gcoord.transform([lng, lat], gcoord.WGS84, SYSTEMS[crs])
    ;[lng, lat] = [lng + x - forwardX, lat + y - forwardY]
  }
  return { lng: Math.round(lng * PRECISION) / PRECISION, lat: Math.round(lat * PRECISION) / PRECISION, original: { crs, x, y } }
}

/** Only plain decimals: `Number` alone would also take "", "0x1F" and "1e3". */
function readDegrees(text: string): number | null {
  const trimmed = text.trim()
  return /^[+-]?\d{1,4}(\.\d{1,20})?$/.test(trimmed) ? Number(trimmed) : null
}
