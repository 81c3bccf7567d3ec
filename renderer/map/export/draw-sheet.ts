/** Draws the sheet around a painted frame: title above, legend beside it, scale bar on it, and below it where all of it comes from. */
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import type { Rgb, Rgba, Shade } from '../../chrome/ground/palette.ts'
import type { ScaleBar } from '../../chrome/ground/scale.ts'
import type { PictureFacts } from '../../chrome/ground/picture-facts.ts'
import { wrapText } from './wrap-text.ts'

export interface Sheet {
  facts: PictureFacts
  shade: Shade
  locale: string
  /** As the page has them. */
  colours: { paper: string; text: string; muted: string; line: string; warning: string }
  /** Name of the product and of the city. */
  head: string
  /** 模拟数据, or null. */
  mark: string | null
  asOf: string
  legendTitle: string
  bar: (ScaleBar & { words: string }) | null
  /** What the marks on the map are, one line each. */
  marks: string[]
  /** Below the map, in this order: notes, attribution, approval number. */
  notes: string[]
}

const MARGIN = 24
const LEGEND = 264
const GAP = 16
const SWATCH = { width: 30, height: 18 }
const SIZE = { title: 22, head: 13, body: 14, small: 12.5 }
const LEADING = 1.45

type Ink = keyof Sheet['colours']
interface Line { text: string; size: number; weight: number; ink: Ink }

/** All characters the sheet writes, to load their fonts before. */
export function lettersOf({ facts, head, mark, asOf, legendTitle, bar, marks, notes }: Sheet): string {
  return [head, mark, asOf, legendTitle, bar?.words, facts.title, facts.measure, facts.period, facts.scope, facts.zero, facts.hatched, facts.scale, facts.total, facts.source, ...facts.halves, ...facts.notes, '▲', ...facts.classes.map(({ words }) => words), ...marks, ...notes].join('')
}

/** `ratio`: pixels of the frame per pixel of the page. */
export function drawSheet(frame: HTMLCanvasElement, ratio: number, sheet: Sheet): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  const [mapWidth, mapHeight] = [frame.width / ratio, frame.height / ratio]
  const width = MARGIN + mapWidth + GAP + LEGEND + MARGIN
  const head = headLines(sheet)
  const headHeight = heightOf(fold(pen, head, width - 2 * MARGIN - 140, sheet.locale))
  const legend = legendLines(sheet)
  const legendHeight = legendHeightOf(pen, legend, sheet)
  const foot = fold(pen, footLines(sheet), width - 2 * MARGIN, sheet.locale)
  const bodyHeight = Math.ceil(Math.max(mapHeight, legendHeight))
  const halves = halvesOf(pen, MARGIN, mapWidth, mapHeight, sheet)
  const top = Math.ceil(MARGIN + headHeight + 12) + (halves[0]?.height ?? 0)
  const height = top + bodyHeight + 12 + heightOf(foot) + MARGIN
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) })
  pen.scale(ratio, ratio)
  pen.textBaseline = 'top'
  pen.fillStyle = sheet.colours.paper
  pen.fillRect(0, 0, width, height)
  write(pen, fold(pen, head, width - 2 * MARGIN - 140, sheet.locale), MARGIN, MARGIN, sheet)
  if (sheet.mark !== null) drawMark(pen, sheet.mark, width - MARGIN, MARGIN, sheet)
  drawMap(pen, frame, ratio, MARGIN, top, sheet)
  halves.forEach((half, n) => drawHalf(pen, half, n, top, sheet))
  drawLegend(pen, legend, MARGIN + mapWidth + GAP, top, sheet)
  write(pen, foot, MARGIN, top + bodyHeight + 12, sheet)
  return canvas
}

const line = (text: string, size: number, weight = 400, ink: Ink = 'text'): Line => ({ text, size, weight, ink })

function headLines({ head, facts }: Sheet): Line[] {
  return [line(head, SIZE.head, 400, 'muted'), line(facts.title, SIZE.title, 700), line(facts.measure, SIZE.body), line(facts.halves.length === 0 ? `${facts.period} · ${facts.scope}` : facts.scope, SIZE.body), ...facts.notes.map((note) => line(`▲ ${note}`, SIZE.small, 400, 'warning'))]
}

