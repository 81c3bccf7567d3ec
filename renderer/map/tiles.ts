/** Which tiles of a base map a view needs, and where each lies: plain numbers, tiles of 512 pixels as deck.gl counts zooms. */
import type { View } from '../../preload/contract/model.ts'
import { latOf, lngOf, worldX, worldY } from '../chrome/ground/grid.ts'
import type { Bounds } from '../chrome/ground/grid.ts'

export interface TileId {
  z: number
  x: number
  y: number
}

/** A tile as it is shown, and the file's tile it is drawn from: the same, or one above it where the file goes no deeper. */
export interface WantedTile {
  target: TileId
  source: TileId
}

export interface TileGround {
  bounds: Bounds
  minZoom: number
  maxZoom: number
  kind: 'vector' | 'raster'
}

/** Of the view on each side: a small pan finds its tiles there already. */
const MARGIN = 0.15
/** More are never shown at once: a view this large is seen from further away. */
export const MOST_TILES = 48

/** Nearest to the view's centre first. Empty where file and view do not meet, or where the file begins deeper than the view looks. */
export function tilesFor(view: View, ground: TileGround): WantedTile[] {
  const zoom = Math.round(view.zoom)
  // Pictures are only stretched: cutting them finer shows nothing more.
  const z = ground.kind === 'raster' ? Math.min(zoom, ground.maxZoom) : zoom
  if (z < ground.minZoom) return []
  const [west, south, east, north] = withMargin(view)
  const box = meet([west, south, east, north], ground.bounds)
  if (box === null) return []
  const world = 2 ** z
  const within = (value: number): number => Math.max(0, Math.min(world - 1, Math.floor(value * world)))
  // An edge that lies exactly on a tile's edge needs no tile beyond it.
  const before = (value: number): number => Math.max(0, Math.min(world - 1, Math.ceil(value * world) - 1))
  const [x0, x1] = [within(worldX(box[0])), before(worldX(box[2]))]
  const [y0, y1] = [within(worldY(box[3])), before(worldY(box[1]))]
  if ((x1 - x0 + 1) * (y1 - y0 + 1) > 4 * MOST_TILES) return []
  const centre = [worldX((view.west + view.east) / 2) * world, ((worldY(view.north) + worldY(view.south)) / 2) * world] as const
  const tiles: { tile: WantedTile; far: number }[] = []
  for (let x = x0; x <= x1; x++) {
    for (let y = y0; y <= y1; y++) {
      tiles.push({ tile: { target: { z, x, y }, source: sourceOf({ z, x, y }, ground.maxZoom) }, far: Math.hypot(x + 0.5 - centre[0], y + 0.5 - centre[1]) })
    }
  }
  return tiles.toSorted((a, b) => a.far - b.far).slice(0, MOST_TILES).map(({ tile }) => tile)
}

/** The tile itself, or the one above it that the file still has. */
export function sourceOf({ z, x, y }: TileId, maxZoom: number): TileId {
  const up = Math.max(0, z - maxZoom)
  return { z: z - up, x: Math.floor(x / 2 ** up), y: Math.floor(y / 2 ** up) }
}

export function boundsOfTile({ z, x, y }: TileId): Bounds {
  const world = 2 ** z
  return [lngOf(x / world), latOf((y + 1) / world), lngOf((x + 1) / world), latOf(y / world)]
}

/** Pixels of a tile's side in memory: enough for the screen at this zoom, in two steps, so that few zooms are drawn anew. */
export function sideOf(zoom: number, pixelRatio: number): number {
  const stretched = zoom > Math.round(zoom) + 0.05 ? Math.SQRT2 : 1
  return Math.round(512 * Math.min(2, Math.max(1, pixelRatio)) * stretched)
}

function withMargin({ west, south, east, north }: View): Bounds {
  const [across, up] = [(east - west) * MARGIN, (north - south) * MARGIN]
  return [west - across, south - up, east + across, north + up]
}

function meet(a: Bounds, b: Bounds): Bounds | null {
  const box: Bounds = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}
