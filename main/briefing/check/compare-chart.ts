/** A chart as it was written beside the chart a file shows, in its picture and in the workbook behind it: a digit changed in either is told of. */
import type { ChartVisual, FigurePlace } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'
import { plainText } from '../../export/plain-text.ts'
import { pairUp } from './compare-table.ts'
import { strangeNumbers } from './line-difference.ts'
import type { ShownChart, ShownNumber, ShownSeries, ShownWord } from './shown-deck.ts'
import { isSameText, type Told, tellWords } from './told.ts'

type Series = ChartVisual['series'][number]

export function compareChart(visual: ChartVisual, shown: ShownChart, timeZone: string): Told[] {
  const pairs = pairUp(visual.series.map(({ name }) => plainText(name)), shown.series.map(({ name }) => name.chart ?? name.workbook ?? ''))
  const told = visual.series.flatMap((series, n) => compareSeries(visual, series, shown.series[pairs[n] ?? -1] ?? null, shown.hasWorkbook, timeZone))
  const strange = shown.series.flatMap((series, n) => (pairs.includes(n) ? [] : strangeValues(series, 0)))
  return [...told, ...strange, ...handwritten(visual, shown)]
}

function compareSeries(visual: ChartVisual, series: Series, shown: ShownSeries | null, hasWorkbook: boolean, timeZone: string): Told[] {
  const names = shown === null ? [] : [tellName(plainText(series.name), shown.name, hasWorkbook), ...categoryWords(visual).map((category, n) => tellName(category, shown.categories[n] ?? { chart: null, workbook: null }, hasWorkbook))]
  const points = series.values.flatMap((value, n): Told[] => {
    const source = series.figures[n] ?? null
    const now = shown?.values[n] ?? { chart: null, workbook: null }
    const label = `${series.name} · ${visual.categories[n] ?? ''}`
    const changed = changedPlace(value, now, hasWorkbook)
    if (source === null || (value === null && changed === null)) return []
    const was = figureText(value, source.format, timeZone)
    if (changed === null) return [{ source, was, shown: was, place: 'chart', label }]
    const number = now[changed]
    return [{ source, was, shown: number === null ? null : numberText(number, was, figureText(number, source.format, timeZone)), place: changed, label }]
  })
  return [...names.flatMap((one) => one ?? []), ...points, ...(shown === null ? [] : strangeValues(shown, series.values.length))]
}

/** Marks stand below their category. */
const categoryWords = ({ categories, marks }: ChartVisual): string[] =>
  categories.map((category, n) => plainText([category, ...marks.flatMap((mark) => (mark.category === n ? [mark.text] : []))].join('\n')))

/** Where a point is not what was written; null: nowhere. */
function changedPlace(value: number | null, { chart, workbook }: ShownNumber, hasWorkbook: boolean): 'chart' | 'workbook' | null {
  if (!isSameNumber(value, chart)) return 'chart'
  return hasWorkbook && !isSameNumber(value, workbook) ? 'workbook' : null
}

/** Programs write the same double with seventeen digits or with fifteen. */
const isSameNumber = (one: number | null, other: number | null): boolean => one === other || (one !== null && other !== null && Math.abs(one - other) <= 1e-13 * Math.max(Math.abs(one), Math.abs(other)))

/** A change too small for the format is told of in full. */
const numberText = (number: number, was: string, text: string): string => (text === was ? String(number) : text)

/** Only where a word is there and another: a program may leave out what the picture needs not. */
function tellName(was: string, { chart, workbook }: ShownWord, hasWorkbook: boolean): Told | null {
  if (chart !== null && !isSameText(was, chart)) return tellWords(was, chart, 'chart', '')
  return hasWorkbook && workbook !== null && !isSameText(was, workbook) ? tellWords(was, workbook, 'workbook', '') : null
}

function strangeValues({ name, categories, values }: ShownSeries, from: number): Told[] {
  return values.slice(from).flatMap(({ chart, workbook }, n): Told[] => {
    const [number, place]: [number | null, FigurePlace] = chart === null ? [workbook, 'workbook'] : [chart, 'chart']
    return number === null ? [] : [{ source: null, was: null, shown: String(number), place, label: `${name.chart ?? ''} · ${categories[from + n]?.chart ?? ''}` }]
  })
}

/** Labels and titles with digits that stand nowhere in what was written. */
function handwritten({ axisTitle, marks, categories, series }: ChartVisual, { texts }: ShownChart): Told[] {
  const own = [axisTitle, ...marks.map(({ text }) => text), ...categories, ...series.map(({ name }) => name)].map(plainText)
  return texts.filter((text) => !own.some((one) => one !== '' && isSameText(one, text))).flatMap((text) => strangeNumbers(text).map((finding): Told => ({ ...finding, place: 'chart', label: '' })))
}