function footLines({ asOf, facts, notes }: Sheet): Line[] {
  return [line(`${asOf} · ${facts.source}`, SIZE.small), ...notes.map((note) => line(note, SIZE.small, 400, 'muted'))]
}

type LegendPart = { line: Line } | { swatch: Rgba; words: string } | { hatched: string }

function legendLines({ facts, legendTitle, marks }: Sheet): LegendPart[] {
  const parts: LegendPart[] = [{ line: line(legendTitle, SIZE.body, 700) }, { line: line(facts.measure, SIZE.small) }]
  parts.push(...facts.classes.map(({ colour, words }) => ({ swatch: colour, words })), { line: line(facts.zero, SIZE.small, 400, 'muted') })
  if (facts.hatched !== null) parts.push({ hatched: facts.hatched })
  if (facts.scale !== null) parts.push({ line: line(facts.scale, SIZE.small, 400, 'muted') })
  if (facts.halves.length === 0) parts.push({ line: line(facts.total, SIZE.small, 700) })
  parts.push(...marks.map((mark) => ({ line: line(mark, SIZE.small) })))
  return parts
}

const fontOf = ({ size, weight }: Pick<Line, 'size' | 'weight'>): string => `${weight} ${size}px ${FONT_FAMILY}`

function fold(pen: CanvasRenderingContext2D, lines: readonly Line[], width: number, locale: string): Line[] {
  return lines.flatMap((each) => {
    pen.font = fontOf(each)
    return wrapText(each.text, width, (text) => pen.measureText(text).width, locale).map((text) => ({ ...each, text }))
  })
}

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { size }) => sum + size * LEADING, 0)

function write(pen: CanvasRenderingContext2D, lines: readonly Line[], x: number, y: number, { colours }: Sheet): number {
  let at = y
  for (const each of lines) {
    pen.font = fontOf(each)
    pen.fillStyle = colours[each.ink]
    pen.fillText(each.text, x, at + (each.size * (LEADING - 1)) / 2)
    at += each.size * LEADING
  }
  return at
}

/** A dashed box, as the screen marks it: shape and words, never colour alone. */
function drawMark(pen: CanvasRenderingContext2D, mark: string, right: number, y: number, { colours }: Sheet): void {
  pen.font = fontOf({ size: 16, weight: 700 })
  const width = pen.measureText(mark).width + 20
  pen.strokeStyle = pen.fillStyle = colours.warning
  pen.lineWidth = 1.5
  pen.setLineDash([5, 3])
  pen.strokeRect(right - width, y, width, 30)
  pen.setLineDash([])
  pen.fillText(mark, right - width + 10, y + 7)
}

/** The frame pixel by pixel: between two pixels, or scaled, it would be blurred. */
function drawMap(pen: CanvasRenderingContext2D, frame: HTMLCanvasElement, ratio: number, x: number, y: number, sheet: Sheet): void {
  const [width, height] = [frame.width / ratio, frame.height / ratio]
  pen.fillStyle = rgb(BASE_STYLE[sheet.shade].beyond)
  pen.fillRect(x, y, width, height)
  pen.save()
  pen.resetTransform()
  pen.drawImage(frame, Math.round(x * ratio), Math.round(y * ratio))
  pen.restore()
  pen.strokeStyle = sheet.colours.line
  pen.lineWidth = 1
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
  if (sheet.bar !== null) drawBar(pen, sheet.bar, x + 12, y + height - 12, sheet)
}

/** Above its half, so that nobody takes one period for the other, and nothing of the map is hidden. */
function drawHalf(pen: CanvasRenderingContext2D, half: Half, index: number, top: number, sheet: Sheet): void {
  write(pen, half.lines, half.x + 4, top - half.height, sheet)
  if (index === 0) return
  pen.fillStyle = sheet.colours.text
  pen.fillRect(half.x - 1, top - half.height, 2, half.height + half.mapHeight)
}

interface Half {
  lines: Line[]
  x: number
  height: number
  mapHeight: number
}

/** None where one period is painted alone. */
function halvesOf(pen: CanvasRenderingContext2D, x: number, width: number, mapHeight: number, { facts: { halves }, locale }: Sheet): Half[] {
  const each = width / halves.length
  const lines = halves.map((words) => fold(pen, [line(words, SIZE.small, 600)], each - 12, locale))
  const height = Math.ceil(Math.max(0, ...lines.map(heightOf)) + 6)
  return lines.map((folded, n) => ({ lines: folded, x: x + n * each, height, mapHeight }))
}

