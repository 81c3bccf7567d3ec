/** The first sheet of a workbook as a table of text (ECMA-376: OPC package, SpreadsheetML), unpacked within limits; macros and anything that defines entities are refused. */
import { unzipSync } from 'fflate'
import { bounded, SHEET_LIMITS, SheetRefusal, type SheetTable } from './sheet-table.ts'

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Compressed text is rarely smaller than a hundredth of itself. */
const MOST_RATIO = 200

/** Throws SheetRefusal. */
export function tableOfWorkbook(bytes: Uint8Array): SheetTable {
  const parts = unpack(bytes)
  const book = xmlOf(parts, 'xl/workbook.xml')
  const sheetId = book.getElementsByTagName('sheet')[0]?.getAttributeNS(RELATION, 'id')
  const relation = [...xmlOf(parts, 'xl/_rels/workbook.xml.rels').getElementsByTagName('Relationship')].find((one) => one.getAttribute('Id') === sheetId)
  const target = relation?.getAttribute('Target') ?? ''
  const strings = parts.has('xl/sharedStrings.xml') ? [...xmlOf(parts, 'xl/sharedStrings.xml').getElementsByTagName('si')].map(wordsOf) : []
  const sheet = xmlOf(parts, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  const rows = [...sheet.getElementsByTagName('row')].map((row, n) => ({ line: Number(row.getAttribute('r') ?? n + 1), cells: cellsOf(row, strings) }))
  return bounded({ rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) })
}

/** Only parts that are read are unpacked, by their whole names: where a name would lead on a disk is of no matter. */
function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  let unpacked = 0
  try {
    const entries = unzipSync(bytes, {
      filter({ name, originalSize, size }) {
        if (/vbaProject/i.test(name)) throw new SheetRefusal('macros')
        if (!/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[\w.-]+\.xml)$/.test(name)) return false
        unpacked += originalSize
        if (unpacked > SHEET_LIMITS.unpackedBytes || originalSize > MOST_RATIO * Math.max(size, 1_000)) throw new SheetRefusal('bomb')
        return true
      },
    })
    return new Map(Object.entries(entries))
  } catch (error) {
    throw error instanceof SheetRefusal ? error : new SheetRefusal('not-a-table')
  }
}

function xmlOf(entries: Map<string, Uint8Array>, name: string): Document {
  const bytes = entries.get(name)
  if (bytes === undefined) throw new SheetRefusal('not-a-table')
  const text = new TextDecoder().decode(bytes)
  // Nothing a spreadsheet program writes defines a document type; what expands or fetches begins with one.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new SheetRefusal('bomb')
  const parsed = new DOMParser().parseFromString(text, 'application/xml')
  if (parsed.getElementsByTagName('parsererror').length > 0) throw new SheetRefusal('not-a-table')
  return parsed
}

/** The text of a string item without its phonetic help. */
const wordsOf = (item: Element): string => decoded([...item.getElementsByTagName('t')].filter((t) => t.parentElement?.tagName !== 'rPh').map((t) => t.textContent).join(''))

/** ECMA-376 part 1, 22.9.2.19: characters XML cannot hold. */
const decoded = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

function cellsOf(row: Element, strings: readonly string[]): string[] {
  const cells: string[] = []
  for (const [n, cell] of [...row.getElementsByTagName('c')].entries()) {
    const column = columnOf(cell.getAttribute('r')) ?? n
    if (column >= SHEET_LIMITS.columns) throw new SheetRefusal('too-many-columns')
    while (cells.length <= column) cells.push('')
    cells[column] = valueOf(cell, strings)
  }
  return cells
}

/** “AB12” → 27. */
function columnOf(reference: string | null): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function valueOf(cell: Element, strings: readonly string[]): string {
  const type = cell.getAttribute('t')
  if (type === 'inlineStr') return wordsOf(cell)
  const value = cell.getElementsByTagName('v')[0]?.textContent ?? ''
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  return type === 'str' ? decoded(value) : value
}
