/**
 * The part of a chart, written whole from the model (ECMA-376 part 1, 21.2): the library's has children out of order, an axis too many, and an empty
 * value where there is a gap. Every text names its East Asian font, every gap is left out.
 */
import type { ChartSeries, ChartVisual, DeckStyle } from '../../../preload/contract/deck.ts'
import { BORDER } from './border.ts'
import { type ChartCells, chartCells, columnName, FORMAT_CODES, SHEET } from './chart-cells.ts'
import { bare, BEFORE, INK, QUIET, RULE, TARGET } from './look.ts'

const [CATEGORY_AXIS, VALUE_AXIS] = [111_111_111, 222_222_222]
const [LABEL, LEGEND] = [1100, 1200]

interface Drawn {
  n: number
  own: ChartSeries
  cells: ChartCells
  visual: ChartVisual
  accent: string
  font: string
}

/** `workbook`: id of the relationship that leads to it. */
export function chartPart(visual: ChartVisual, style: Pick<DeckStyle, 'accent' | 'font'>, workbook: string): string {
  const cells = chartCells(visual)
  const font = BORDER.escaped(style.font)
  const drawn = visual.series.map((own, n): Drawn => ({ n, own, cells, visual, accent: bare(style.accent), font }))
  // Limits and targets lie over columns as lines; beside bars that lie on their side there are no lines.
  const isLine = ({ own: { role } }: Drawn): boolean => visual.form === 'line' || (visual.form === 'clustered-bars' && role !== 'now' && role !== 'before')
  const [lines, bars] = [drawn.filter(isLine), drawn.filter((one) => !isLine(one))]
  const isLying = visual.form === 'bars'
  const plot = [...(bars.length === 0 ? [] : [barsXml(bars, isLying)]), ...(lines.length === 0 ? [] : [linesXml(lines)]), ...(drawn.length === 0 ? [barsXml([], isLying)] : []), axesXml(visual, font, isLying)]
  return `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot.join('')}<c:spPr><a:noFill/></c:spPr></c:plotArea>${drawn.length > 1 ? legendXml(font) : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(LEGEND, INK, font)}<c:externalData r:id="${workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
}

const fill = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`
const fonts = (font: string): string => `<a:latin typeface="${font}"/><a:ea typeface="${font}"/><a:cs typeface="${font}"/>`
const textXml = (size: number, colour: string, font: string, bold = false): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}">${fill(colour)}${fonts(font)}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN" altLang="en-US"/></a:p></c:txPr>`
const legendXml = (font: string): string => `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textXml(LEGEND, INK, font)}</c:legend>`

const COLOURS: Record<ChartSeries['role'], (accent: string) => string> = { now: (accent) => accent, before: () => BEFORE, target: () => TARGET, low: (accent) => accent, high: (accent) => accent }
/** In English Metric Units: 12 700 a point. */
const LINES: Record<ChartSeries['role'], { width: number; dash: string }> = {
  now: { width: 34_925, dash: 'solid' }, before: { width: 22_225, dash: 'solid' }, target: { width: 19_050, dash: 'dash' }, low: { width: 9_525, dash: 'sysDot' }, high: { width: 9_525, dash: 'sysDot' },
}

const barsXml = (bars: Drawn[], isLying: boolean): string =>
  `<c:barChart><c:barDir val="${isLying ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${bars.map(barXml).join('')}<c:gapWidth val="${bars.length > 1 ? 60 : 50}"/><c:overlap val="-5"/>${AXES}</c:barChart>`
