/** A workbook of two sheets, the rows and what the file is about: text cells for text, real numbers, real dates on the city's clock. */
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { aboutLines, type AboutLine } from './about.ts'
import { wallClock } from './local-time.ts'
import { sheetName, sheetText } from './sheet-text.ts'
import { type Cell, type Column, type Facts, headOf, type Table } from './table.ts'

const MINUTE = 'yyyy-mm-dd hh:mm:ss'
const DAY = 'yyyy-mm-dd'
const WIDTH = { text: 22, number: 14, date: 20 } as const

/** Typed text is inert in a workbook, whatever it begins with; no prefix is needed. */
export async function writeXlsx(table: Table, facts: Facts, passed: (rows: number) => void = () => {}): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = table
  const data: SheetData = [columns.map((column) => bold(headOf(column, facts.words)))]
  for (const row of table.rows()) {
    data.push(row.map((cell, n) => cellOf(cell, columns[n] as Column, facts.zone)))
    if (data.length % 2_000 === 0) passed(data.length)
  }
  const about = aboutLines(table, facts).map((line) => [bold(line.label), aboutCell(line, facts.zone)])
  const file = await writeXlsxFile([
    { data, sheet: sheetName(facts.words['sheet.data']), stickyRowsCount: 1, columns: columns.map(({ kind }) => ({ width: WIDTH[kind] })) },
    { data: about, sheet: sheetName(facts.words['sheet.about']), columns: [{ width: 22 }, { width: 80 }] },
  ]).toBuffer()
  passed(table.count)
  return Uint8Array.from(file)
}

function cellOf(cell: Cell, { kind }: Column, zone: string): CellObject | null {
  if (cell === null) return null
  if (typeof cell === 'string') return { value: sheetText(cell), type: String }
  return kind === 'date' ? { value: wallClock(cell, zone), type: Date, format: MINUTE } : { value: cell, type: Number }
}

function aboutCell(line: AboutLine, zone: string): CellObject {
  if ('at' in line) return { value: wallClock(line.at, zone), type: Date, format: line.precision === 'day' ? DAY : MINUTE, align: 'left' }
  return typeof line.value === 'number' ? { value: line.value, type: Number, align: 'left' } : { value: sheetText(line.value), type: String, wrap: true }
}

const bold = (words: string): CellObject => ({ value: sheetText(words), type: String, fontWeight: 'bold' })
