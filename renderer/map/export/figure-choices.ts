/** What of the screen may become a file of figures, with the rows, the age and the words the screen has for it. */
import { MOST_EXPORT_ROWS } from '../../../preload/contract/export.ts'
import type { ExportFormat, ExportKind, ExportQuestion } from '../../../preload/contract/export.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { AreaFigures } from '../../../preload/contract/measure.ts'
import type { BottleneckPlace, City, Field, FieldLayer, Filter, Overview, Provenance } from '../../../preload/contract/model.ts'
import type { Input } from '../../../preload/contract/api.ts'
import type { Text } from '../../chrome/phrase.ts'
import { sourceParts } from '../../chrome/source-words.ts'
import { sizeOfCells, unitOf } from '../../chrome/ground/area-words.ts'
import { floorOf } from '../../chrome/ground/colour.ts'
import { heldWords } from '../../chrome/ground/held-words.ts'
import { numberWriter } from '../../chrome/ground/limits.ts'
import { scopeLines, type ScopeLine } from '../../chrome/ground/scope-lines.ts'

export type Content = 'picture' | ExportKind

export interface FigureChoice {
  question: ExportQuestion
  title: string
  rows: number
  asOf: number | null
  simulated: boolean
  unit: string
  scope: ScopeLine[]
  formats: readonly ExportFormat[]
}

/** What the screen holds; null where it is not here yet, or a newer answer is on its way. */
export interface OnScreen {
  areas: AreaFigures | null
  /** Only while they are painted. */
  cells: Cells | null
  cellQuestion: Input<'cells.get'> | null
  field: Field | null
  fieldQuestion: Input<'field.get'> | null
  overview: Overview | null
  bottlenecks: readonly BottleneckPlace[] | null
  filter: Filter
  city: City
}

const ALL: readonly ExportFormat[] = ['xlsx', 'csv', 'geojson']
/** Figures that lie nowhere. */
const FLAT: readonly ExportFormat[] = ['xlsx', 'csv']

export function figureChoices(screen: OnScreen, text: Text): FigureChoice[] {
  return [areasChoice, cellsChoice, gridChoice, overviewChoice, bottlenecksChoice, sitesChoice].map((choose) => choose(screen, text)).filter((choice) => choice !== null)
}

type Choose = (screen: OnScreen, text: Text) => FigureChoice | null

const areasChoice: Choose = ({ areas, filter, city }, text) => {
  if (areas === null) return null
  const { layer, measure, level, figures, provenance } = areas
  const unit = unitOf(areas, text)
  return {
    question: { kind: 'areas', input: { layer, filter, measure, level } }, title: `${text.t(`map.layer.${layer}.title`)} · ${text.t(`map.level.by.${level}`)}`, rows: figures.length, ...ageOf(provenance), unit,
    scope: [...scopeOf(layer, filter, city, provenance, text), ...heldLines(areas, filter, text)], formats: ALL,
  }
}

const cellsChoice: Choose = ({ cells, cellQuestion, city }, text) => {
  if (cells === null || cellQuestion === null || cells.measure === 'per-1000-workers') return null
  const { t } = text
  return {
    question: { kind: 'cells', input: cellQuestion }, title: `${t(`map.layer.${cells.layer}.title`)} · ${t('export.kind.cells')}`, rows: cells.ids.length, ...ageOf(cells.provenance), unit: unitOf(cells, text),
    scope: [...scopeOf(cells.layer, cellQuestion.filter, city, cells.provenance, text), ...heldLines(cells, cellQuestion.filter, text), { label: t('export.about.cell'), value: sizeOfCells(cells, text) }, { label: t('export.about.ground'), value: t('export.about.view') }, { label: t('export.about.listed'), value: t('export.about.filled') }],
    formats: ALL,
  }
}

