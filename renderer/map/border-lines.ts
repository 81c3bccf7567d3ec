/**
 * Outlines as plain segments, as fine as the zoom shows and no finer: a border that two areas share once, and bent the same for both.
 * A thin line needs no joints, and each segment costs a software GPU more than a hundred pixels do.
 */
import { mesh } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Polygon } from '../chrome/ground/base-map.ts'
import { type Bounds, latOf, lngOf, worldX, worldY } from '../chrome/ground/grid.ts'

type Place = [number, number]
type Borders = Topology<{ lines: GeometryCollection }>

/** A bend whose triangle with its neighbours is smaller than this many square pixels is not seen in a line one pixel wide (Visvalingam's measure). */
const SEEN_PIXELS = 0.2
const TILE_PIXELS = 512
/** Windows begin and end at whole cells of so many pixels, so that a pan seldom leaves one. */
const CELL_TILES = 2

/** The ground whose borders are drawn, and the zoom they are drawn for. */
export interface BorderWindow {
  zoom: number
  bounds: Bounds
}

/** Half a view more on each side than is looked at. */
export function borderWindow(view: { west: number; south: number; east: number; north: number; zoom: number }): BorderWindow {
  const zoom = Math.ceil(view.zoom)
  const cells = 2 ** zoom / CELL_TILES
  const [left, right, top, bottom] = [worldX(view.west), worldX(view.east), worldY(view.north), worldY(view.south)]
  const [wide, high] = [(right - left) / 2, (bottom - top) / 2]
  const [west, east] = [Math.floor((left - wide) * cells) / cells, Math.ceil((right + wide) * cells) / cells]
  const [north, south] = [Math.floor((top - high) * cells) / cells, Math.ceil((bottom + high) * cells) / cells]
  return { zoom, bounds: [lngOf(west), latOf(south), lngOf(east), latOf(north)] }
}

/** Segments (lng, lat, lng, lat) of every ring that may be seen in the window. */
export function borderLines(polygons: readonly Polygon[], { zoom, bounds }: BorderWindow): Float64Array {
  if (polygons.length === 0) return new Float64Array(0)
  const borders = keptBorders(polygons)
  const simple = simplify(borders, SEEN_PIXELS / 4 ** zoom)
  const lines = mesh(simple, simple.objects.lines).coordinates as Place[][]
  const out: number[] = []
  for (const line of lines)
    for (let n = 1; n < line.length; n++) {
      const [a, b] = [line[n - 1]!, line[n]!]
      if (mayCross(a, b, bounds)) out.push(a[0], a[1], b[0], b[1])
    }
  return Float64Array.from(out)
}

function mayCross(a: Place, b: Place, [west, south, east, north]: Bounds): boolean {
  return Math.max(a[0], b[0]) >= west && Math.min(a[0], b[0]) <= east && Math.max(a[1], b[1]) >= south && Math.min(a[1], b[1]) <= north
}

const known = new WeakMap<readonly Polygon[], Borders>()

/** Arcs with the weight of each bend: found once for the same outlines. */
function keptBorders(polygons: readonly Polygon[]): Borders {
  const kept = known.get(polygons) ?? presimplify(topology({ lines: collectionOf(polygons) }) as Borders, pixelsAtZoomNought)
  known.set(polygons, kept)
  return kept
}

function collectionOf(polygons: readonly Polygon[]): GeoJSON.GeometryCollection {
  return { type: 'GeometryCollection', geometries: polygons.map((coordinates) => ({ type: 'Polygon', coordinates })) }
}

/** Area of a triangle in square pixels of a map whose world is one tile. */
function pixelsAtZoomNought(triangle: unknown): number {
  const [a, b, c] = triangle as [Place, Place, Place]
  const stretch = 1 / Math.cos((a[1] * Math.PI) / 180)
  return (Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2) * stretch * (TILE_PIXELS / 360) ** 2
}
