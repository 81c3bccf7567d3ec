/** What the map says of one place: its value, its class, and where it is. */
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, Field } from '../../preload/contract/model.ts'
import { cellUnder, emptyFigure, figureOfCell } from '../chrome/ground/cell-figures.ts'
import { classOf } from '../chrome/ground/colour.ts'
import { valueAt } from '../chrome/ground/grid.ts'
import { areaAt } from '../state/inside.ts'
import { classOfFigure } from '../chrome/ground/shading.ts'

export type Reading =
  /** Beyond every area of the city. */
  | { kind: 'nowhere' }
  /** This desk holds no reference data here: unknown, not zero. */
  | { kind: 'unknown'; district: string | null; street: string | null }
  /** The field does not reach here yet. */
  | { kind: 'outside'; district: string | null; street: string | null }
  /** Of an area, or of a hexagon. */
  | { kind: 'area'; figure: AreaFigure; level: number | null; district: string | null; street: string | null }
  | { kind: 'value'; value: number; level: number | null; district: string | null; street: string | null }

export interface ReadingGround {
  field: Field | null
  /** Figures of the areas while these are painted: then the reading is the area's. */
  areas: AreaFigures | null
  /** Hexagons while these are painted. */
  cells: Cells | null
  districts: readonly AreaBoundary[]
  streets: readonly AreaBoundary[]
  /** Districts hatched as unknown in the layer that is painted. */
  unknown: ReadonlySet<string>
}

function readArea({ figures, limits, level }: AreaFigures, district: string | null, street: string | null): Reading {
  const figure = figures.find(({ area }) => area === (level === 'district' ? district : street))
  if (figure === undefined) return { kind: 'outside', district, street }
  return { kind: 'area', figure, level: classOfFigure(figure, limits), district, street }
}

function readCell(cells: Cells, isUnknown: boolean, lng: number, lat: number, district: string | null, street: string | null): Reading {
  const n = cellUnder(cells, lng, lat)
  if (n === null && isUnknown) return { kind: 'unknown', district, street }
  const [west, south, east, north] = cells.bounds
  if (n === null && (lng < west || lng > east || lat < south || lat > north)) return { kind: 'outside', district, street }
  const figure = n === null ? emptyFigure(cells) : figureOfCell(cells, n)
  return { kind: 'area', figure, level: classOfFigure(figure, cells.limits), district, street }
}

export function readAt({ field, areas, cells, districts, streets, unknown }: ReadingGround, lng: number, lat: number): Reading {
  const district = areaAt(districts, lng, lat)
  if (district === null && districts.length > 0) return { kind: 'nowhere' }
  const street = areaAt(streets.filter(({ id }) => id !== district), lng, lat)
  if (areas !== null) return readArea(areas, district, street)
  if (cells !== null) return readCell(cells, district !== null && unknown.has(district), lng, lat, district, street)
  if (field?.span === null || (district !== null && unknown.has(district))) return { kind: 'unknown', district, street }
  const value = field === null ? null : valueAt(field, lng, lat)
  if (field === null || value === null) return { kind: 'outside', district, street }
  return { kind: 'value', value, level: classOf(value, field.limits), district, street }
}
