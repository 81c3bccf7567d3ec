/** A spreadsheet's bytes as a table of text, within limits; what is no such file, or too large a one, is refused by name. */
import { parse } from 'csv-parse/browser/esm/sync'

export const SHEET_LIMITS = { bytes: 5e6, rows: 1_000, columns: 200, unpackedBytes: 32e6, cellPoints: 8_000 } as const

export type SheetFault = 'too-large' | 'too-many-rows' | 'too-many-columns' | 'not-a-table' | 'encoding' | 'broken-csv' | 'macros' | 'bomb' | 'empty'
/** `line`: of the file, from 1, where one is to blame. */
export class SheetRefusal extends Error {
  readonly fault: SheetFault
  readonly line: number | null
  constructor(fault: SheetFault, line: number | null = null) {
    super(fault)
    this.fault = fault
    this.line = line
  }
}

/** Rows as wide as they are written, each with the line it begins on. */
export interface SheetTable {
  rows: { line: number; cells: string[] }[]
}

/** Throws SheetRefusal. */
export function tableOfCsv(bytes: Uint8Array): SheetTable {
  const text = textOf(bytes)
  const rows = recordsOf(text, delimiterOf(text)).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return bounded({ rows })
}

export function bounded(table: SheetTable): SheetTable {
  if (table.rows.length === 0) throw new SheetRefusal('empty')
  if (table.rows.length > SHEET_LIMITS.rows + 1) throw new SheetRefusal('too-many-rows')
  if (table.rows.some(({ cells }) => cells.length > SHEET_LIMITS.columns)) throw new SheetRefusal('too-many-columns')
  return table
}

/** By its mark, else UTF-8 where the bytes are that, else the Chinese encoding that old spreadsheets write. */
function textOf(bytes: Uint8Array): string {
  const marks: [number[], string][] = [[[0xef, 0xbb, 0xbf], 'utf-8'], [[0xff, 0xfe], 'utf-16le'], [[0xfe, 0xff], 'utf-16be']]
  const marked = marks.find(([mark]) => mark.every((byte, n) => bytes[n] === byte))
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked[1]]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (text.includes('\0')) throw new SheetRefusal('not-a-table')
      return text
    } catch (error) {
      if (error instanceof SheetRefusal) throw error
    }
  }
  throw new SheetRefusal('encoding')
}

/** What parts the first line into most. */
function delimiterOf(text: string): string {
  const first = text.split(/[\r\n]/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  const counted = [',', ';', '\t'].map((delimiter) => [delimiter, first.split(delimiter).length] as const)
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

function recordsOf(text: string, delimiter: string): SheetTable['rows'] {
  try {
    const found = parse(text, { delimiter, comment: '#', comment_no_infix: true, relax_column_count: true, info: true, max_record_size: 200_000, to: SHEET_LIMITS.rows + 2 }) as unknown as { record: string[]; info: { lines: number } }[]
    return found.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    const { lines } = error as { lines?: number }
    throw new SheetRefusal('broken-csv', lines ?? null)
  }
}
