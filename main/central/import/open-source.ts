/** The beginning of an import: what the file is, what its columns mean, and what is missing to read it. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Tx } from '../sql.ts'
import { CityNames, cityIdOf } from './city-names.ts'
import { mapColumns, pickBy, previewColumns } from './columns.ts'
import { readExistingCity, sourceOf, zoneFor, type ExistingCity } from './existing-city.ts'
import type { Reading } from './fill-stage.ts'
import type { ImportOptions } from './options.ts'
import { readRecords } from './records.ts'
import { ImportRefused } from './refusal.ts'
import type { RowContext } from './row-context.ts'
import type { SourceRecord } from './source-record.ts'
import { stageName } from './stage.ts'
import { stopsName } from './stops.ts'
import { surveyFile, type Survey } from './survey.ts'
import { readTime } from './times.ts'

export interface OpenSource {
  survey: Survey
  city: string
  table: string
  existing: ExistingCity | null
  zone: string | null
  source: string
  names: CityNames
  reading: Reading
  preview: string[]
}

/** Records looked at for the columns; JSON leaves empty fields out, so one record does not show them all. */
const SAMPLE = { csv: 50, json: 1_000 } as const

export async function openSource(sql: Tx, options: ImportOptions): Promise<OpenSource> {
  const survey = await surveyFile(options.file, options.encoding)
  const samples = await readSample(options.file, survey)
  const present = [...new Set(samples.flatMap((record) => [...record.cells.keys()]))]
  const columns = mapColumns(options.as, present, options.columns, options.areaColumn)
  const city = cityIdOf(options.city)
  const existing = await readExistingCity(sql, city)
  const zone = zoneFor(options.zone, existing)
  const source = sourceOf(basename(options.file), survey.sha256)
  const names = new CityNames(city, existing)
  const context: RowContext = { names, pick: pickBy(columns), hasAreas: columns.has('area'), crs: options.crs, rules: { zone, dates: options.dates }, source }
  requireZone(samples, context)
  return {
    survey, city, table: stageName(city), existing, zone, source, names,
    reading: await readingOf(options, context, columns, stageName(city)),
    preview: [
      `${basename(options.file)}: ${survey.format === 'csv' ? `CSV separated by ${JSON.stringify(survey.delimiter)}` : 'JSON'}, ${survey.encoding}, sha256 ${survey.sha256}`,
      `city ${options.city} (${city}${existing === null ? ', new' : ''}), coordinates ${options.crs}, time zone ${zone ?? 'not declared: hours of the day are shown in UTC'}`,
      ...previewColumns(columns, present, samples),
      ...(columns.has('area') ? [] : ['  no column of areas: everything goes to 未注明 / unspecified (name one with --area-column)']),
    ],
  }
}

async function readSample(file: string, survey: Survey): Promise<SourceRecord[]> {
  const samples: SourceRecord[] = []
  for await (const record of readRecords(file, survey)) if (samples.push(record) >= SAMPLE[survey.format]) break
  if (samples.length === 0) throw new ImportRefused('the file holds no records')
  return samples
}

/** Throws before the long pass when times are local and no zone is declared. */
function requireZone(samples: SourceRecord[], { pick, rules }: RowContext): void {
  for (const record of samples) for (const field of ['reported_at', 'time', 'as_of']) readTime(pick(record, field), rules)
}

async function readingOf(options: ImportOptions, context: RowContext, columns: ReadonlyMap<string, string>, table: string): Promise<Reading> {
  if (options.as === 'cases') return { as: 'cases', context }
  if (options.as === 'sites') {
    const asOf = options.asOf ?? (await stat(options.file)).mtime.toISOString()
    if (!columns.has('kind') && options.kind === null) throw new ImportRefused('no column says what kind of sites these are: declare it with --kind compound|station|merchant|charging, or --map kind=…')
    return { as: 'sites', context: { ...context, kind: options.kind, hasIds: columns.has('id'), asOf } }
  }
  const hasTimes = columns.has('time')
  if (!hasTimes && options.period === null) throw new ImportRefused('the file gives no times: declare the days its stops belong to, --period FROM/TO')
  return { as: 'handovers', stops: stopsName(table), context: { ...context, period: options.period, hasTimes } }
}

