/** Cuts each real district into simulated street cells: Voronoi cells of the street centres, clipped to the district's outline. */
import { Delaunay } from 'd3-delaunay'
import { intersection } from 'polyclip-ts'
import { roundDegrees } from './geometry.ts'
import type { Polygons, Position, Ring } from './geometry.ts'
import type { District } from './resources.ts'
import type { StreetCentre } from './street-centres.ts'

/** Stretch that makes a degree east as long as a degree north at Ningbo, so that "nearest" means nearest on the ground. */
const EAST_SCALE = Math.cos((29.8 * Math.PI) / 180)
/** Pieces smaller than this (deg², about 100 m²) are crumbs of rounding. */
const CRUMB = 1e-8

/** Street id → its cell, for one district. The cells tile the district up to rounding. */
export function cutStreetCells(district: District, centres: readonly StreetCentre[]): { [street: string]: Polygons } {
  const own = centres.filter((centre) => centre.id.startsWith(district.id))
  const voronoi = Delaunay.from(own.map(({ lng, lat }): Position => [lng * EAST_SCALE, lat])).voronoi([119 * EAST_SCALE, 28, 124 * EAST_SCALE, 32])
  const cells: { [street: string]: Polygons } = {}
  own.forEach((centre, i) => {
    const cell = voronoi.cellPolygon(i)?.map(([x, y]): Position => [x! / EAST_SCALE, y!])
    if (!cell) throw new Error(`no cell for street ${centre.id}`)
    cells[centre.id] = tidy(intersection(district.polygons, [[cell]]) as Polygons)
  })
  return cells
}

function tidy(polygons: Polygons): Polygons {
  return polygons.map((polygon) => polygon.map(tidyRing).filter((ring) => ring.length >= 4 && Math.abs(flatArea(ring)) > CRUMB)).filter((polygon) => polygon.length > 0)
}

function tidyRing(ring: Ring): Ring {
  const tidied: Ring = []
  for (const [lng, lat] of ring) {
    const next: Position = [roundDegrees(lng), roundDegrees(lat)]
    const last = tidied.at(-1)
    if (!last || last[0] !== next[0] || last[1] !== next[1]) tidied.push(next)
  }
  return tidied
}

function flatArea(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1]
  return sum / 2
}
