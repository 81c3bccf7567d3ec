/** Opens a surveyed file as records, whatever its format. */
import { readCsv } from './csv-records.ts'
import { readJson } from './json-records.ts'
import type { SourceRecord } from './source-record.ts'
import { readText, type Survey } from './survey.ts'

export function readRecords(file: string, survey: Survey): AsyncIterable<SourceRecord> {
  const text = readText(file, survey.encoding)
  return survey.format === 'csv' ? readCsv(text, survey.delimiter) : readJson(text)
}
