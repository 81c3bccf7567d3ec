/** The one visual of a slide: a table, the place of a chart, the place of a map, or text. */
import { type Box, BOXES, type Cell, type ChartVisual, type CoverVisual, type Line, type MapVisual, SLIDE, type TableVisual, type TextVisual } from '../../../preload/contract/deck.ts'
import { CELL_PADDING, cutLines, fitTable, type FittedTable, fitText, STEPS } from '../../../preload/contract/slide-text.ts'
import { chartCells } from './chart-cells.ts'
import type { Run, RunOptions, TableCell, TableCellOptions } from './library.ts'
import { bare, contain, INK, inches, placed, QUIET, RULE, TINT, TONES } from './look.ts'
import { lineRuns } from './runs.ts'
import type { Sheet } from './sheet.ts'
import { STAND_IN } from './stand-in.ts'
import { wordsOf } from './words.ts'

export function drawVisual(sheet: Sheet): void {
  const { slide: { visual, id } } = sheet
  switch (visual.kind) {
    case 'table': return drawTable(sheet, visual, BOXES.visual, `${id}:visual`)
    case 'chart':
      sheet.shapes.push({ name: `${id}:visual`, alt: visual.alt, chart: visual })
      // Its part and workbook are written anew afterwards; the library chokes on a chart of nothing.
      sheet.target.addChart(visual.form === 'line' ? 'line' : 'bar', librarySeries(visual), { ...placed(BOXES.visual) })
      return
    case 'map': return drawMap(sheet, visual)
    case 'text': return drawText(sheet, visual)
    case 'cover': return drawCover(sheet, visual)
  }
}

function librarySeries(visual: ChartVisual): { name: string; labels: string[]; values: number[] }[] {
  const { categories, series } = chartCells(visual)
  return series.length === 0 ? [{ name: '-', labels: ['-'], values: [0] }] : series.map(({ name, values }) => ({ name, labels: categories, values: values as number[] }))
}

function drawMap(sheet: Sheet, { picture: { id: wanted }, beside, alt }: MapVisual): void {
  const { target, slide: { id }, deck, pictures, border, shapes } = sheet
  const box = beside === null ? BOXES.visual : BOXES.mapBeside
  const picture = pictures.get(wanted)
  if (deck.approvalNumber.trim() === '') {
    shapes.push({ name: `${id}:visual`, alt: '' })
    target.addText([{ text: wordsOf(deck.question.english).noApproval }], { ...placed(box), fontSize: 16, color: QUIET, fill: { color: TINT }, align: 'center', valign: border.anchor('middle') })
  } else {
    if (picture === undefined) throw new Error(`no picture of the map ${wanted}`)
    const [width, height] = [border.measure(picture.width, 1), border.measure(picture.height, 1)]
    shapes.push({ name: `${id}:visual`, alt, picture })
    target.addImage({ ...placed(contain(box, width, height)), data: STAND_IN })
  }
  if (beside !== null) drawTable(sheet, beside, BOXES.beside, `${id}:beside`)
}

function drawTable({ target, border, style, shapes }: Sheet, table: TableVisual, box: Box, name: string): void {
  const even = 1 / Math.max(1, table.columns.length)
  const columns = table.columns.map((column) => ({ ...column, share: border.measure(column.share, even) }))
  const fitted = fitTable({ columns, rows: table.rows }, box)
  const line = { type: 'solid', color: RULE, pt: 0.75 } as const
  const none = { type: 'none' } as const
  const margin = [CELL_PADDING.y, CELL_PADDING.x, CELL_PADDING.y, CELL_PADDING.x].map((points) => border.measure(points, 3)) as [number, number, number, number]
  const cellOf = (runs: Run[], align: 'left' | 'right', more: TableCellOptions): TableCell =>
    ({ text: runs, options: { align, valign: border.anchor('middle'), margin, border: [none, none, line, none], ...more } })
  const head = columns.map(({ head, align }, n) => cellOf(lineRuns(shownLine([{ text: head }], fitted, 0, n), border, { bold: true, color: bare(style.accent) }), align, { fill: { color: TINT } }))
  const body = table.rows.slice(0, fitted.rows.length - 1).map((row, n) => columns.map(({ align }, column) => {
    const { line: words, tone } = row[column] ?? EMPTY
    return cellOf(lineRuns(shownLine(words, fitted, n + 1, column), border, { color: TONES[tone ?? 'plain'], bold: tone === 'better' || tone === 'worse' }), align, {})
  }))
  shapes.push({ name, alt: table.alt })
  target.addTable([head, ...body], {
    x: inches(box.x), y: inches(box.y), w: inches(box.width), colW: columns.map(({ share }) => inches(share * box.width)), rowH: roomy(fitted, box).map(inches), fontSize: fitted.size, color: INK,
  })
}

