/** What every chart has around its values: title of the axis, legend, rules with their numbers, names of the categories, marks of holidays. */
import type { Box, ChartSeries, ChartVisual } from '../../../preload/contract/deck.ts'
import { axisOf, ticksOf } from '../../../preload/contract/chart-axis.ts'
import { fitText, LEADING, textWidth } from '../../../preload/contract/slide-text.ts'
import { tickOf } from './chart-numbers.ts'
import { box, DROP, INK, line, type Mark, text } from '../../chrome/ground/marks.ts'
import { textBlock } from './text-block.ts'

const SMALL = 11
const SWATCH = 22
const ROW = 20
const MARK_ROW = 14
const NAME_SIZES = [12, 11, 10, 9, 8, 7]

export interface ChartFrame {
  /** Where values are drawn. */
  plot: Box
  /** Position of a value along the axis. */
  at: (value: number) => number
  /** Middle and size of the band of a category. */
  middle: (category: number) => number
  band: number
  marks: Mark[]
}

export const pick = (series: readonly ChartSeries[], role: ChartSeries['role']): ChartSeries[] => series.filter((each) => each.role === role)
export const colourOf = (role: ChartSeries['role'], accent: string): string => (role === 'before' ? INK.before : role === 'target' ? INK.warning : accent)

/** Values upwards, categories from the left. */
export function uprightFrame(chart: ChartVisual, room: Box, accent: string): ChartFrame {
  const axis = axisOf(chart)
  const head = layHead(chart, room, accent)
  const ticks = ticksOf(axis).map((value) => ({ value, words: tickOf(value, axis.step, chart.format) }))
  const left = Math.max(...ticks.map(({ words }) => textWidth(words, SMALL))) + 8
  const count = Math.max(1, chart.categories.length)
  const band = (room.width - left - 8) / count
  const names = fitNames(chart.categories, band - 6)
  const top = room.y + head.height + (chart.marks.length > 0 ? MARK_ROW : 4)
  const plot: Box = { x: room.x + left, y: top, width: room.width - left - 8, height: room.y + room.height - names.height - top }
  const at = (value: number): number => plot.y + plot.height - ((value - axis.min) / (axis.max - axis.min)) * plot.height
  const middle = (category: number): number => plot.x + (category + 0.5) * band
  const marks: Mark[] = [...head.marks]
  for (const { value, words } of ticks) {
    marks.push(line([[plot.x, at(value)], [plot.x + plot.width, at(value)]], value === 0 || value === axis.min ? INK.rule : INK.grid, value === 0 ? 1 : 0.75))
    marks.push(text([{ text: words }], plot.x - 6, at(value) + SMALL * DROP, SMALL, { colour: INK.muted, anchor: 'end' }))
  }
  names.lines.forEach((lines, n) => marks.push(...textBlock(lines, { x: middle(n) - band / 2, y: plot.y + plot.height + 5, width: band, height: names.height }, names.size, { anchor: 'middle' })))
  marks.push(...layHolidays(chart, plot, middle))
  return { plot, at, middle, band, marks }
}

const MOST_NAMES = 0.3

/** Values to the right, categories from the top: long names have room. */
export function lyingFrame(chart: ChartVisual, room: Box, accent: string): ChartFrame {
  const axis = axisOf(chart)
  const head = layHead(chart, room, accent)
  const count = Math.max(1, chart.categories.length)
  const [top, foot] = [room.y + head.height + 4, 20]
  const band = (room.y + room.height - foot - top) / count
  const widest = Math.max(0, ...chart.categories.map((name) => textWidth(name, 14)))
  const left = Math.min(room.width * MOST_NAMES, widest + 10)
  const plot: Box = { x: room.x + left, y: top, width: room.width - left - 24, height: band * count }
  const at = (value: number): number => plot.x + ((value - axis.min) / (axis.max - axis.min)) * plot.width
  const middle = (category: number): number => plot.y + (category + 0.5) * band
  const marks: Mark[] = [...head.marks]
  let free = 0
  for (const value of ticksOf(axis)) {
    marks.push(line([[at(value), plot.y], [at(value), plot.y + plot.height]], value === 0 ? INK.rule : INK.grid, value === 0 ? 1 : 0.75))
    const words = tickOf(value, axis.step, chart.format)
    const width = textWidth(words, SMALL)
    const x = Math.min(room.x + room.width - width, at(value) - width / 2)
    if (x < free) continue
    marks.push(text([{ text: words }], x + width / 2, plot.y + plot.height + 14, SMALL, { colour: INK.muted, anchor: 'middle' }))
    free = x + width + 4
  }
  chart.categories.forEach((name, n) => {
    const cell: Box = { x: room.x, y: middle(n) - band / 2, width: left - 10, height: band }
    const { size, lines } = fitText([{ text: name }], cell, [14, ...NAME_SIZES])
    marks.push(...textBlock(lines, cell, size, { anchor: 'end', isMiddle: true }))
  })
  return { plot, at, middle, band, marks }
}

