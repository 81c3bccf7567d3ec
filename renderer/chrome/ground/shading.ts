/** Areas and hexagons as they are painted: a colour by class, hatching where the number is small or unknown. */
import type { Cells } from '../../../preload/contract/cells.ts'
import type { AreaFigure, AreaFigures } from '../../../preload/contract/measure.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { Polygon } from './base-map.ts'
import { BASE_STYLE } from './base-style.ts'
import { figureOfCell, polygonOfCell } from './cell-figures.ts'
import { classOf } from './colour.ts'
import { classColour, type Rgba, type Shade } from './palette.ts'

export interface Fill {
  polygon: Polygon
  colour: Rgba
}
export interface Shading {
  fills: Fill[]
  hatched: Polygon[]
  /** Ground hatched beneath the fills: where there is no fill nothing is known. */
  beneath: Polygon[]
  /** Pixels between two lines over the fills: several must cross the smallest polygon. */
  gapPixels: number
  /** Thin lines between polygons of one colour, drawn once their edges are long enough on the screen; null: never. */
  mesh: { polygons: Polygon[]; edgeMeters: number } | null
}

const AREA_GAP = 14
const CELL_GAP = 5

/** Class 0–5 of a figure that has a colour; null for zero, unknown and too few. */
export function classOfFigure({ value, reliability }: AreaFigure, limits: AreaFigures['limits']): number | null {
  return value === null || reliability === 'too-few' ? null : classOf(value, limits)
}

/** Unknown is hatched and never blank: blank is zero. */
export function isHatched({ value, reliability }: AreaFigure): boolean {
  return value === null || reliability !== 'plain'
}

export function shadeAreas({ figures, limits }: AreaFigures, boundaries: readonly AreaBoundary[], shade: Shade): Shading {
  const byId = new Map(figures.map((figure) => [figure.area, figure]))
  const shading: Shading = { fills: [], hatched: [], beneath: [], gapPixels: AREA_GAP, mesh: null }
  for (const { id, polygons } of boundaries) {
    const figure = byId.get(id)
    if (figure === undefined) continue
    const index = classOfFigure(figure, limits)
    if (index !== null) shading.fills.push(...polygons.map((polygon) => ({ polygon, colour: classColour(shade, index) })))
    if (isHatched(figure)) shading.hatched.push(...polygons)
  }
  return shading
}

export interface CellGround {
  /** Outlines of what the filter asks about. */
  asked: readonly AreaBoundary[]
  /** Outlines of districts of which this desk holds nothing. */
  unknown: readonly AreaBoundary[]
}

/**
 * A cell that the filter's ground cuts has no density and is hatched; the ground of others is known.
 * Of a rate all ground is unknown but where a cell has one, as is all of a period of which nothing is held; then the
 * land's own colour lies under each cell, so that the ground's hatching never shows through the faintest class.
 */
export function shadeCells(cells: Cells, { asked, unknown }: CellGround, shade: Shade): Shading {
  const isRate = cells.measure === 'per-10000-orders' || cells.measure === 'per-1000-workers'
  const mesh = { polygons: [] as Polygon[], edgeMeters: cells.edgeMeters }
  const shading: Shading = { fills: [], hatched: [], beneath: (isRate || cells.span === null ? asked : unknown).flatMap(({ polygons }) => polygons), gapPixels: CELL_GAP, mesh }
  const land: Rgba = [...BASE_STYLE[shade].land, 255]
  for (const n of cells.ids.keys()) {
    const figure = figureOfCell(cells, n)
    const index = classOfFigure(figure, cells.limits)
    const polygon = polygonOfCell(cells, n)
    if (index === null) {
      if (!isRate && figure.value === null) shading.hatched.push(polygon)
      continue
    }
    if (isRate) shading.fills.push({ polygon, colour: land })
    shading.fills.push({ polygon, colour: classColour(shade, index) })
    mesh.polygons.push(polygon)
    if (figure.reliability === 'few') shading.hatched.push(polygon)
  }
  return shading
}
