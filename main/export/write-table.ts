/** A table as the bytes of one format, read back and counted before anybody gets them. */
import type { ExportedFile, ExportFormat } from '../../preload/contract/export.ts'
import { fileName } from '../../preload/contract/file-name.ts'
import { nameParts } from './about.ts'
import { writeCsv } from './csv.ts'
import { writeGeoJson } from './geojson.ts'
import { countRows } from './read-back.ts'
import type { Facts, Table } from './table.ts'
import { writeXlsx } from './xlsx.ts'

export const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv;charset=utf-8', geojson: 'application/geo+json', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Throws when the finished bytes do not hold as many rows as the table. */
export async function writeTable(format: ExportFormat, table: Table, facts: Facts, passed: (rows: number) => void = () => {}): Promise<ExportedFile> {
  const bytes = format === 'xlsx' ? await writeXlsx(table, facts, passed) : join(format === 'csv' ? writeCsv(table, facts, passed) : writeGeoJson(table, facts, passed))
  const rows = await countRows(format, bytes)
  if (rows !== table.count) throw new Error(`the file reads back as ${rows} rows, not ${table.count}`)
  const { asOf, simulated } = table.provenance
  return { name: fileName(nameParts(table, facts), format), type: TYPES[format], bytes, rows, asOf, simulated }
}

function join(pieces: Iterable<string>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const parts = Array.from(pieces, (piece) => encoder.encode(piece))
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
