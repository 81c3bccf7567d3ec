/** The camera as plain numbers: what it sees, how it fits bounds, how it moves by keys, how it is rounded for the address. */
import type { View } from '../../../preload/contract/model.ts'
import { latOf, lngOf, worldX, worldY } from './grid.ts'
import type { Bounds } from './grid.ts'

export interface Camera {
  lng: number
  lat: number
  zoom: number
}
export interface Size {
  width: number
  height: number
}

export const MIN_ZOOM = 4
export const MAX_ZOOM = 17
/** Pixels of the whole world at zoom 0, as deck.gl counts. */
const TILE = 512

/** The ground a flat, north-up camera sees. */
export function viewOf(camera: Camera, size: Size): View {
  const world = TILE * 2 ** camera.zoom
  const halfWidth = size.width / 2 / world
  const halfHeight = size.height / 2 / world
  const x = worldX(camera.lng)
  const y = worldY(camera.lat)
  return {
    west: Math.max(-180, lngOf(x - halfWidth)),
    south: latOf(Math.min(1, y + halfHeight)),
    east: Math.min(180, lngOf(x + halfWidth)),
    north: latOf(Math.max(0, y - halfHeight)),
    zoom: camera.zoom,
  }
}

/** The camera that shows bounds whole, with a margin in pixels. */
export function fitBounds(bounds: Bounds, size: Size, margin = 24): Camera {
  const [west, south, east, north] = bounds
  const spanX = Math.max(1e-9, worldX(east) - worldX(west))
  const spanY = Math.max(1e-9, worldY(south) - worldY(north))
  const roomX = Math.max(64, size.width - 2 * margin)
  const roomY = Math.max(64, size.height - 2 * margin)
  const zoom = Math.log2(Math.min(roomX / spanX, roomY / spanY) / TILE)
  return {
    lng: lngOf((worldX(west) + worldX(east)) / 2),
    lat: latOf((worldY(south) + worldY(north)) / 2),
    zoom: clampZoom(zoom),
  }
}

export function clampZoom(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom))
}

/** Moves the camera by screen pixels, right and down positive. */
export function pan(camera: Camera, right: number, down: number): Camera {
  const world = TILE * 2 ** camera.zoom
  return {
    lng: lngOf(worldX(camera.lng) + right / world),
    lat: latOf(Math.max(0, Math.min(1, worldY(camera.lat) + down / world))),
    zoom: camera.zoom,
  }
}

/** Rounded so that an address is short and a copied one shows the same ground to within a pixel. */
export function roundCamera(camera: Camera): Camera {
  const digits = camera.zoom > 13 ? 5 : 4
  return { lng: round(camera.lng, digits), lat: round(camera.lat, digits), zoom: round(camera.zoom, 2) }
}

export function sameCamera(a: Camera, b: Camera): boolean {
  const left = roundCamera(a)
  const right = roundCamera(b)
  return left.lng === right.lng && left.lat === right.lat && left.zoom === right.zoom
}

/** Screen pixel of a place, from the top left. */
export function pixelOf(camera: Camera, size: Size, lng: number, lat: number): [x: number, y: number] {
  const world = TILE * 2 ** camera.zoom
  return [
    size.width / 2 + (worldX(lng) - worldX(camera.lng)) * world,
    size.height / 2 + (worldY(lat) - worldY(camera.lat)) * world,
  ]
}

/** The smallest bounds around rings of places, or null when there is none. */
export function boundsOf(polygons: [number, number][][][]): Bounds | null {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity
  for (const polygon of polygons) {
    for (const [lng, lat] of polygon[0] ?? []) {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return Number.isFinite(west) ? [west, south, east, north] : null
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}

/** The place under a screen pixel. */
export function placeOf(camera: Camera, size: Size, x: number, y: number): [lng: number, lat: number] {
  const moved = pan(camera, x - size.width / 2, y - size.height / 2)
  return [moved.lng, moved.lat]
}
