/** Gives the areas of a city their outlines from a file: checked, asked, then all of them in one transaction or none. */
import { type CheckedFile, checkFile, type CheckedOutline, type KnownArea } from '../../outlines/check-file.ts'
import { type Finding, OutlinesRefused } from '../../outlines/finding.ts'
import type { OutlineOptions } from '../../outlines/options.ts'
import { describeFile, writeFindings } from '../../outlines/report.ts'
import { LIMITS, type Row } from '../../sync/protocol.ts'
import type { CityRow } from '../city-row.ts'
import { loadWithin } from '../load.ts'
import { commit } from '../log.ts'
import type { Sql, Tx } from '../sql-types.ts'

export interface OutlineTalk {
  print(line: string): void
  progress(words: string): void
  confirm(question: string): Promise<boolean>
}

export interface OutlineReport extends CheckedFile {
  city: string
  /** Areas whose row changes. */
  changed: number
  list: string | null
  outcome: 'written' | 'nothing-new' | 'faulty' | 'declined' | 'dry-run'
}

/** More than this goes past the change log: desks take a new snapshot instead of a flood of changes. */
const LOGGED_ROWS = 1_000

export async function importOutlines(sql: Sql, options: OutlineOptions, talk: OutlineTalk): Promise<OutlineReport> {
  const city = await findCity(sql, options.city)
  const areas = await areasOf(sql, city)
  const known = areas.map(({ id, level, label }): KnownArea => ({ id, level, label: label ?? null }))
  const checked = await checkFile(options.file, options, known, (features) => talk.progress(`checking: ${features} features`))
  const rows = withOutlines(areas, checked.outlines, options)
  const large = tooLarge(rows, checked)
  const file = { ...checked, findings: [...checked.findings, ...large], errors: checked.errors + large.length }
  for (const line of describeFile(file)) talk.print(line)
  const base = { ...file, city, list: await writeFindings(options.report ?? `${options.file}.findings.csv`, file.findings), changed: rows.length }
  if (file.errors > 0) return { ...base, outcome: 'faulty' }
  if (file.outlines.length === 0) throw new OutlinesRefused('the file holds no outline')
  if (rows.length === 0) return { ...base, outcome: 'nothing-new' }
  if (options.dryRun) return { ...base, outcome: 'dry-run' }
  const question = `${file.outlines.length} outlines of level ${options.level} for ${city}, ${rows.length} of them new or changed. Write them?`
  if (!options.yes && !(await talk.confirm(question))) return { ...base, outcome: 'declined' }
  await sql.transaction(async (tx) => {
    await keepGiven(tx, file.outlines, options, file.sha256)
    const written = rows.map((body): CityRow => ({ type: 'area', scope: `city:${city}`, city, body }))
    if (written.length <= LOGGED_ROWS) await commit(tx, written.map((row) => ({ op: 'put', row })))
    else await loadWithin(tx, written, (done) => talk.progress(`writing: ${done} rows`))
  })
  return { ...base, outcome: 'written' }
}

async function findCity(sql: Tx, word: string): Promise<string> {
  const cities = await sql.query<{ id: string; name: string }>(`SELECT id, body::jsonb ->> 'name' AS name FROM record WHERE type = 'area' AND body::jsonb ->> 'level' = 'city' ORDER BY id`)
  const found = cities.find(({ id }) => id === word) ?? cities.find(({ name }) => name === word)
  if (found === undefined) throw new OutlinesRefused(`the central holds no city ${JSON.stringify(word)}: ${cities.map(({ id, name }) => `${id} ${name}`).join(', ') || 'it holds none at all'}`)
  return found.id
}

async function areasOf(sql: Tx, city: string): Promise<Row<'area'>[]> {
  const bodies = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'area' AND city = $1 ORDER BY id`, [city])
  return bodies.map(({ body }) => JSON.parse(body) as Row<'area'>)
}

/** The rows that change: an outline from a file is no simulated one any more. */
function withOutlines(areas: readonly Row<'area'>[], outlines: readonly CheckedOutline[], { source, asOf, system }: OutlineOptions): Row<'area'>[] {
  const byId = new Map(areas.map((area) => [area.id, area]))
  return outlines.flatMap(({ id, polygons }) => {
    const area = byId.get(id)
    if (area === undefined) return []
    const { boundary_simulated: _simulated, ...rest } = area
    const row = { ...rest, boundary: { type: 'MultiPolygon' as const, coordinates: polygons }, boundary_source: { source, as_of: asOf, crs: system } }
    return JSON.stringify(row) === JSON.stringify(area) ? [] : [row]
  })
}

/** A row must fit the contract's limit, or no desk could take it. */
function tooLarge(rows: readonly Row<'area'>[], { outlines }: CheckedFile): Finding[] {
  return rows.flatMap((row): Finding[] => {
    const bytes = Buffer.byteLength(JSON.stringify(row))
    if (bytes <= LIMITS.rowBytes) return []
    const n = outlines.findIndex(({ id }) => id === row.id)
    return [{ feature: outlines[n]!.feature, code: row.id, reason: 'too-many-corners', detail: `${bytes} bytes as a row, at most ${LIMITS.rowBytes}` }]
  })
}

async function keepGiven(tx: Tx, outlines: readonly CheckedOutline[], { system, source }: OutlineOptions, sha256: string): Promise<void> {
  for (const { id, given } of outlines) {
    await tx.query(
      `INSERT INTO outline_original (area, crs, given, source, sha256) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (area) DO UPDATE SET crs = excluded.crs, given = excluded.given, source = excluded.source, sha256 = excluded.sha256`,
      [id, system, JSON.stringify(given), source, sha256],
    )
  }
}