const linesXml = (lines: Drawn[]): string => `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.map(lineXml).join('')}<c:marker val="1"/>${AXES}</c:lineChart>`
const AXES = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`

function barXml(drawn: Drawn): string {
  const colour = COLOURS[drawn.own.role](drawn.accent)
  return `<c:ser>${headXml(drawn)}<c:spPr>${fill(colour)}</c:spPr><c:invertIfNegative val="0"/>${labelsXml(drawn, 'outEnd')}${dataXml(drawn)}</c:ser>`
}

function lineXml(drawn: Drawn): string {
  const { own: { role }, accent } = drawn
  const { width, dash } = LINES[role]
  const colour = COLOURS[role](accent)
  const marker = role === 'now' || role === 'before' ? `<c:marker><c:symbol val="circle"/><c:size val="${role === 'now' ? 7 : 5}"/><c:spPr>${fill(colour)}<a:ln>${fill(colour)}</a:ln></c:spPr></c:marker>` : '<c:marker><c:symbol val="none"/></c:marker>'
  return `<c:ser>${headXml(drawn)}<c:spPr><a:ln w="${width}" cap="rnd">${fill(colour)}<a:prstDash val="${dash}"/><a:round/></a:ln></c:spPr>${marker}${labelsXml(drawn, role === 'before' ? 'b' : 't')}${dataXml(drawn)}<c:smooth val="0"/></c:ser>`
}

const headXml = ({ n, cells }: Drawn): string =>
  `<c:idx val="${n}"/><c:order val="${n}"/><c:tx><c:strRef><c:f>${SHEET}!$${columnName(n + 1)}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${BORDER.escaped(cells.series[n]?.name ?? '')}</c:v></c:pt></c:strCache></c:strRef></c:tx>`

function labelsXml({ own: { role }, visual: { format }, accent, font }: Drawn, place: string): string {
  const isShown = role === 'now' || role === 'before'
  const shown = `<c:numFmt formatCode="${BORDER.escaped(FORMAT_CODES[format])}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(LABEL, role === 'now' ? accent : QUIET, font, role === 'now')}<c:dLblPos val="${place}"/>`
  return `<c:dLbls>${isShown ? shown : ''}<c:showLegendKey val="0"/><c:showVal val="${isShown ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
}

function dataXml({ n, cells: { categories, series }, visual: { format } }: Drawn): string {
  const last = categories.length + 1
  const column = columnName(n + 1)
  const points = (series[n]?.values ?? []).map((value, at) => (value === null ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('')
  const names = categories.map((category, at) => `<c:pt idx="${at}"><c:v>${BORDER.escaped(category)}</c:v></c:pt>`).join('')
  return `<c:cat><c:strRef><c:f>${SHEET}!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${categories.length}"/>${names}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>${SHEET}!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>${BORDER.escaped(FORMAT_CODES[format])}</c:formatCode><c:ptCount val="${categories.length}"/>${points}</c:numCache></c:numRef></c:val>`
}

function axesXml({ form, axisTitle, format, series }: ChartVisual, font: string, isLying: boolean): string {
  // The length of a bar is its value: its axis begins at zero.
  const least = form !== 'line' && series.every(({ values }) => values.every((value) => value === null || value >= 0)) ? '<c:min val="0"/>' : ''
  const line = `<c:spPr><a:ln w="9525">${fill(RULE)}</a:ln></c:spPr>`
  const title = `<c:title><c:tx><c:rich><a:bodyPr${isLying ? '' : ' rot="-5400000" vert="horz"'}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${LABEL}" b="0">${fill(QUIET)}${fonts(font)}</a:defRPr></a:pPr><a:r><a:rPr lang="zh-CN" altLang="en-US" sz="${LABEL}" b="0">${fill(QUIET)}${fonts(font)}</a:rPr><a:t>${BORDER.escaped(BORDER.text(axisTitle))}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  const category = `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${textXml(LABEL, INK, font)}<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`
  const value = `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>${least}</c:scaling><c:delete val="0"/><c:axPos val="${isLying ? 'b' : 'l'}"/><c:majorGridlines>${line}</c:majorGridlines>${axisTitle === '' ? '' : title}<c:numFmt formatCode="${BORDER.escaped(FORMAT_CODES[format])}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(LABEL, QUIET, font)}<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="${isLying ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/></c:valAx>`
  return category + value
}
