/** A small piece of ground on a plane drawing: degrees to pixels and back, and the outlines that cross it. */
import type { AreaBoundary } from '../../../preload/contract/model.ts'

/** Of the ellipsoid's mean radius: good to one in three hundred, on a drawing of some hundred pixels. */
const METERS_PER_DEGREE = 111_195

export interface GroundFrame {
  width: number
  height: number
  /** In the middle. */
  lng: number
  lat: number
  metersPerPixel: number
}

const eastOf = (lat: number): number => METERS_PER_DEGREE * Math.max(0.01, Math.cos((lat * Math.PI) / 180))

export function toPixel({ width, height, lng, lat, metersPerPixel }: GroundFrame, [east, north]: readonly [number, number]): [number, number] {
  return [width / 2 + ((east - lng) * eastOf(lat)) / metersPerPixel, height / 2 - ((north - lat) * METERS_PER_DEGREE) / metersPerPixel]
}

export function toPlace({ width, height, lng, lat, metersPerPixel }: GroundFrame, [x, y]: readonly [number, number]): [lng: number, lat: number] {
  return [lng + ((x - width / 2) * metersPerPixel) / eastOf(lat), lat - ((y - height / 2) * metersPerPixel) / METERS_PER_DEGREE]
}

/** Everything there is to see of these places, with a margin; `least` metres across where they are one. */
export function frameAround(places: readonly (readonly [number, number])[], { width, height }: Pick<GroundFrame, 'width' | 'height'>, least: number): GroundFrame {
  const lngs = places.map(([lng]) => lng)
  const lats = places.map(([, lat]) => lat)
  const [west, east, south, north] = [fewest(lngs), most(lngs), fewest(lats), most(lats)]
  const [lng, lat] = [(west + east) / 2, (south + north) / 2]
  const across = Math.max(least / width, ((east - west) * eastOf(lat) * 1.15) / width, ((north - south) * METERS_PER_DEGREE * 1.15) / height)
  return { width, height, lng, lat, metersPerPixel: across }
}

// Spread arguments of a long outline would overflow the stack.
const fewest = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
const most = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)

/** An SVG path of all the outline's rings; empty where none of it comes into the frame. */
export function pathOf(frame: GroundFrame, { polygons }: Pick<AreaBoundary, 'polygons'>): string {
  const rings = polygons.flat().map((ring) => ring.map((place) => toPixel(frame, place)))
  const isSeen = rings.some((ring) => most(ring.map(([x]) => x)) >= 0 && fewest(ring.map(([x]) => x)) <= frame.width && most(ring.map(([, y]) => y)) >= 0 && fewest(ring.map(([, y]) => y)) <= frame.height)
  return isSeen ? rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join('') : ''
}

/** A round length that takes at most `mostPixels` on the drawing. */
export function scaleBar({ metersPerPixel }: Pick<GroundFrame, 'metersPerPixel'>, mostPixels: number): { meters: number; pixels: number } {
  const room = metersPerPixel * mostPixels
  const power = 10 ** Math.floor(Math.log10(room))
  const meters = ([5, 2, 1].find((step) => step * power <= room) ?? 1) * power
  return { meters, pixels: meters / metersPerPixel }
}
