/** What may leave the map as a file of figures: the questions, the formats, and the columns, which are an allow-list without anything personal. */
import type { Measure, MeasuredLevel } from './measure.ts'
import type { BandwidthMeters, FieldLayer, Filter, View } from './model.ts'

/** The same questions the screen asked, so that a file holds the answers the screen shows. */
export type ExportQuestion =
  | { kind: 'areas'; input: { layer: FieldLayer; filter: Filter; measure: Measure; level: MeasuredLevel } }
  | { kind: 'cells'; input: { layer: FieldLayer; filter: Filter; measure: Measure; view: View } }
  | { kind: 'grid'; input: { layer: FieldLayer; filter: Filter; view: View; bandwidthMeters: BandwidthMeters } }
  | { kind: 'overview'; input: { filter: Filter } }
  | { kind: 'bottlenecks'; input: { filter: Filter } }
  | { kind: 'sites'; input: { filter: Filter } }
export type ExportKind = ExportQuestion['kind']
export const EXPORT_FORMATS = ['xlsx', 'csv', 'geojson'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Rows one file may have: what the format's usual readers open. */
export const MOST_EXPORT_ROWS: Record<ExportFormat, number> = { csv: 1_000_000, xlsx: 100_000, geojson: 250_000 }

/** Every column any file may have. What is not in this list cannot leave: there is no free text, no name of a person, no number of one. */
export const EXPORT_COLUMNS = [
  'id', 'name', 'kind', 'area_id', 'area', 'figure', 'value', 'unit', 'interval_low', 'interval_high', 'reliability', 'rank', 'amount', 'records',
  'exposure', 'severity', 'orders', 'lost_hours_per_day', 'class', 'as_of', 'source', 'reason', 'lng', 'lat',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/** What the page's catalogue says of each: heads of columns, names of kinds and figures, reasons. */
export const EXPORT_WORDS = [
  ...EXPORT_COLUMNS.map((column) => `column.${column}` as const),
  'sheet.data', 'sheet.about', 'about.product', 'about.rows', 'about.firstDay', 'about.lastDay', 'about.zone', 'about.asOf', 'about.unit', 'about.limits',
  'about.simulated', 'about.real', 'about.nulls', 'mark', 'never',
  'kind.areas', 'kind.cells', 'kind.grid', 'kind.overview', 'kind.bottlenecks', 'kind.sites',
  'reliability.plain', 'reliability.few', 'reliability.too-few', 'reason.unknown', 'reason.noExposure', 'reason.cut',
  'unit.reports', 'unit.hours', 'unit.share', 'unit.places', 'unit.shifts',
  'figure.reports', 'figure.openReports', 'figure.lostCourierHours', 'figure.bottlenecks', 'figure.uncoveredReports', 'figure.coveredShare', 'figure.onDutyShifts',
  'figure.swapStations', 'site.compound', 'site.station', 'site.merchant', 'site.charging',
  'bottleneck.compound', 'bottleneck.mall', 'bottleneck.hospital', 'bottleneck.park',
] as const
export type ExportWord = (typeof EXPORT_WORDS)[number]
export type ExportWords = Record<ExportWord, string>

export interface ExportOrder {
  /** Names this order for its progress and its end; the asker's choice. */
  job: string
  question: ExportQuestion
  format: ExportFormat
  /** Areas by their English names where they have one. */
  english: boolean
  words: ExportWords
  title: string
  /** What the screen says of the picture: measure, area and the rest of the filter, source. */
  scope: { label: string; value: string }[]
  /** Unit of the value, in words; empty where the rows name their own. */
  unit: string
  /** Rows and age the screen shows; the file must have the same. */
  expected: { rows: number; asOf: number | null }
}

export interface ExportedFile {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
  /** Counted by reading the finished bytes again. */
  rows: number
  asOf: number | null
  simulated: boolean
}

export interface ExportProgress {
  done: number
  of: number
}

/** `unable`: this host has no dialog of its own, the page offers a download instead. */
export type SavedFile = { state: 'saved'; path: string } | { state: 'cancelled' } | { state: 'unable' }
