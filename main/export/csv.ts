/**
 * Comma-separated values after RFC 4180: UTF-8 with a byte order mark (a Chinese Excel takes it for GBK otherwise), CRLF, every record
 * as wide as the table. Records before the head begin with “#” and say what the file is; readers skip them as comments.
 */
import { aboutLines, aboutValue, type AboutLine } from './about.ts'
import { isoOf } from './local-time.ts'
import { inertText, plainText } from './plain-text.ts'
import { type Cell, type Column, type Facts, headOf, type Table } from './table.ts'

const ROWS_A_PIECE = 2_000

/** Pieces of text, to be joined; each holds so many rows that writing one takes a few milliseconds. `passed` hears how many are done. */
export function* writeCsv(table: Table, facts: Facts, passed: (rows: number) => void = () => {}): Generator<string> {
  yield csvHead(table, facts)
  let piece = ''
  let done = 0
  for (const row of table.rows()) {
    piece += csvRecord(row, table.columns, facts.zone)
    done++
    if (done % ROWS_A_PIECE !== 0) continue
    yield piece
    piece = ''
    passed(done)
  }
  yield piece
  passed(done)
}

/** All that stands before the first row. */
export function csvHead(table: Table, facts: Facts): string {
  const { columns } = table
  const head = columns.map((column) => quoted(inertText(plainText(headOf(column, facts.words)))))
  return `\ufeff${[...aboutLines(table, facts).map((line) => aboutRecord(line, facts.zone, columns.length)), head].map((record) => `${record.join(',')}\r\n`).join('')}`
}

export const csvRecord = (row: readonly Cell[], columns: readonly Column[], zone: string): string => `${row.map((cell, n) => write(cell, columns[n] as Column, zone)).join(',')}\r\n`

function aboutRecord(line: AboutLine, zone: string, width: number): string[] {
  // One line, no quotes and no commas: a reader that skips comments goes to the line's end, one that does not finds a record.
  const words = `# ${line.label}: ${aboutValue(line, zone)}`.replace(/[\r\n\t]+/g, ' ').replaceAll('"', "'").replaceAll(',', ';')
  return [plainText(words), ...Array.from({ length: width - 1 }, () => '')]
}

function write(cell: Cell, { kind }: Column, zone: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return quoted(inertText(plainText(cell)))
  return kind === 'date' ? isoOf(cell, zone) : String(cell)
}

/** A reader that skips comments takes “5#楼” for the begin of one, unless it is quoted. */
const quoted = (text: string): string => (/[",\r\n#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