function drawBar(pen: CanvasRenderingContext2D, { pixels, words }: NonNullable<Sheet['bar']>, x: number, bottom: number, { colours }: Sheet): void {
  pen.font = fontOf({ size: SIZE.small, weight: 600 })
  pen.globalAlpha = 0.88
  pen.fillStyle = colours.paper
  pen.fillRect(x, bottom - 26, pixels + pen.measureText(words).width + 30, 26)
  pen.globalAlpha = 1
  pen.strokeStyle = pen.fillStyle = colours.text
  pen.lineWidth = 2
  pen.beginPath()
  pen.moveTo(x + 8, bottom - 17)
  pen.lineTo(x + 8, bottom - 9)
  pen.lineTo(x + 8 + pixels, bottom - 9)
  pen.lineTo(x + 8 + pixels, bottom - 17)
  pen.stroke()
  pen.fillText(words, x + 16 + pixels, bottom - 20)
}

const TEXT_WIDTH = LEGEND - SWATCH.width - 10

function foldPart(pen: CanvasRenderingContext2D, part: LegendPart, sheet: Sheet): Line[] {
  if ('line' in part) return fold(pen, [part.line], LEGEND, sheet.locale)
  return fold(pen, ['swatch' in part ? line(part.words, SIZE.body) : line(part.hatched, SIZE.small, 400, 'muted')], TEXT_WIDTH, sheet.locale)
}

const partHeight = (part: LegendPart, lines: readonly Line[]): number => ('line' in part ? heightOf(lines) + 4 : Math.max(heightOf(lines), SWATCH.height + 4) + 2)

function legendHeightOf(pen: CanvasRenderingContext2D, parts: readonly LegendPart[], sheet: Sheet): number {
  return parts.reduce((sum, part) => sum + partHeight(part, foldPart(pen, part, sheet)), 0)
}

function drawLegend(pen: CanvasRenderingContext2D, parts: readonly LegendPart[], x: number, y: number, sheet: Sheet): void {
  let at = y
  for (const part of parts) {
    const lines = foldPart(pen, part, sheet)
    if ('line' in part) write(pen, lines, x, at, sheet)
    else {
      if ('swatch' in part) fillSwatch(pen, x, at + 2, part.swatch, sheet)
      else hatchSwatch(pen, x, at + 2, sheet)
      write(pen, lines, x + SWATCH.width + 10, at, sheet)
    }
    at += partHeight(part, lines)
  }
}

function frameSwatch(pen: CanvasRenderingContext2D, x: number, y: number, fill: string, { colours }: Sheet): void {
  pen.fillStyle = fill
  pen.fillRect(x, y, SWATCH.width, SWATCH.height)
  pen.strokeStyle = colours.line
  pen.lineWidth = 1
  pen.strokeRect(x + 0.5, y + 0.5, SWATCH.width - 1, SWATCH.height - 1)
}

/** Over land, as the map paints it: the colour lets a little of it through. */
function fillSwatch(pen: CanvasRenderingContext2D, x: number, y: number, [r, g, b, a]: Rgba, sheet: Sheet): void {
  frameSwatch(pen, x, y, rgb(BASE_STYLE[sheet.shade].land), sheet)
  frameSwatch(pen, x, y, `rgba(${r}, ${g}, ${b}, ${a / 255})`, sheet)
}

function hatchSwatch(pen: CanvasRenderingContext2D, x: number, y: number, sheet: Sheet): void {
  frameSwatch(pen, x, y, rgb(BASE_STYLE[sheet.shade].land), sheet)
  pen.save()
  pen.beginPath()
  pen.rect(x, y, SWATCH.width, SWATCH.height)
  pen.clip()
  pen.strokeStyle = rgb(BASE_STYLE[sheet.shade].hatch)
  pen.beginPath()
  for (let start = x - SWATCH.height; start < x + SWATCH.width; start += 7) {
    pen.moveTo(start, y + SWATCH.height)
    pen.lineTo(start + SWATCH.height, y)
  }
  pen.stroke()
  pen.restore()
}

const rgb = ([r, g, b]: Rgb): string => `rgb(${r}, ${g}, ${b})`
