/** All figures of a deck as a workbook: what it is about, every figure shown with its value and its source, and every question that was asked. Text is inert, equal decks are equal bytes. */
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import type { Deck, Fact, PlacedFigure } from '../../preload/contract/deck.ts'
import { figureText } from '../../preload/contract/figure-text.ts'
import { plainText } from '../../preload/contract/slide-text.ts'
import { sheetName, sheetText } from '../export/sheet-text.ts'
import { placedFigures } from './placed-figures.ts'
import { FORMAT_CODES } from './pptx/chart-cells.ts'
import { openPackage, type Package, packPackage, xmlOf } from './pptx/package.ts'
import { all, children } from './pptx/xml.ts'
import { type SheetWords, sheetWordsOf } from './sheet-words.ts'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Where the figures stand in the workbook. */
const FIGURES_PART = 'xl/worksheets/sheet2.xml'

type Wide = { data: SheetData; widths: number[]; head: boolean }

/** Throws where the finished workbook does not hold every figure. */
export async function writeSheets(deck: Deck, passed: (done: number) => void = () => {}): Promise<Uint8Array<ArrayBuffer>> {
  const words = sheetWordsOf(deck.question.english)
  const figures = placedFigures(deck)
  const sheets: [string, Wide][] = [[words.about, aboutSheet(deck, words)], [words.figures, figuresSheet(deck, figures, words)], [words.facts, factsSheet(deck, words)]]
  const file = await writeXlsxFile(sheets.map(([name, { data, widths, head }]) => ({ data, sheet: sheetName(name), columns: widths.map((width) => ({ width })), ...(head ? { stickyRowsCount: 1 } : {}) }))).toBuffer()
  // Sorted and with one date: the writer puts the clock into every entry.
  const pack = openPackage(file)
  orderFonts(pack)
  const bytes = packPackage(pack)
  const rows = all(xmlOf(openPackage(bytes), FIGURES_PART), 'row').length - 1
  if (rows !== figures.length) throw new Error(`the workbook reads back as ${rows} figures, not ${figures.length}`)
  passed(1)
  return bytes
}

const FONT = ['b', 'i', 'strike', 'u', 'vertAlign', 'sz', 'color', 'name', 'family', 'charset', 'scheme']

/** The writer says a font's weight last, where the schema wants it first (ECMA-376 part 1, 18.8.22). */
function orderFonts(pack: Package): void {
  for (const font of all(xmlOf(pack, 'xl/styles.xml'), 'font')) font.nodes.splice(0, Infinity, ...children(font).sort((a, b) => FONT.indexOf(a.tagName) - FONT.indexOf(b.tagName)))
}

const text = (words: string): CellObject => ({ value: sheetText(words), type: String })
const bold = (words: string): CellObject => ({ ...text(words), fontWeight: 'bold' } as CellObject)
const number = (value: number): CellObject => ({ value, type: Number })

function aboutSheet(deck: Deck, words: SheetWords): Wide {
  const { timeZone, simulated } = deck
  const at = (instant: number | null): string => (instant === null ? words.never : figureText(instant, 'minute', timeZone))
  const lines: [string, CellObject][] = [
    [words.deck, text(deck.title)], [words.nature, text(simulated ? words.simulated : words.real)], [words.area, text(deck.areaName)], [words.period, text(`${figureText(deck.from, 'day', timeZone)} – ${figureText(deck.to - 1, 'day', timeZone)}`)], [words.zone, text(timeZone)],
    [words.asOf, text(at(deck.asOf))], [words.slides, { ...number(deck.slides.length), align: 'left' }], [words.definitions, text(deck.definitions)], [words.approval, text(deck.approvalNumber)], [words.madeAt, text(at(deck.madeAt))], [words.author, text(deck.author)],
    [words.run, text(deck.run)], [words.generator, text(deck.generator)], ...(deck.leaving === undefined ? [] : [[words.leaving, text(deck.leaving)] as [string, CellObject]]),
  ]
  return { data: lines.map(([label, value]) => [bold(label), value]), widths: [22, 80], head: false }
}

function figuresSheet(deck: Deck, figures: readonly PlacedFigure[], words: SheetWords): Wide {
  const facts = new Map(deck.facts.map((fact) => [fact.id, fact]))
  const slides = new Map(deck.slides.map((slide, n) => [slide.id, { page: n + 1, title: plainText(slide.title) }]))
  const rows = figures.map((figure): CellObject[] => {
    const slide = slides.get(figure.slide)
    return [number(slide?.page ?? 0), text(slide?.title ?? ''), text(words.places[figure.shape]), text(figure.text), valueCell(figure), ...sourceCells(deck, facts.get(figure.fact), words)]
  })
  return { data: [[words.slide, words.title, words.place, words.shown, words.value, ...sourceHeads(words)].map(bold), ...rows], widths: [6, 36, 10, 16, 14, 14, 14, 44, 10, 18, 30, 66], head: true }
}

function factsSheet(deck: Deck, words: SheetWords): Wide {
  return { data: [sourceHeads(words).map(bold), ...deck.facts.map((fact) => sourceCells(deck, fact, words))], widths: [16, 16, 60, 10, 18, 36, 66], head: true }
}

/** An instant is told by its words; a spreadsheet's dates know no zone. */
function valueCell({ value, format }: PlacedFigure): CellObject {
  if (typeof value === 'number' && Number.isFinite(value) && format !== 'day' && format !== 'minute') return { value, type: Number, format: FORMAT_CODES[format] }
  return text(typeof value === 'string' ? value : '')
}

const sourceHeads = (words: SheetWords): string[] => [words.fact, words.query, words.params, words.rows, words.asOf, words.source, words.hash]

function sourceCells({ timeZone }: Deck, fact: Fact | undefined, words: SheetWords): CellObject[] {
  if (fact === undefined) return []
  const { id, query, params, records, provenance: { asOf, source }, hash } = fact
  return [text(id), text(query), text(JSON.stringify(params)), number(records), text(asOf === null ? words.never : figureText(asOf, 'minute', timeZone)), text(source), text(hash)]
}
