/** Counts the rows of a finished file by reading its bytes as a stranger would. Throws where they cannot be read. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse'
import type { ExportFormat } from '../../preload/contract/export.ts'

const ROW = /<row\b/g

export async function countRows(format: ExportFormat, bytes: Uint8Array): Promise<number> {
  if (format === 'csv') return (await countRecords(bytes)) - 1
  if (format === 'geojson') return (JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as { features: unknown[] }).features.length
  const sheet = unzip(bytes).get('xl/worksheets/sheet1.xml')
  if (sheet === undefined) throw new Error('the workbook has no first sheet')
  return [...new TextDecoder().decode(sheet()).matchAll(ROW)].length - 1
}

async function countRecords(bytes: Uint8Array): Promise<number> {
  return countStream(Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]))
}

/** Rows of a CSV file, the heads not among them, however large it is. */
export const countCsvFile = async (path: string): Promise<number> => (await countStream(createReadStream(path, { highWaterMark: 1_048_576 }))) - 1

/** Records of equal width, comments left out. */
async function countStream(source: Readable): Promise<number> {
  const parser = parse({ bom: true, comment: '#', relax_column_count: false })
  let records = 0
  parser.on('readable', () => {
    while (parser.read() !== null) records++
  })
  // Its end comes after its last record was read; a pipeline would be content with the last one written.
  const ended = new Promise<void>((resolve, reject) => parser.once('end', resolve).once('error', reject))
  source.once('error', (error) => parser.destroy(error)).pipe(parser)
  await ended
  return records
}

/** The entries of an archive by name, each unpacked when asked for (APPNOTE.TXT 4.3: end record, central directory, local headers). */
export function unzip(bytes: Uint8Array): Map<string, () => Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('not an archive')
  const entries = new Map<string, () => Uint8Array>()
  let at = file.readUInt32LE(end + 16)
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('the archive’s directory is damaged')
    const [method, size, name, extra, comment, local] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)]
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    entries.set(file.toString('utf8', at + 46, at + 46 + name), () => (method === 0 ? file.subarray(start, start + size) : inflateRawSync(file.subarray(start, start + size))))
    at += 46 + name + extra + comment
  }
  return entries
}