/** Names of the categories at one size, three lines at most. */
function fitNames(names: readonly string[], width: number): { size: number; lines: ReturnType<typeof fitText>['lines'][]; height: number } {
  for (const size of NAME_SIZES) {
    const fitted = names.map((name) => fitText([{ text: name }], { width, height: 3 * size * LEADING }, [size]))
    const isWhole = fitted.every(({ lines }) => !lines.some((each) => each.at(-1)?.text === '…'))
    if (!isWhole && size !== NAME_SIZES.at(-1)) continue
    return { size, lines: fitted.map(({ lines }) => lines), height: Math.max(1, ...fitted.map(({ lines }) => lines.length)) * size * LEADING + 8 }
  }
  return { size: SMALL, lines: [], height: 0 }
}

interface Key {
  words: string
  role: ChartSeries['role']
}

/** The limits of an interval are one thing to a reader. */
function keysOf(series: readonly ChartSeries[]): Key[] {
  const limits = [...new Set(series.filter(({ role }) => role === 'low' || role === 'high').map(({ name }) => name))]
  const plain = series.filter(({ role }) => role !== 'low' && role !== 'high').map(({ name, role }): Key => ({ words: name, role }))
  return limits.length === 0 ? plain : [...plain, { words: limits.join(' – '), role: 'low' }]
}

/** Axis title on the left, legend on the right; below one another where both have no room. */
function layHead({ axisTitle, series, form }: ChartVisual, room: Box, accent: string): { marks: Mark[]; height: number } {
  const keys = keysOf(series)
  const widthOf = ({ words }: Key): number => SWATCH + 6 + textWidth(words, SMALL + 1) + 18
  const legend = keys.reduce((sum, key) => sum + widthOf(key), 0)
  const isOneRow = textWidth(axisTitle, SMALL) + legend + 12 <= room.width
  const title = fitText([{ text: axisTitle }], { width: room.width, height: ROW }, [SMALL, 10, 9, 8])
  const marks: Mark[] = textBlock(title.lines, { ...room, height: ROW }, title.size, { colour: INK.muted, isMiddle: true })
  const y = room.y + (isOneRow ? 0 : ROW) + ROW / 2
  const share = Math.min(1, room.width / legend)
  let x = share < 1 ? room.x : Math.max(room.x, room.x + room.width - legend + 18)
  for (const key of keys) {
    marks.push(...laySwatch(key, x, y, accent, form === 'line'))
    const name = fitText([{ text: key.words }], { width: Math.max(12, widthOf(key) * share - SWATCH - 24), height: ROW }, [SMALL + 1, SMALL, 10, 9, 8])
    marks.push(...textBlock(name.lines, { x: x + SWATCH + 6, y: y - ROW / 2, width: 0, height: ROW }, name.size, { isMiddle: true }))
    x += widthOf(key) * share
  }
  return { marks, height: isOneRow || keys.length === 0 ? ROW : 2 * ROW }
}

function laySwatch({ role }: Key, x: number, y: number, accent: string, isLine: boolean): Mark[] {
  const ends: [number, number][] = [[x, y], [x + SWATCH, y]]
  if (role === 'target') return [line(ends, colourOf(role, accent), 1.5, [5, 3])]
  if (role === 'low' || role === 'high') {
    return isLine ? [box({ x, y: y - 5, width: SWATCH, height: 10 }, tintOf(accent)), line([[x, y - 5], [x + SWATCH, y - 5]], accent, 0.75), line([[x, y + 5], [x + SWATCH, y + 5]], accent, 0.75)]
      : [line(ends, INK.text, 1), line([[x, y - 3], [x, y + 3]], INK.text, 1), line([[x + SWATCH, y - 3], [x + SWATCH, y + 3]], INK.text, 1)]
  }
  return isLine ? [line(ends, colourOf(role, accent), role === 'now' ? 2.5 : 1.75)] : [box({ x: x + 4, y: y - 6, width: SWATCH - 8, height: 12 }, colourOf(role, accent))]
}

/** One in eight of the accent on white. */
export function tintOf(accent: string): string {
  const mixed = [1, 3, 5].map((at) => Math.round(255 - (255 - Number.parseInt(accent.slice(at, at + 2), 16)) * 0.13))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function layHolidays({ marks, categories }: ChartVisual, plot: Box, middle: (category: number) => number): Mark[] {
  let free = plot.x
  const drawn: Mark[] = []
  for (const { category, text: words } of marks.filter((mark) => mark.category >= 0 && mark.category < categories.length).toSorted((a, b) => a.category - b.category)) {
    const width = textWidth(words, 10)
    const x = middle(category)
    drawn.push(line([[x, plot.y], [x, plot.y + plot.height]], INK.muted, 0.75, [1.5, 3]))
    const left = Math.max(free, Math.min(plot.x + plot.width - width, x - width / 2))
    // Beside its own line it would be taken for another's.
    if (left + width > plot.x + plot.width + 0.01 || left > x + 4 || left + width < x - 4) continue
    drawn.push(text([{ text: words }], left, plot.y - 3, 10, { colour: INK.muted }))
    free = left + width + 6
  }
  return drawn
}

