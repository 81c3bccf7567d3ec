/** What the operator declares about a file of outlines: the words of the command line, checked. */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { SYSTEMS } from '../field/confusion.ts'
import type { Declared } from './check-file.ts'
import { LEVELS } from './check-shape.ts'
import { OutlinesRefused } from './finding.ts'

export interface OutlineOptions extends Declared {
  file: string
  /** Id or name of a city. */
  city: string
  /** Who made the outlines. */
  source: string
  /** Local day as of which they hold. */
  asOf: string
  /** Where findings are listed; null: beside the file. */
  report: string | null
  yes: boolean
  dryRun: boolean
}

export const USAGE = `FILE.geojson --crs wgs84|gcj02|bd09 --city ID --level district|street|community --source TEXT --date YYYY-MM-DD
  --crs SYSTEM     coordinate system of the file; GeoJSON cannot say it, and in China the three lie 500 to 1,100 m apart
  --city ID        the city, by its code or its name
  --level LEVEL    level of the areas whose outlines these are
  --source TEXT    who made them, as it is to be shown
  --date DAY       the day as of which they hold
  --code PROPERTY  property with the area's code (default: the feature's id, adcode, code, id, gb, 区划代码, 代码)
  --data DIR       the data folder (default: where npm start keeps it)
  --report FILE    where findings are listed (default: FILE.findings.csv)
  --yes            write without asking      --dry-run   write nothing`

export function readOutlineOptions(argv: string[]): OutlineOptions {
  const { values, positionals } = parse(argv)
  const file = positionals[0]
  if (file === undefined || positionals.length > 1) throw new OutlinesRefused(`name one file\n${USAGE}`)
  const asOf = required('--date', values.date)
  if (!isDay(asOf)) throw new OutlinesRefused(`--date ${JSON.stringify(asOf)} is not a day like 2026-03-01`)
  return {
    file, asOf, system: oneOf('--crs', values.crs, SYSTEMS), level: oneOf('--level', values.level, LEVELS), city: required('--city', values.city), codeName: values.code ?? null,
    source: `${required('--source', values.source)} · ${basename(file)}`.replace(/\p{Cc}+/gu, ' ').slice(0, 500), report: values.report ?? null, yes: values.yes ?? false, dryRun: values['dry-run'] ?? false,
  }
}

function parse(argv: string[]) {
  const [text, flag] = [{ type: 'string' } as const, { type: 'boolean' } as const]
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { crs: text, city: text, level: text, source: text, date: text, code: text, report: text, yes: flag, 'dry-run': flag } })
  } catch (error) {
    throw new OutlinesRefused(`${(error as Error).message}\n${USAGE}`)
  }
}

function required(name: string, value: string | undefined): string {
  const given = value?.normalize('NFC').trim() ?? ''
  if (given === '') throw new OutlinesRefused(`${name} is missing\n${USAGE}`)
  return given
}

function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new OutlinesRefused(`${name} must be one of ${choices.join(', ')}${value === undefined ? '' : `, not ${JSON.stringify(value)}`}`)
  return found
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
