/** What a writing thread is given: the answers, as plain data, and the words and facts that go with them. */
import type { ExportFormat, ExportProgress, ExportedFile } from '../../preload/contract/export.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, BottleneckPlace, Field, Overview, Provenance } from '../../preload/contract/model.ts'
import { areasTable, bottlenecksTable, cellsTable, gridTable, overviewTable, type SiteRows, sitesTable } from './tables.ts'
import type { Facts, Table } from './table.ts'

export type Answered =
  | { kind: 'areas'; figures: AreaFigures; boundaries: AreaBoundary[] }
  | { kind: 'cells'; cells: Cells }
  | { kind: 'grid'; field: Field; floor: number }
  | { kind: 'overview'; overview: Overview }
  | { kind: 'bottlenecks'; places: BottleneckPlace[]; provenance: Provenance }
  | { kind: 'sites'; sites: SiteRows }

export interface ExportJob {
  format: ExportFormat
  answered: Answered
  areaNames: [id: string, name: string][]
  facts: Facts
}

export type FromWriter = { progress: ExportProgress } | { file: ExportedFile } | { failed: string }

export function tableOf({ answered, areaNames, facts: { words, unit } }: ExportJob): Table {
  const names = new Map(areaNames)
  switch (answered.kind) {
    case 'areas': return areasTable(answered.figures, answered.boundaries, names, unit, words)
    case 'cells': return cellsTable(answered.cells, unit, words)
    case 'grid': return gridTable(answered.field, answered.floor, unit)
    case 'overview': return overviewTable(answered.overview, words)
    case 'bottlenecks': return bottlenecksTable(answered.places, answered.provenance, names, words)
    case 'sites': return sitesTable(answered.sites, names, words)
  }
}
