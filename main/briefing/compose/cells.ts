/** Cells, tables and bars of slides, out of facts and words. */
import { BOXES, type Cell, type ChartSeries, type ChartVisual, type Fact, type FigureFormat, type TableVisual, type TextVisual, type Tone } from '../../../preload/contract/deck.ts'
import { CELL_PADDING, STEPS, textWidth, WHOLE_WORDS } from '../../../preload/contract/slide-text.ts'
import { figure, messageOf, type MessageKey, nameAt, type Scene } from './scene.ts'
import { columnOf, textOf, words } from './spans.ts'

export const cell = (line: Cell['line'], tone?: Tone): Cell => (tone === undefined ? { line } : { line, tone })
export const textCell = (text: string, tone?: Tone): Cell => cell(words(text), tone)
export const figureCell = (scene: Scene, fact: Fact, row: number, column: string, format: FigureFormat, tone?: Tone): Cell => cell([figure(scene, fact, row, column, format)], tone)

export function intervalCell(scene: Scene, fact: Fact, row: number): Cell {
  if (fact.values[row]?.[columnOf(fact, 'low')] == null) return textCell('—', 'quiet')
  return cell([figure(scene, fact, row, 'low', 'decimal'), { text: '–' }, figure(scene, fact, row, 'high', 'decimal')], 'quiet')
}

type Head = [key: MessageKey | '', weight: number, align?: 'left']

/** Shares follow from the weights. */
export function table(scene: Scene, alt: string, heads: readonly Head[], rows: Cell[][]): TableVisual {
  const all = heads.reduce((sum, [, weight]) => sum + weight, 0)
  return { kind: 'table', alt, rows, columns: heads.map(([key, weight, align]) => ({ head: key === '' ? '' : messageOf(scene, key), align: align ?? 'right', share: weight / all })) }
}

/** What is not divided in a name: a word, or a Chinese character. */
const PIECES = /[^\s\u2e80-\uffff]+|[\s\S]/gu
/** Of a name's column, in sizes of the type: four Chinese characters. */
const LEAST_NAME = 4
/** Both sides of a cell, and a hair: shares are not exact. */
const PADDING = 2 * CELL_PADDING.x + 0.1

/** In sizes of the type. */
const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => textWidth(text, 1)))

/** Beside a map: names, then numbers. No number is divided, nor a word of a name where the type need not get too small for it; spare room goes to the names. */
export function besideTable(scene: Scene, alt: string, [name, ...numbers]: readonly [MessageKey, ...MessageKey[]], rows: Cell[][]): TableVisual {
  const column = (key: MessageKey, n: number): string[] => [messageOf(scene, key), ...rows.map((row) => textOf(row[n]?.line ?? []))]
  const nameWidth = Math.max(LEAST_NAME, widest(column(name, 0).flatMap((text) => text.match(PIECES) ?? [])))
  const widths = numbers.map((key, n) => widest(column(key, n + 1)))
  const room = BOXES.beside.width - PADDING * (1 + numbers.length)
  const all = widths.reduce((sum, width) => sum + width, nameWidth)
  const size = Math.max(WHOLE_WORDS, STEPS.table.find((size) => size * all <= room) ?? 0)
  const points = (width: number): number => width * size + PADDING
  return table(scene, alt, [[name, Math.max(points(LEAST_NAME), points(nameWidth) + room - size * all), 'left'], ...numbers.map((key, n): Head => [key, points(widths[n]!)])], rows)
}

export const paragraph = (scene: Scene, key: MessageKey): TextVisual => ({ kind: 'text', paragraphs: [{ head: '', line: words(messageOf(scene, key)) }] })

export function series(fact: Fact, name: string, column: string, role: ChartSeries['role'], format: FigureFormat): ChartSeries {
  const number = columnOf(fact, column)
  return { name, role, values: fact.values.map((row) => (typeof row[number] === 'number' ? row[number] : null)), figures: fact.values.map((_, row) => ({ fact: fact.id, row, column: number, format })) }
}

/** One bar for now, one for before where that is known, for each row of the fact. */
export function pairedBars(scene: Scene, fact: Fact, alt: string): ChartVisual {
  const before = series(fact, messageOf(scene, 'series.before'), 'before', 'before', 'integer')
  const isKnown = before.values.some((value) => value !== null)
  return {
    kind: 'chart', form: isKnown ? 'clustered-bars' : 'bars', alt, axisTitle: messageOf(scene, 'axis.reports'), format: 'integer', marks: [],
    categories: distinct(fact.values.map((_, row) => nameAt(scene, fact, row, 'name', scene.question.english ? 24 : 10))),
    series: [series(fact, messageOf(scene, 'series.now'), 'now', 'now', 'integer'), ...(isKnown ? [before] : [])],
  }
}

/** Charts tell categories by their names: equal ones get a mark. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name}${'′'.repeat(times - 1)}`
  })
}
