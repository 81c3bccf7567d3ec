/** The ground under the practice city: where points may lie, street by street, and how dense life is there. */
import { areaKm2, boundsOf, isInside, moveBy, roundDegrees } from './geometry.ts'
import type { Polygons, Position, Ring } from './geometry.ts'
import { readDivisions, readLand, readStreetCells, readWater } from './resources.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'
import { STREET_CENTRES } from './street-centres.ts'

export interface Street {
  id: string
  name: string
  weight: number
  centre: Position
  polygons: Polygons
  bounds: [number, number, number, number]
  /** Places on dry land spread over the street, for when a drawn place falls outside. */
  spare: Position[]
}

export interface Ground { streets: Street[]; byId: Map<string, Street>; isDry(lng: number, lat: number): boolean }

/** Cells of the dry-land mask: about 100 m, finer than the coastline it is made from. */
const MASK_DEGREES = 0.001
const MASK = { west: 120.7, south: 28.7, columns: 1800, rows: 1950 } as const
const SPARE_PLACES = 40
const TRIES = 12
const SPARE_SPREAD_METERS = 250

let ground: Ground | undefined

/** Reads the shipped outlines once; the ground is the same for every seed. */
export function openGround(): Ground {
  if (ground) return ground
  const mask = new Uint8Array(MASK.columns * MASK.rows)
  for (const rings of readLand()) paint(mask, rings, 1)
  for (const rings of readWater()) paint(mask, rings, 0)
  const isDry = (lng: number, lat: number): boolean => {
    const column = Math.floor((lng - MASK.west) / MASK_DEGREES)
    const row = Math.floor((lat - MASK.south) / MASK_DEGREES)
    return column >= 0 && column < MASK.columns && row >= 0 && row < MASK.rows && mask[row * MASK.columns + column] === 1
  }
  const cells = readStreetCells()
  const names = new Map(readDivisions().map(({ id, name }) => [id, name]))
  const streets = STREET_CENTRES.map(({ id, lng, lat, weight }): Street => {
    const polygons = cells[id]!
    const bounds = boundsOf(polygons)
    return { id, name: names.get(id)!, weight, centre: [lng, lat], polygons, bounds, spare: findSpare(id, polygons, isDry) }
  })
  ground = { streets, byId: new Map(streets.map((street) => [street.id, street])), isDry }
  return ground
}

/** Even-odd scan of the cell centres of one polygon. */
function paint(mask: Uint8Array, rings: Ring[], value: 0 | 1): void {
  const [, south, , north] = boundsOf([rings])
  const first = Math.max(0, Math.floor((south - MASK.south) / MASK_DEGREES))
  const last = Math.min(MASK.rows - 1, Math.floor((north - MASK.south) / MASK_DEGREES))
  for (let row = first; row <= last; row++) {
    const lat = MASK.south + (row + 0.5) * MASK_DEGREES
    const crossings: number[] = []
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!]
        if (a[1] > lat !== b[1] > lat) crossings.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
      }
    }
    crossings.sort((a, b) => a - b)
    for (let i = 1; i < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i - 1]! - MASK.west) / MASK_DEGREES - 0.5))
      const to = Math.min(MASK.columns - 1, Math.floor((crossings[i]! - MASK.west) / MASK_DEGREES - 0.5))
      if (to >= from) mask.fill(value, row * MASK.columns + from, row * MASK.columns + to + 1)
    }
  }
}

function findSpare(id: string, polygons: Polygons, isDry: Ground['isDry']): Position[] {
  const random = seededRandom(0, `spare/${id}`)
  const spare: Position[] = []
  // The largest piece only: an enclave or islet would get more than its share.
  const largest: Polygons = [polygons.reduce((a, b) => (areaKm2([b]) > areaKm2([a]) ? b : a))]
  const [west, south, east, north] = boundsOf(largest)
  for (let i = 0; i < 20_000 && spare.length < SPARE_PLACES; i++) {
    const lng = roundDegrees(west + random.next() * (east - west))
    const lat = roundDegrees(south + random.next() * (north - south))
    if (isInside(largest, lng, lat) && isDry(lng, lat)) spare.push([lng, lat])
  }
  if (spare.length === 0) throw new Error(`street ${id} has no dry land`)
  return spare
}

export function fits(street: Street, lng: number, lat: number, isDry: Ground['isDry']): boolean {
  const [west, south, east, north] = street.bounds
  return lng > west && lng < east && lat > south && lat < north && isDry(lng, lat) && isInside(street.polygons, lng, lat)
}

/** A dry place of the street, normally spread around `around`; never outside the street's cell. */
export function drawPlace(ground: Ground, street: Street, around: Position, spreadMeters: number, random: Random): Position {
  return tryPlace(ground, street, around, spreadMeters, random)
    // Spread again, lest many fall on one and the same spot and look like a hot spot.
    ?? tryPlace(ground, street, random.pick(street.spare), SPARE_SPREAD_METERS, random)
    ?? random.pick(street.spare)
}

function tryPlace(ground: Ground, street: Street, around: Position, spreadMeters: number, random: Random): Position | null {
  for (let i = 0; i < TRIES; i++) {
    const [lng, lat] = moveBy(around, random.normal() * spreadMeters, random.normal() * spreadMeters)
    const place: Position = [roundDegrees(lng), roundDegrees(lat)]
    if (fits(street, place[0], place[1], ground.isDry)) return place
  }
  return null
}
