/** CSV as RFC 4180 and as spreadsheets write it: any line ending, quoted newlines, stray quotes. */
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ImportRefused } from './refusal.ts'
import { MAX_COLUMNS, MAX_RECORD_CHARS, type SourceRecord } from './source-record.ts'

interface Parsed { record: string[]; info: { lines: number } }

export async function* readCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<SourceRecord> {
  const parser = parse({
    delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true,
    // A stray quote inside a cell is text; only a quote that never closes is fatal.
    relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'], max_record_size: MAX_RECORD_CHARS,
  })
  const source = Readable.from(text, { objectMode: true })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let header: string[] | null = null
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (header === null) header = readHeader(record)
      else yield toRecord(header, record, info.lines - linesInside(record))
    }
  } catch (error) {
    throw error instanceof CsvError ? explainError(error) : error
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (header === null) throw new ImportRefused('the file has no header line')
}

function readHeader(cells: string[]): string[] {
  if (cells.length > MAX_COLUMNS) throw new ImportRefused(`the file has ${cells.length} columns; at most ${MAX_COLUMNS} are read`)
  const names = cells.map((cell) => cell.trim())
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (twice !== undefined) throw new ImportRefused(`two columns are called ${JSON.stringify(twice)}: rename one`)
  return names
}

function toRecord(header: string[], row: string[], line: number): SourceRecord {
  const cells = new Map<string, string>()
  for (const [at, name] of header.entries()) if (name !== '') cells.set(name, row[at] ?? '')
  const extra = row.slice(header.length).some((cell) => cell.trim() !== '')
  if (row.length >= header.length && !extra) return { line, cells }
  return { line, cells, broken: { reason: 'column-count', detail: `${row.length} cells, the header has ${header.length}` } }
}

/** The parser counts the line a record ends on; people look for the line it starts on. */
const linesInside = (record: string[]): number => record.reduce((sum, cell) => sum + (/[\r\n]/.test(cell) ? (cell.match(/\r\n|\r|\n/g) ?? []).length : 0), 0)

function explainError(error: CsvError): ImportRefused {
  const line = Number((error as unknown as { lines?: number }).lines ?? 0)
  // An open quote swallows everything after it: no later line can be trusted.
  const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
  return new ImportRefused(open ? `a quote is opened and never closed (noticed at line ${line})` : `the CSV cannot be read: ${error.message}`)
}