const gridChoice: Choose = ({ field, fieldQuestion, city }, text) => {
  if (field === null || fieldQuestion === null) return null
  const { t } = text
  const kernel = { label: t('map.bandwidth'), value: t('map.bandwidth.value', { meters: field.bandwidthMeters }) }
  return {
    question: { kind: 'grid', input: fieldQuestion }, title: `${t(`map.layer.${field.layer}.title`)} · ${t('export.kind.grid')}`, rows: countPainted(field), ...ageOf(field.provenance), unit: t(`map.unit.${field.unit}`),
    scope: [...scopeOf(field.layer, fieldQuestion.filter, city, field.provenance, text), ...heldLines(field, fieldQuestion.filter, text), kernel, { label: t('export.about.ground'), value: t('export.about.view') }, { label: t('export.about.listed'), value: t('export.about.painted', { floor: numberWriter(text.locale)(floorOf(field.limits), 8) }) }],
    formats: ALL,
  }
}

const overviewChoice: Choose = ({ overview, filter, city }, text) => {
  if (overview === null) return null
  const { sites, ...rest } = overview
  const figures = [...Object.values(rest), ...Object.values(sites)]
  const times = figures.map(({ provenance }) => provenance.asOf)
  return {
    question: { kind: 'overview', input: { filter } }, title: text.t('export.kind.overview'), rows: figures.length,
    asOf: times.includes(null) ? null : Math.min(...(times as number[])), simulated: figures.some(({ provenance }) => provenance.simulated), unit: '',
    scope: scopeLines(null, filter, city, text), formats: FLAT,
  }
}

const bottlenecksChoice: Choose = ({ overview, bottlenecks, filter, city }, text) => {
  if (overview === null || bottlenecks === null) return null
  const provenance = { ...overview.bottlenecks.provenance, source: 'places.bottlenecks: bottleneck, handover' }
  return {
    question: { kind: 'bottlenecks', input: { filter } }, title: text.t('export.kind.bottlenecks'), rows: bottlenecks.length, ...ageOf(provenance), unit: '',
    scope: scopeOf('bottleneck', filter, city, provenance, text), formats: ALL,
  }
}

const sitesChoice: Choose = ({ overview, filter, city }, text) => {
  const counts = overview === null ? [] : Object.values(overview.sites)
  if (overview === null || counts.some(({ value }) => value === null)) return null
  const provenance = { ...overview.sites.station.provenance, source: 'export.file: site' }
  return {
    question: { kind: 'sites', input: { filter } }, title: text.t('export.kind.sites'), rows: counts.reduce((sum, { value }) => sum + (value ?? 0), 0), ...ageOf(provenance), unit: '',
    // Of the filter only the area and the drawn ground concern them.
    scope: [...scopeLines('bottleneck', { ...filter, weekdays: [], hours: [] }, city, text), ...sourceLines(provenance, text)], formats: ALL,
  }
}

export function fits({ rows, formats }: FigureChoice, format: ExportFormat): boolean {
  return formats.includes(format) && rows <= MOST_EXPORT_ROWS[format]
}

const ageOf = ({ asOf, simulated }: Provenance): { asOf: number | null; simulated: boolean } => ({ asOf, simulated })

function scopeOf(layer: FieldLayer, filter: Filter, city: City, provenance: Provenance, text: Text): ScopeLine[] {
  return [...scopeLines(layer, filter, city, text), ...sourceLines(provenance, text)]
}

/** The file's first and last day are those asked for. */
function heldLines({ span }: Pick<Field, 'span'>, filter: Filter, text: Text): ScopeLine[] {
  const words = heldWords(span, filter, text)
  return words === null ? [] : [{ label: text.t('export.about.held'), value: words }]
}

function sourceLines({ source }: Provenance, text: Text): ScopeLine[] {
  const { tables, query } = sourceParts(source, text) ?? { tables: source, query: '' }
  return [{ label: text.t('export.about.source'), value: tables }, { label: text.t('export.about.query'), value: query }].filter(({ value }) => value !== '')
}

/** Cells that have a colour. */
export function countPainted({ values, limits }: Pick<Field, 'values' | 'limits'>): number {
  const floor = floorOf(limits)
  let count = 0
  for (let n = 0; n < values.length; n++) if ((values[n] as number) >= floor && (values[n] as number) > 0) count++
  return count
}
