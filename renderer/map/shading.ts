/** Areas as they are painted: a colour by class, hatching where the number is small or unknown. */
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary } from '../../preload/contract/model.ts'
import type { Polygon } from './base-map.ts'
import { classOf } from './colour.ts'
import { classColour, type Rgba, type Shade } from './palette.ts'

export interface Fill {
  polygon: Polygon
  colour: Rgba
}
export interface Shading {
  fills: Fill[]
  hatched: Polygon[]
}

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
  const shading: Shading = { fills: [], hatched: [] }
  for (const { id, polygons } of boundaries) {
    const figure = byId.get(id)
    if (figure === undefined) continue
    const index = classOfFigure(figure, limits)
    if (index !== null) shading.fills.push(...polygons.map((polygon) => ({ polygon, colour: classColour(shade, index) })))
    if (isHatched(figure)) shading.hatched.push(...polygons)
  }
  return shading
}
