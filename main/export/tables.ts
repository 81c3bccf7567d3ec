/** The screen's answers as tables. Each column is named by the allow-list, each unknown figure is empty and says why. */
import type { ExportWord, ExportWords } from '../../preload/contract/export.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import { RELIABILITIES } from '../../preload/contract/measure.ts'
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, BottleneckPlace, Field, Figure, Overview, Provenance, SiteKind } from '../../preload/contract/model.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { latOf, lngOf } from '../field/ground.ts'
import { type Cell, date, number, type Position, type Table, text } from './table.ts'

/** What a 32-bit number holds; the rest of its 64-bit form is noise. */
const SINGLE_DIGITS = 7

/** Names of areas by id, in the language of the file. */
export type AreaNames = ReadonlyMap<string, string>

const rowsOf = <T>(items: readonly T[], row: (item: T) => Cell[]): Pick<Table, 'count' | 'rows'> => ({
  count: items.length,
  *rows() {
    for (const item of items) yield row(item)
  },
})

export function areasTable({ figures, limits, provenance }: AreaFigures, boundaries: readonly AreaBoundary[], names: AreaNames, unit: string, words: ExportWords): Table {
  const outlines = new Map(boundaries.map(({ id, polygons }) => [id, polygons]))
  return {
    columns: [text('area_id'), text('area'), number('value'), text('unit'), number('interval_low'), number('interval_high'), text('reliability'), number('rank'), number('amount'), number('records'), number('exposure'), text('reason')],
    ...rowsOf(figures, (figure) => [
      figure.area, names.get(figure.area) ?? figure.area, figure.value, unit, figure.interval?.[0] ?? null, figure.interval?.[1] ?? null,
      figure.value === null ? null : words[`reliability.${figure.reliability}`], figure.rank, figure.amount, figure.amount === null ? null : figure.records, figure.exposure, reasonOf(figure, words),
    ]),
    geometry(row) {
      const polygons = outlines.get(figures[row]?.area ?? '')
      return polygons === undefined ? null : { type: 'MultiPolygon', coordinates: polygons }
    },
    limits, provenance,
  }
}

function reasonOf({ value, amount }: AreaFigure, words: ExportWords): string | null {
  return value !== null ? null : words[amount === null ? 'reason.unknown' : 'reason.noExposure']
}

const UNITS: Record<keyof Omit<Overview, 'sites'>, ExportWord> = {
  reports: 'unit.reports', openReports: 'unit.reports', lostCourierHours: 'unit.hours', bottlenecks: 'unit.places', uncoveredReports: 'unit.reports',
  coveredShare: 'unit.share', onDutyShifts: 'unit.shifts', swapStations: 'unit.places',
}

/** Not a number is unknown or none. */
const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

