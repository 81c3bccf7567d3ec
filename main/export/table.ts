/** What is written, whatever the format: columns of the allow-list, rows as they come, and the facts that go with them. */
import type { CaseColumn } from '../../preload/contract/case-output.ts'
import type { ExportColumn, ExportWords } from '../../preload/contract/export.ts'
import type { Filter, Provenance } from '../../preload/contract/model.ts'

/** Null is unknown and becomes an empty cell, never a zero. A date is an instant in milliseconds UTC. */
export type Cell = string | number | null
export interface Column {
  key: ExportColumn | CaseColumn | 'dueState'
  kind: 'text' | 'number' | 'date'
  /** What stands over it, where the words of every file do not say so. */
  head?: string
}

export type Position = [number, number]
export type Geometry = { type: 'Point'; coordinates: Position } | { type: 'MultiPolygon'; coordinates: Position[][][] } | { type: 'Polygon'; coordinates: Position[][] }

export interface Table {
  columns: Column[]
  /** Length of `rows()`. */
  count: number
  /** In the order of the columns; may be walked more than once. */
  rows(): Iterable<Cell[]>
  /** Null where these rows lie nowhere; then there is no GeoJSON of them. */
  geometry: ((row: number) => Geometry | null) | null
  /** Upper limits of the classes painted, where there are any. */
  limits: readonly number[] | null
  provenance: Provenance
}

export interface Facts {
  title: string
  words: ExportWords
  scope: { label: string; value: string }[]
  unit: string
  /** Null where the filter does not concern the rows: then no period is printed. */
  filter: Filter | null
  zone: string
}

export const headOf = ({ key, head }: Column, words: ExportWords): string => head ?? words[`column.${key as ExportColumn}`]

export const text = (key: ExportColumn): Column => ({ key, kind: 'text' })
export const number = (key: ExportColumn): Column => ({ key, kind: 'number' })
export const date = (key: ExportColumn): Column => ({ key, kind: 'date' })
