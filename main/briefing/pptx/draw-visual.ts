/** The one visual of a slide: a table, the place of a chart, the place of a map, or text. */
import { type Box, BOXES, type Cell, type ChartVisual, type Line, type MapVisual, type TableVisual } from '../../../preload/contract/deck.ts'
import { CELL_PADDING, fitParagraphs, fitTable, type FittedTable, LEADING, plainText } from '../../../preload/contract/slide-text.ts'
import { chartCells } from './chart-cells.ts'
import type { Run, TableCell, TableCellOptions } from './library.ts'
import { bare, contain, INK, inches, placed, QUIET, RULE, TINT, TONES } from './look.ts'
import { lineRuns } from './runs.ts'
import type { Sheet } from './sheet.ts'
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
    case 'text': return drawParagraphs(sheet, visual.paragraphs, BOXES.visual, bare(sheet.style.accent))
    case 'cover': return drawParagraphs(sheet, visual.facts.map(({ label, line }) => ({ head: label, line })), BOXES.coverFacts, QUIET)
  }
}

function librarySeries(visual: ChartVisual): { name: string; labels: string[]; values: number[] }[] {
  const { categories, series } = chartCells(visual)
  return series.length === 0 ? [{ name: '-', labels: ['-'], values: [0] }] : series.map(({ name, values }) => ({ name, labels: categories, values: values as number[] }))
}

function drawMap(sheet: Sheet, { picture: { id: wanted }, beside, alt }: MapVisual): void {
  const { target, slide: { id }, deck, pictures, dataOf, border, shapes } = sheet
  const box = beside === null ? BOXES.visual : BOXES.mapBeside
  const picture = pictures.get(wanted)
  if (deck.approvalNumber.trim() === '') {
    shapes.push({ name: `${id}:visual`, alt: '' })
    target.addText([{ text: wordsOf(deck.question.english).noApproval }], { ...placed(box), fontSize: 16, color: QUIET, fill: { color: TINT }, align: 'center', valign: border.anchor('middle') })
  } else {
    if (picture === undefined) throw new Error(`no picture of the map ${wanted}`)
    const [width, height] = [border.measure(picture.width, 1), border.measure(picture.height, 1)]
    shapes.push({ name: `${id}:visual`, alt, picture })
    target.addImage({ ...placed(contain(box, width, height)), data: dataOf(picture) })
  }
  if (beside !== null) drawTable(sheet, beside, BOXES.beside, `${id}:beside`)
}

function drawTable({ target, border, style, shapes }: Sheet, table: TableVisual, box: Box, name: string): void {
  const shares = table.columns.map(({ share }) => border.measure(share, 1 / table.columns.length))
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1
  const columns = table.columns.map((column, n) => ({ ...column, share: (shares[n] ?? 0) / whole }))
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
    x: inches(box.x), y: inches(box.y), w: inches(box.width), colW: columns.map(({ share }) => inches(share * box.width)), rowH: fitted.heights.map(inches), fontSize: fitted.size, color: INK,
  })
}

const EMPTY: Cell = { line: [] }
/** As it is, unless some of it had no room. */
function shownLine(line: Line, { rows }: FittedTable, row: number, column: number): Line {
  return asIs(line, rows[row]?.[column] ?? [])
}

/** The file's reader breaks lines itself: only what had no room is shown as it was cut. */
function asIs(line: Line, lines: readonly Line[]): Line {
  const last = lines.at(-1)?.at(-1)
  return last?.text === '…' && line.at(-1)?.text !== '…' ? lines.flat() : line
}

interface Paragraph {
  head: string
  line: Line
}

/** Each of the model's paragraphs is one of the file's: its head, a tab, its text, which hangs beside the head. */
function drawParagraphs({ target, slide: { id }, border, shapes }: Sheet, all: readonly Paragraph[], box: Box, headColour: string): void {
  const { size, headWidth, paragraphs } = fitParagraphs(all, box)
  const used = paragraphs.reduce((sum, { lines, head }) => sum + Math.max(1, lines.length, head.length) * size * LEADING, 0)
  const space = Math.min(size * 1.2, (box.height - used) / Math.max(1, paragraphs.length))
  const runs = paragraphs.flatMap(({ head, lines }, n) => closed([
    ...(headWidth === 0 ? [] : [{ text: `${border.text(plainText(head.flat()))}\t`, options: { bold: true, color: headColour } }]), ...lineRuns(asIs(all[n]?.line ?? [], lines), border, { color: INK }),
  ]))
  shapes.push({ name: `${id}:visual`, alt: '', hanging: headWidth })
  target.addText(runs.length === 0 ? [{ text: ' ' }] : runs, { ...placed(box), fontSize: size, margin: 0, valign: border.anchor('top'), paraSpaceAfter: Math.max(0, Math.floor(space)) })
}

/** The last run of a paragraph says so. */
function closed(runs: Run[]): Run[] {
  const last = runs.at(-1)
  return last === undefined ? [] : [...runs.slice(0, -1), { ...last, options: { ...last.options, breakLine: true } }]
}