const middle = (points: readonly Position[], axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length

/** The hexagons of the view that have anything in them. */
export function cellsTable(cells: Cells, unit: string, words: ExportWords): Table {
  const { ids, corners, starts } = cells
  // The ground of a whole cell is always known.
  const why = words[cells.measure === 'per-km2' ? 'reason.cut' : 'reason.noExposure']
  const ring = (n: number): Position[] => Array.from({ length: starts[n + 1]! - starts[n]! }, (_, k): Position => [corners[2 * (starts[n]! + k)]!, corners[2 * (starts[n]! + k) + 1]!])
  return {
    columns: [text('id'), number('value'), text('unit'), number('interval_low'), number('interval_high'), text('reliability'), number('rank'), number('amount'), number('records'), number('exposure'), text('reason'), number('lng'), number('lat')],
    count: ids.length,
    *rows() {
      for (const [n, id] of ids.entries()) {
        const value = known(cells.value[n])
        const points = ring(n)
        yield [
          id, value, unit, known(cells.low[n]), known(cells.high[n]), value === null ? null : words[`reliability.${RELIABILITIES[cells.reliability[n] ?? 0] ?? 'plain'}`], cells.rank[n] || null,
          known(cells.amount[n]), known(cells.records[n]), known(cells.exposure[n]), value === null ? why : null, middle(points, 0), middle(points, 1),
        ]
      }
    },
    geometry(row) {
      const points = ring(row)
      return points.length === 0 ? null : { type: 'Polygon', coordinates: [[...points, points[0] as Position]] }
    },
    limits: cells.limits, provenance: cells.provenance,
  }
}

/** Each figure with the age and source of its own; the table's age is that of the oldest. */
export function overviewTable(overview: Overview, words: ExportWords): Table {
  const { sites, swapStations, ...counted } = overview
  const named = (Object.keys(counted) as (keyof typeof counted)[]).map((key): [string, string, Figure] => [words[`figure.${key}`], words[UNITS[key]], counted[key]])
  const placed = SITE_KINDS.map((kind): [string, string, Figure] => [words[`site.${kind}`], words['unit.places'], sites[kind]])
  const figures = [...named, ...placed, [words['figure.swapStations'], words['unit.places'], swapStations] satisfies [string, string, Figure]]
  return {
    columns: [text('id'), text('figure'), number('value'), text('unit'), date('as_of'), text('source'), text('reason')],
    ...rowsOf(figures, ([name, unit, { id, value, provenance }]) => [id, name, value, unit, provenance.asOf, provenance.source, value === null ? words['reason.unknown'] : null]),
    geometry: null, limits: null, provenance: oldestOf(figures.map(([, , { provenance }]) => provenance)),
  }
}

function oldestOf(all: readonly Provenance[]): Provenance {
  const times = all.map(({ asOf }) => asOf)
  return { asOf: times.includes(null) ? null : Math.min(...(times as number[])), source: 'field.overview', simulated: all.some(({ simulated }) => simulated) }
}

export function bottlenecksTable(places: readonly BottleneckPlace[], provenance: Provenance, names: AreaNames, words: ExportWords): Table {
  return {
    columns: [text('id'), text('name'), text('kind'), text('area_id'), text('area'), number('severity'), number('orders'), number('lost_hours_per_day'), text('reason'), number('lng'), number('lat')],
    ...rowsOf(places, (place) => [place.id, place.name, words[`bottleneck.${place.kind}`], place.area, names.get(place.area) ?? place.area, place.severity, place.orders, place.lostHoursPerDay, place.lostHoursPerDay === null ? words['reason.unknown'] : null, place.lng, place.lat]),
    geometry: (row) => pointAt(places[row]), limits: null, provenance,
  }
}

export interface SiteRows {
  rows: { id: string; name: string; kind: SiteKind; area: string; lng: number; lat: number }[]
  provenance: Provenance
}

export function sitesTable({ rows, provenance }: SiteRows, names: AreaNames, words: ExportWords): Table {
  return {
    columns: [text('id'), text('name'), text('kind'), text('area_id'), text('area'), number('lng'), number('lat')],
    ...rowsOf(rows, (site) => [site.id, site.name, words[`site.${site.kind}`], site.area, names.get(site.area) ?? site.area, site.lng, site.lat]),
    geometry: (row) => pointAt(rows[row]), limits: null, provenance,
  }
}

function pointAt(place: { lng: number; lat: number } | undefined): { type: 'Point'; coordinates: Position } | null {
  return place === undefined ? null : { type: 'Point', coordinates: [place.lng, place.lat] }
}

/**
 * The cells of the field that have a colour: `floor` is the least value that has one. The others are not listed: they are zero, below it,
 * or lie where this desk holds no data, and the grid alone does not tell which.
 */
export function gridTable(field: Field, floor: number, unit: string): Table {
  const { values, width, level, x0, y0, limits, provenance } = field
  const painted = new Uint32Array(values.length)
  let count = 0
  for (let n = 0; n < values.length; n++) if (isPainted(values[n] as number, floor)) painted[count++] = n
  const world = 2 ** level
  const x = (n: number, offset: number): number => lngOf((x0 + (n % width) + offset) / world)
  const y = (n: number, offset: number): number => latOf((y0 + Math.floor(n / width) + offset) / world)
  return {
    columns: [number('value'), text('unit'), number('class'), number('lng'), number('lat')],
    count,
    *rows() {
      for (let row = 0; row < count; row++) {
        const n = painted[row] as number
        const value = values[n] as number
        yield [Number(value.toPrecision(SINGLE_DIGITS)), unit, classOf(value, limits), x(n, 0.5), y(n, 0.5)]
      }
    },
    geometry(row) {
      const n = painted[row] as number
      const [west, east, north, south] = [x(n, 0), x(n, 1), y(n, 0), y(n, 1)]
      return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] }
    },
    limits, provenance,
  }
}

export const isPainted = (value: number, floor: number): boolean => value >= floor && value > 0

/** 1 below the first limit … 6 at or above the last. */
const classOf = (value: number, limits: readonly number[]): number => 1 + limits.filter((limit) => value >= limit).length
