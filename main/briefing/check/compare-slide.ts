/** One slide as it was written beside the slide a file shows. Shapes find each other by name; a lost name does not hide a title, a table or a chart. */
import { BOXES, type Line, type PlacedFigure, type Slide, type TableVisual } from '../../../preload/contract/deck.ts'
import { compareChart } from './compare-chart.ts'
import { compareTable } from './compare-table.ts'
import { compareLine, type Finding, strangeNumbers } from './line-difference.ts'
import type { ShownShape, ShownSlide } from './shown-deck.ts'
import { isChanged, type Told, tellLine } from './told.ts'

type ShapeName = PlacedFigure['shape']
export interface ToldOfShape extends Told {
  /** '' for a shape that the program did not write. */
  shape: ShapeName | ''
}

const NAMED = /^([A-Za-z0-9-]{1,60}):(title|so-what|visual|beside|footer)$/

/** Which of the deck's slides it is; null: none, it was added by hand. */
export function slideIdOf(shown: ShownSlide, ids: ReadonlySet<string>): string | null {
  for (const { name } of shown.shapes) {
    const id = NAMED.exec(name)?.[1]
    if (id !== undefined && ids.has(id)) return id
  }
  return null
}

export function compareSlide(slide: Slide, shown: ShownSlide, timeZone: string): ToldOfShape[] {
  const left = new Set(shown.shapes)
  const told = writtenShapes(slide).flatMap(({ shape, kind, compare }): ToldOfShape[] => {
    const shapes = takeShapes(left, `${slide.id}:${shape}`, kind)
    return compare(shapes, timeZone).map((one) => ({ ...one, shape }))
  })
  return [...told, ...[...left].flatMap((shape) => strangers(shape))]
}

/** Every number of a slide or shape that the program did not write. */
export const strangers = (shape: ShownShape): ToldOfShape[] =>
  textsOf(shape).flatMap((text) => strangeNumbers(text).map((finding): ToldOfShape => ({ ...finding, shape: '', place: shape.kind, label: '' })))

interface WrittenShape {
  shape: ShapeName
  kind: 'title' | 'text' | 'table' | 'chart'
  compare(shapes: readonly ShownShape[], timeZone: string): Told[]
}

function writtenShapes(slide: Slide): WrittenShape[] {
  return [sentence('title', slide.title.length === 0 ? [{ text: slide.id }] : slide.title), ...visualOf(slide), sentence('so-what', slide.soWhat), { shape: 'footer', kind: 'text', compare: (shapes) => compareFooter(slide, shapes) }]
}

const sentence = (shape: 'title' | 'so-what', line: Line): WrittenShape => ({ shape, kind: shape === 'title' ? 'title' : 'text', compare: (shapes) => tellLine(line, textOf(shapes), 'text', '') })

const table = (shape: 'visual' | 'beside', written: TableVisual): WrittenShape => ({
  shape, kind: 'table',
  compare: (shapes) => compareTable(written, BOXES[shape], shapes.find((one) => one.kind === 'table')?.rows ?? []),
})

function visualOf({ visual }: Slide): WrittenShape[] {
  switch (visual.kind) {
    case 'table': return [table('visual', visual)]
    case 'map': return visual.beside === null ? [] : [table('beside', visual.beside)]
    case 'chart': return [{
      shape: 'visual', kind: 'chart',
      compare: (shapes, timeZone) => compareChart(visual, shapes.find((one) => one.kind === 'chart') ?? { kind: 'chart', name: '', series: [], texts: [], hasWorkbook: false }, timeZone),
    }]
    case 'text': return [inText(visual.paragraphs.map(({ head, line }) => [{ text: `${head} ` }, ...line]))]
    case 'cover': return [inText(visual.facts.map(({ label, line }) => [{ text: `${label} ` }, ...line]))]
  }
}

/** How heads and labels stand beside their lines is the writer's affair: only numbers are told of. */
const inText = (lines: Line[]): WrittenShape => ({ shape: 'visual', kind: 'text', compare: (shapes) => findingsIn(lines, shapes.flatMap(textsOf)).map((finding) => ({ ...finding, place: 'text', label: '' })) })

/** Paragraph by paragraph; where people have parted or joined some, all of them as one. */
function findingsIn(lines: readonly Line[], paragraphs: readonly string[]): Finding[] {
  const shown = paragraphs.filter((text) => text.trim() !== '')
  if (shown.length === lines.length) return lines.flatMap((line, n) => compareLine(line, shown[n]!).findings)
  return compareLine(lines.flatMap((line) => [...line, { text: ' ' }]), shown.join('\n')).findings
}

/** Dates and versions below each slide are no figures: told of only where one was changed. */
function compareFooter({ footer }: Slide, shapes: readonly ShownShape[]): Told[] {
  if (shapes.length === 0) return []
  const line = [{ text: [footer.asOf, footer.definitions, footer.source, footer.confidentiality].join(' ') }]
  return compareLine(line, textOf(shapes)).findings.filter((finding) => finding.was !== null && finding.shown !== null && isChanged(finding)).map((finding) => ({ ...finding, place: 'text', label: '' }))
}

/** Takes those of that name; where none has it, the only one that it could be. */
function takeShapes(left: Set<ShownShape>, name: string, kind: WrittenShape['kind']): ShownShape[] {
  const named = [...left].filter((shape) => shape.name === name)
  const alike = named.length > 0 ? named : [...left].filter((shape) => !NAMED.test(shape.name) && isOfKind(shape, kind)).slice(0, kind === 'text' ? 0 : 1)
  for (const shape of alike) left.delete(shape)
  return alike
}

const isOfKind = (shape: ShownShape, kind: WrittenShape['kind']): boolean => (kind === 'title' ? shape.kind === 'text' && shape.isTitle : shape.kind === kind)

const textOf = (shapes: readonly ShownShape[]): string => shapes.flatMap(textsOf).join('\n')

function textsOf(shape: ShownShape): string[] {
  switch (shape.kind) {
    case 'text': return shape.paragraphs
    case 'table': return shape.rows.flat()
    case 'chart': return [...shape.texts, ...shape.series.flatMap(({ values }) => values.flatMap(({ chart, workbook }) => (chart === null && workbook === null ? [] : [String(chart ?? workbook)])))]
  }
}
