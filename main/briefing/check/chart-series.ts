/** A chart as its picture holds it, series by series, beside the cells of the workbook behind it, which can be edited by themselves (ECMA-376 part 1: DrawingML charts). */
import type { ShownChart, ShownNumber, ShownSeries, ShownWord } from './shown-deck.ts'
import { paragraphsOf } from './slide-shapes.ts'
import type { CellsOf } from './workbook-cells.ts'
import { below, childOf, childrenOf, elementsOf, textOf, within, type XmlNode } from './xml.ts'

/** Points of one series; a chart that says it has more has no reader. */
const MOST_POINTS = 2_000

/** `workbook` null: there is none. */
export function readChart(name: string, chart: XmlNode, workbook: CellsOf | null): ShownChart {
  const plot = below(chart, 'chart', 'plotArea')
  const all = (plot === undefined ? [] : elementsOf(plot)).flatMap((group) => childrenOf(group, 'ser'))
  const series = all.toSorted((a, b) => placeOf(a) - placeOf(b)).map((one) => seriesOf(one, workbook))
  return { kind: 'chart', name, series, texts: [...within(chart, 'rich').flatMap(paragraphsOf), ...literalsOf(chart)], hasWorkbook: workbook !== null }
}

/** A format can say digits of its own in place of the value's: between quotation marks, or letter by letter. */
function literalsOf(chart: XmlNode): string[] {
  const codes = [...within(chart, 'formatCode').map(textOf), ...within(chart, 'numFmt').map(({ attributes }) => attributes.get('formatCode') ?? '')]
  return codes.flatMap((code) => code.match(/"[^"]*"|\\./gu) ?? [])
}

const placeOf = (series: XmlNode): number => Number(childOf(series, 'idx')?.attributes.get('val') ?? 0)

function seriesOf(series: XmlNode, workbook: CellsOf | null): ShownSeries {
  const name = cached(below(series, 'tx'))
  const categories = cached(childOf(series, 'cat') ?? childOf(series, 'xVal'))
  const values = cached(childOf(series, 'val') ?? childOf(series, 'yVal'))
  return {
    name: zip(name, workbook, word)[0] ?? { chart: null, workbook: null },
    categories: zip(categories, workbook, word),
    values: zip(values, workbook, (one, cell): ShownNumber => ({ chart: numberOf(one), workbook: numberOf(cell) })),
  }
}

interface Cached {
  reference: string | null
  /** Gaps are null. */
  points: (string | null)[]
}

/** What a reference, or a literal in its place, holds; of categories in several levels the innermost. */
function cached(node: XmlNode | undefined): Cached {
  const reference = node === undefined ? undefined : elementsOf(node).find(({ name }) => name.endsWith('Ref'))
  const literal = childOf(node, 'strLit') ?? childOf(node, 'numLit')
  const cache = (reference === undefined ? undefined : elementsOf(reference).find(({ name }) => name.endsWith('Cache'))) ?? literal
  const level = childOf(cache, 'lvl') ?? cache
  const plain = childOf(node, 'v')
  const formula = childOf(reference, 'f')
  return { reference: formula === undefined ? null : textOf(formula), points: plain === undefined ? pointsOf(level) : [textOf(plain)] }
}

function pointsOf(level: XmlNode | undefined): (string | null)[] {
  const points: (string | null)[] = Array.from({ length: Math.min(MOST_POINTS, Number(childOf(level, 'ptCount')?.attributes.get('val') ?? 0) || 0) }, () => null)
  for (const point of childrenOf(level, 'pt')) {
    const place = Number(point.attributes.get('idx') ?? -1)
    if (Number.isInteger(place) && place >= 0 && place < MOST_POINTS) points[place] = textOf(childOf(point, 'v'))
  }
  return Array.from(points, (point) => point ?? null)
}

function zip<T>({ reference, points }: Cached, workbook: CellsOf | null, pair: (point: string | null, cell: string | number | null) => T): T[] {
  const cells = workbook === null || reference === null ? [] : workbook(reference)
  return Array.from({ length: Math.max(points.length, cells.length) }, (_, n) => pair(points[n] ?? null, cells[n] ?? null))
}

const word = (point: string | null, cell: string | number | null): ShownWord => ({ chart: point, workbook: cell === null ? null : String(cell) })

function numberOf(text: string | number | null): number | null {
  if (text === null || (typeof text === 'string' && text.trim() === '')) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}