const EMPTY: Cell = { line: [] }
const MOST_AIR = 34

/** Rows of a short table stand a little wider apart. */
function roomy({ heights }: FittedTable, box: Box): number[] {
  const left = box.height - heights.reduce((sum, height) => sum + height, 0)
  return heights.map((height) => height + Math.max(0, Math.min(left / heights.length, MOST_AIR - height)))
}

/** As it is, unless some of it had no room. */
function shownLine(line: Line, { rows }: FittedTable, row: number, column: number): Line {
  const lines = rows[row]?.[column] ?? []
  const last = lines.at(-1)?.at(-1)
  return last?.text === '…' && line.at(-1)?.text !== '…' ? lines.flat() : line
}

const PARAGRAPH_SPACE = 8
const LINE_SPACE = 6

/** Each of the model's paragraphs is one of the file's: its head, a line break, its text. */
function drawText({ target, slide: { id }, style, border, shapes }: Sheet, { paragraphs }: TextVisual): void {
  const { width, height } = BOXES.visual
  const room = height / Math.max(1, paragraphs.length) - PARAGRAPH_SPACE
  const fitted = paragraphs.map(({ head, line }) => ({ head, line, size: fitText(line, { width, height: room * (head === '' ? 1 : 0.55) }, STEPS.body).size }))
  const size = Math.min(STEPS.body[0], ...fitted.map((one) => one.size))
  shapes.push({ name: `${id}:visual`, alt: '' })
  const runs = fitted.flatMap(({ head, line }) => {
    const [first, ...others] = lineRuns(head === '' ? line : cut(line, width, room * 0.55, size), border, { color: INK })
    return closed([...(head === '' ? [] : [{ text: border.text(head), options: { bold: true, color: bare(style.accent) } }]), ...(first === undefined ? [] : [{ ...first, options: { ...first.options, softBreakBefore: head !== '' } }]), ...others])
  })
  target.addText(runs.length === 0 ? [{ text: ' ' }] : runs, { ...placed(BOXES.visual), fontSize: size, margin: 0, valign: border.anchor('top'), paraSpaceAfter: PARAGRAPH_SPACE })
}

function cut(line: Line, width: number, height: number, size: number): Line {
  const { lines } = fitText(line, { width, height: Math.max(height, size * 1.3) }, [size])
  const last = lines.at(-1)?.at(-1)
  return last?.text === '…' && line.at(-1)?.text !== '…' ? lines.flat() : line
}

const LABEL_WIDTH = 150

/** Label and value of a line, parted by a tab. */
function drawCover({ target, slide: { id }, border, shapes }: Sheet, { facts }: CoverVisual): void {
  const { x, y, width, height } = BOXES.visual
  const room = (height - 40) / Math.max(1, facts.length) - LINE_SPACE
  const sizes = facts.map(({ line }) => fitText(line, { width: width - LABEL_WIDTH, height: room }, STEPS.body).size)
  const size = Math.min(STEPS.body[0], ...sizes)
  shapes.push({ name: `${id}:visual`, alt: '' })
  const runs = facts.flatMap(({ label, line }) => closed([
    { text: `${border.text(label)}\t`, options: { color: QUIET } },
    ...lineRuns(cutLines(fitText(line, { width: width - LABEL_WIDTH, height: room }, [size]).lines, 9, width, size).flat(), border, { color: INK, bold: true }),
  ]))
  const options: RunOptions = { ...placed({ x, y: y + 40, width: Math.min(width, SLIDE.width), height: height - 40 }), fontSize: size, margin: 0, valign: border.anchor('top'), paraSpaceAfter: LINE_SPACE * 2, tabStops: [{ position: inches(LABEL_WIDTH) }] }
  target.addText(runs.length === 0 ? [{ text: ' ' }] : runs, options)
}

/** The last run of a paragraph says so. */
function closed(runs: Run[]): Run[] {
  const last = runs.at(-1)
  return last === undefined ? [] : [...runs.slice(0, -1), { ...last, options: { ...last.options, breakLine: true } }]
}
