/** The cells of the workbook behind a chart, looked up by the references that the chart names them with (ECMA-376 part 1: SpreadsheetML). */
import { type Budget, openArchive } from './archive.ts'
import { partOfId, partOfType, readXml, relationsOf } from './package-parts.ts'
import { childOf, childrenOf, relationOf, textOf, within, type XmlNode } from './xml.ts'

/** Null: the cell is empty, or there is no such cell. */
export type CellsOf = (reference: string) => (string | number | null)[]

/** Cells of one reference; a chart of a briefing has some dozens. */
const MOST_CELLS = 2_000

export function openWorkbook(bytes: Uint8Array, budget: Budget): CellsOf {
  const archive = openArchive(bytes, budget)
  const bookPart = partOfType(relationsOf(archive, ''), 'officeDocument')
  const book = readXml(archive, bookPart)
  const relations = relationsOf(archive, bookPart ?? '')
  const stringsPart = partOfType(relations, 'sharedStrings')
  const strings = stringsPart === null ? [] : childrenOf(readXml(archive, stringsPart), 'si').map(wordsOf)
  const sheets = new Map(within(book, 'sheet').map((sheet) => [sheet.attributes.get('name') ?? '', partOfId(relations, relationOf(sheet))]))
  const read = new Map<string, ReadonlyMap<string, string | number>>()
  const cellsOf = (part: string): ReadonlyMap<string, string | number> => {
    const known = read.get(part) ?? readSheet(readXml(archive, part), strings)
    read.set(part, known)
    return known
  }
  return (reference) => {
    const range = parseReference(reference)
    const part = range === null ? undefined : sheets.get(range.sheet)
    if (range === null || part === undefined || part === null) return []
    const cells = cellsOf(part)
    return range.cells.map((cell) => cells.get(cell) ?? null)
  }
}

function readSheet(sheet: XmlNode, strings: readonly string[]): Map<string, string | number> {
  const cells = new Map<string, string | number>()
  for (const row of childrenOf(childOf(sheet, 'sheetData'), 'row')) {
    for (const cell of childrenOf(row, 'c')) {
      const value = valueOf(cell, strings)
      if (value !== null) cells.set(cell.attributes.get('r') ?? '', value)
    }
  }
  return cells
}

function valueOf(cell: XmlNode, strings: readonly string[]): string | number | null {
  const type = cell.attributes.get('t')
  const inline = childOf(cell, 'is')
  if (inline !== undefined) return wordsOf(inline)
  const written = childOf(cell, 'v')
  if (written === undefined) return null
  const text = textOf(written)
  if (type === 's') return strings[Number(text)] ?? null
  if (type === 'str' || type === 'e') return decoded(text)
  return text.trim() === '' || !Number.isFinite(Number(text)) ? text : Number(text)
}

/** Of an item its runs, without phonetic help. */
const wordsOf = (item: XmlNode): string => decoded([item, ...childrenOf(item, 'r')].flatMap((run) => childrenOf(run, 't')).map(textOf).join(''))

/** ECMA-376 part 1, 22.9.2.19: characters XML cannot hold. */
const decoded = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** “Sheet1!$B$2:$B$14” or “'本周'!$B$1” as its cells row by row; null for anything else. */
function parseReference(reference: string): { sheet: string; cells: string[] } | null {
  const found = /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference.trim())
  if (found === null) return null
  const [, quoted, plain, left = '', top = '', right = left, bottom = top] = found
  const [firstColumn, lastColumn, firstRow, lastRow] = [columnNumber(left), columnNumber(right), Number(top), Number(bottom)]
  if ((lastColumn - firstColumn + 1) * (lastRow - firstRow + 1) > MOST_CELLS) return null
  const cells: string[] = []
  for (let row = firstRow; row <= lastRow; row++) for (let column = firstColumn; column <= lastColumn; column++) cells.push(`${columnName(column)}${row}`)
  return { sheet: quoted?.replaceAll("''", "'") ?? plain ?? '', cells }
}

const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
const columnName = (column: number): string => (column <= 0 ? '' : `${columnName(Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`)
