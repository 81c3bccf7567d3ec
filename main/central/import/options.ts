/** What the operator declares about a file: the words of the command line, checked. */
import { parseArgs } from 'node:util'
import { IANAZone } from 'luxon'
import type { Crs } from './coordinates.ts'
import { ImportRefused } from './refusal.ts'

export type ImportAs = 'cases' | 'sites' | 'handovers'
export const SITE_KINDS = ['compound', 'station', 'merchant', 'charging'] as const
export type SiteKind = (typeof SITE_KINDS)[number]

export interface ImportOptions {
  file: string
  as: ImportAs
  crs: Crs
  city: string
  zone: string | null
  areaColumn: string | null
  /** First and last local day, inclusive. */
  period: { from: string; to: string } | null
  /** Kind of every site of a file that has no such column. */
  kind: SiteKind | null
  /** Fields tied to columns by hand: field name → column. */
  columns: ReadonlyMap<string, string>
  /** Order of day and month in dates like 03/04/2011; without it they are refused. */
  dates: 'mdy' | 'dmy' | null
  encoding: string | null
  /** West, south, east, north: replaces the rule that finds lines far outside the city. */
  bounds: [number, number, number, number] | null
  /** As-of time of sites without one of their own. */
  asOf: string | null
  report: string | null
  yes: boolean
  dryRun: boolean
}

export const USAGE = `import FILE.csv[.gz] | FILE.json[.gz] | FILE.geojson[.gz] --as cases|sites|handovers --crs wgs84|gcj02|bd09 --city NAME
  --zone AREA/CITY     time zone of local times, for example America/New_York
  --area-column NAME   column whose values become the areas
  --period FROM/TO     first and last day (YYYY-MM-DD) of handovers without times
  --kind KIND          kind of the sites: compound, station, merchant or charging
  --map FIELD=COLUMN   ties a field to a column (may be repeated)
  --dates mdy|dmy      order of dates like 03/04/2011
  --encoding NAME      instead of the detected one
  --bounds W,S,E,N     instead of the bounds found from the data
  --as-of TIME         as-of time of sites (default: the file's own time)
  --report FILE        where refused lines are listed (default: FILE.refused.csv)
  --yes                write without asking      --dry-run   write nothing`

export function readOptions(argv: string[]): ImportOptions {
  const { values, positionals } = parse(argv)
  const file = positionals[0]
  if (file === undefined || positionals.length > 1) throw new ImportRefused(`name one file\n${USAGE}`)
  return {
    file,
    as: oneOf('--as', values.as, ['cases', 'sites', 'handovers']),
    crs: readCrs(values.crs),
    city: readCity(values.city),
    zone: readZone(values.zone),
    areaColumn: values['area-column'] ?? null,
    period: readPeriod(values.period),
    kind: values.kind === undefined ? null : oneOf('--kind', values.kind, SITE_KINDS),
    columns: new Map((values.map ?? []).map(readTie)),
    dates: values.dates === undefined ? null : oneOf('--dates', values.dates, ['mdy', 'dmy'] as const),
    encoding: values.encoding ?? null,
    bounds: readBounds(values.bounds),
    asOf: readInstant(values['as-of']),
    report: values.report ?? null,
    yes: values.yes ?? false,
    dryRun: values['dry-run'] ?? false,
  }
}

function parse(argv: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: glueBounds(argv), allowPositionals: true,
      options: {
        as: text, crs: text, city: text, zone: text, 'area-column': text, period: text, kind: text, map: { type: 'string', multiple: true },
        dates: text, encoding: text, bounds: text, 'as-of': text, report: text, yes: flag, 'dry-run': flag,
      },
    })
  } catch (error) {
    throw new ImportRefused(`${(error as Error).message}\n${USAGE}`)
  }
}

/** A value that starts with a minus (western longitudes) reads as an option unless glued on with "=". */
function glueBounds(argv: string[]): string[] {
  const at = argv.indexOf('--bounds')
  return at < 0 || argv[at + 1] === undefined ? argv : [...argv.slice(0, at), `--bounds=${argv[at + 1]}`, ...argv.slice(at + 2)]
}

function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new ImportRefused(`${name} must be one of ${choices.join(', ')}${value === undefined ? '' : `, not ${JSON.stringify(value)}`}`)
  return found
}

function readCrs(value: string | undefined): Crs {
  if (value === undefined) {
    throw new ImportRefused('no declared coordinate system: say --crs wgs84, gcj02 or bd09. In China the three lie 500 to 1,100 m apart, and a wrong guess moves every point into another street')
  }
  return oneOf('--crs', value, ['wgs84', 'gcj02', 'bd09'])
}

function readCity(value: string | undefined): string {
  const name = value?.normalize('NFC').trim() ?? ''
  if (name === '') throw new ImportRefused('name the city the file belongs to: --city NAME')
  if (name.length > 200) throw new ImportRefused('the name of the city is longer than 200 characters')
  return name
}

function readZone(value: string | undefined): string | null {
  if (value === undefined) return null
  if (!IANAZone.isValidZone(value)) throw new ImportRefused(`--zone ${JSON.stringify(value)} is not a time zone; write it like Europe/London`)
  return value
}

function readPeriod(value: string | undefined): ImportOptions['period'] {
  if (value === undefined) return null
  const [from, to, more] = value.split('/')
  if (from === undefined || to === undefined || more !== undefined || !isDay(from) || !isDay(to) || from > to) {
    throw new ImportRefused(`--period ${JSON.stringify(value)} is not FROM/TO with two days like 2022-03-01/2022-03-31`)
  }
  return { from, to }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function readTie(value: string): [string, string] {
  const cut = value.indexOf('=')
  if (cut < 1) throw new ImportRefused(`--map ${JSON.stringify(value)} is not FIELD=COLUMN`)
  return [value.slice(0, cut), value.slice(cut + 1)]
}

function readBounds(value: string | undefined): ImportOptions['bounds'] {
  if (value === undefined) return null
  const [west, south, east, north, ...more] = value.split(',').map(Number)
  const right = west !== undefined && south !== undefined && east !== undefined && north !== undefined && more.length === 0
    && west >= -180 && west < east && east <= 180 && south >= -90 && south < north && north <= 90
  if (!right) throw new ImportRefused(`--bounds ${JSON.stringify(value)} is not WEST,SOUTH,EAST,NORTH in degrees`)
  return [west, south, east, north]
}

function readInstant(value: string | undefined): string | null {
  if (value === undefined) return null
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) throw new ImportRefused(`--as-of ${JSON.stringify(value)} is not a time`)
  return at.toISOString()
}
