/** The whole import on a real database: hostile files, nothing by halves, nothing twice. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { importFile, type ImportReport } from '../../../main/central/import/import-file.ts'
import { readOptions } from '../../../main/central/import/options.ts'
import { runImport } from '../../../main/central/import/run-import.ts'
import { openDatabase, type Sql } from '../../../main/central/sql.ts'
import { shared } from './shared-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-'))
let sql: Sql
before(async () => {
  sql = await openDatabase({ kind: 'embedded', folder: null })
})
after(async () => {
  await sql.close()
  rmSync(folder, { recursive: true })
})

const silent = { print: () => {}, progress: () => {}, confirm: async () => true }
const report = join(folder, 'refused.csv')

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const cases = (file: string, city: string, ...more: string[]): Promise<ImportReport> =>
  importFile(sql, readOptions([file, '--as', 'cases', '--crs', 'wgs84', '--city', city, '--zone', 'America/New_York', '--report', report, ...more]), silent)

/** Everything a reader could see of a city. */
const seen = (city: string): Promise<unknown[]> => sql.query('SELECT type, id, scope, ver, h, body FROM record WHERE city = $1 ORDER BY type, id', [city])
const heads = (city: string): Promise<unknown[]> => sql.query(`SELECT scope, seq, floor FROM scope_head WHERE scope ~ $1 ORDER BY scope`, [`:${city}(/|$)`])
const stages = (): Promise<unknown[]> => sql.query(`SELECT tablename FROM pg_tables WHERE tablename LIKE 'import_stage%'`)

const HEADER = 'id,longitude,latitude,opened,closed,status,type,area,title'
const good = (n: number): string => `G${n},${(-71.05 - (n % 50) / 1000).toFixed(4)},${(42.3 + (n % 40) / 1000).toFixed(4)},2011-07-01 10:00:00,,Open,Pothole,North,"line one\nline two"`
const goods = (n: number): string[] => Array.from({ length: n }, (_, i) => good(i))
const csv = (...lines: string[]): string => `${HEADER}\n${lines.join('\n')}\n`

const row = (id: string, lng: string, lat: string, opened = '2011-07-01 10:00:00', closed = '', status = 'Open'): string => `${id},${lng},${lat},${opened},${closed},${status},Pothole,South,x`

test('each hostile line is refused for its own reason, the others are taken', async () => {
  const file = write('hostile.csv', csv(
    ...goods(60), row('Z', '0', '0'), row('R', '200', '42'), row('D', "71°03'W", '42°20\'N'), row('', '-71.05', '42.3'), row('1.23E+17', '-71.05', '42.3'),
    row('g1', '-71.05', '42.3'), row('Ｇ２', '-71.05', '42.3'), row('G3', '-71.05', '42.3'), row('T', '-71.05', '42.3', '2011-02-30 10:00'), row('U', '-71.05', '42.3', ''),
    row('FAR', '-81.05', '42.3'), row('NUL\0', '-71.05', '42.3'), row('OLD', '-71.05', '42.3', '2011-07-02 10:00:00', '2011-07-01 10:00:00', 'Closed'), row('007', '-71.05', '42.3'), row('07', '-71.05', '42.3'),
    row('S', '-71.05', '42.3', '2011-03-13 02:30:00', '', 'Frobnicated'), 'short,line', '=cmd,1,1',
  ))
  const result = await cases(file, 'Hostile')
  assert.deepEqual(result.refused, {
    'zero-coordinate': 1, 'out-of-range': 1, 'bad-coordinate': 1, 'missing-id': 1, 'excel-id': 1, 'look-alike-id': 2, 'duplicate-id': 1, 'bad-time': 1, 'missing-time': 1,
    'outside-bounds': 1, 'bad-text': 1, 'column-count': 2,
  })
  assert.deepEqual(result.flagged, { 'closed-before-opened': 1, 'leading-zero-id': 1, 'unknown-status': 1, 'nonexistent-time': 1 })
  assert.equal(result.read, 78)
  assert.equal(result.accepted, 64)
  const list = readFileSync(report, 'utf8')
  assert.match(list, /^\uFEFFline,outcome,reason/)
  assert.match(list, /"\d+","refused","outside-bounds","FAR"/)
  assert.match(list, /"'=cmd"/, 'a formula stays text')
  const [counted] = await sql.query<{ cases: number; points: number }>(`SELECT count(*) FILTER (WHERE type = 'case')::int AS cases, count(*) FILTER (WHERE type = 'point')::int AS points FROM record WHERE city = 'hostile'`)
  assert.deepEqual(counted, { cases: 64, points: 64 })
  assert.deepEqual(await stages(), [])
})

test('the second import of a file finds nothing new and moves nothing', async () => {
  const file = write('twice.csv', csv(...goods(1_200)))
  assert.equal((await cases(file, 'Twice')).outcome, 'written')
  const [rows, before] = [await seen('twice'), await heads('twice')]
  const again = await cases(file, 'Twice')
  assert.deepEqual([again.created, again.changed, again.unchanged, again.outcome], [0, 0, 1_200, 'nothing-new'])
  assert.deepEqual(await seen('twice'), rows)
  assert.deepEqual(await heads('twice'), before)
})

test('a corrected file changes the corrected row only, and a moved case leaves its old office', async () => {
  const lines = goods(40)
  await cases(write('corrected.csv', csv(...lines)), 'Corrected')
  const before = (await seen('corrected')) as { type: string; id: string; ver: number }[]
  lines[7] = lines[7]!.replace('North', 'South').replace('Open', 'Closed')
  const result = await cases(write('corrected.csv', csv(...lines)), 'Corrected')
  assert.deepEqual([result.created, result.changed, result.unchanged], [0, 1, 39])
  const versions = new Map(before.map((row) => [`${row.type} ${row.id}`, row.ver]))
  const changed = ((await seen('corrected')) as typeof before).filter((row) => versions.get(`${row.type} ${row.id}`) !== row.ver)
  assert.deepEqual(changed.map((row) => `${row.type} ${row.id}`).sort(), ['area corrected/south', 'case corrected:G7', 'point corrected:G7'])
  const [leave] = await sql.query(`SELECT op, why, moved_to FROM log WHERE scope = 'office:corrected/north' AND id = 'corrected:G7' ORDER BY seq DESC LIMIT 1`)
  assert.deepEqual(leave, { op: 'leave', why: 'moved', moved_to: 'office:corrected/south' })
})

test('declined, and dry, nothing is written', async () => {
  const file = write('declined.csv', csv(...goods(30)))
  const argv = [file, '--as', 'cases', '--crs', 'wgs84', '--city', 'Declined', '--zone', 'America/New_York', '--report', report]
  assert.equal(await runImport(argv, { sql, ...silent, confirm: async () => false }), 1)
  assert.equal(await runImport([...argv, '--dry-run'], { sql, ...silent }), 0)
  assert.deepEqual(await seen('declined'), [])
})

test('a failure at 60 % leaves nothing visible, and the next import succeeds', async () => {
  const file = write('broken-off.csv', csv(...goods(5_000)))
  const options = readOptions([file, '--as', 'cases', '--crs', 'wgs84', '--city', 'Broken off', '--zone', 'America/New_York', '--report', report])
  for (const at of ['reading: 3000', 'writing: 6000']) {
    await assert.rejects(importFile(sql, options, { ...silent, progress: (words) => {
      if (words.startsWith(at)) throw new Error('the line is cut')
    } }), /the line is cut/)
    assert.deepEqual(await seen('broken-off'), [])
    assert.deepEqual(await heads('broken-off'), [])
    assert.deepEqual(await stages(), [])
  }
  assert.equal((await importFile(sql, options, silent)).created, 5_000)
})

test('a process killed at 60 % leaves nothing visible', async () => {
  const file = write('killed.csv', csv(...goods(5_000)))
  const data = join(folder, 'killed')
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    const { openDatabase } = await import(${JSON.stringify(new URL('../../../main/central/sql.ts', import.meta.url).href)})
    const { importFile } = await import(${JSON.stringify(new URL('../../../main/central/import/import-file.ts', import.meta.url).href)})
    const { readOptions } = await import(${JSON.stringify(new URL('../../../main/central/import/options.ts', import.meta.url).href)})
    const sql = await openDatabase({ kind: 'embedded', folder: ${JSON.stringify(data)} })
    const options = readOptions([${JSON.stringify(file)}, '--as', 'cases', '--crs', 'wgs84', '--city', 'Killed', '--zone', 'America/New_York', '--yes', '--report', ${JSON.stringify(`${report}2`)}])
    await importFile(sql, options, { print() {}, confirm: async () => true, progress: (words) => { if (words.startsWith('writing: 6000')) process.kill(process.pid, 'SIGKILL') } })
  `], { stdio: 'inherit' })
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGKILL'])
  const reopened = await openDatabase({ kind: 'embedded', folder: data })
  try {
    assert.deepEqual(await reopened.query('SELECT id FROM record'), [])
    const options = readOptions([file, '--as', 'cases', '--crs', 'wgs84', '--city', 'Killed', '--zone', 'America/New_York', '--report', report])
    assert.equal((await importFile(reopened, options, silent)).created, 5_000)
  } finally {
    await reopened.close()
  }
})

const refused: [string, string[], RegExp][] = [
  ['no declared system', ['--as', 'cases', '--city', 'X'], /no declared coordinate system/],
  ['local times without a zone', ['--as', 'cases', '--crs', 'wgs84', '--city', 'X'], /declare the city's time zone/],
  ['an area column that is not there', ['--as', 'cases', '--crs', 'wgs84', '--city', 'X', '--zone', 'Europe/London', '--area-column', 'nowhere'], /there is no column "nowhere"/],
]
for (const [name, argv, words] of refused) {
  test(`${name} refuses the whole import`, async () => {
    const printed: string[] = []
    const code = await runImport([write('plain.csv', csv(...goods(3))), ...argv, '--report', report], { sql, ...silent, print: (line) => printed.push(line) })
    assert.equal(code, 2)
    assert.match(printed.join('\n'), words)
  })
}

test('a city that was not imported is never touched', async () => {
  const city = { id: 'native', city: 'native', level: 'city', name: 'Native', simulated: true, source: 'practice' }
  await sql.query(`INSERT INTO record (type, id, city, scope, ver, h, body) VALUES ('area', 'native', 'native', 'city:native', 1, 'x', $1)`, [JSON.stringify(city)])
  await assert.rejects(cases(write('native.csv', csv(...goods(3))), 'Native'), /was not imported/)
})

test('each area has an office account, the city a manager', async () => {
  await cases(write('accounts.csv', csv(...goods(3), good(3).replace('North', ''))), 'Accounts')
  const accounts = await sql.query<{ sub: string; role: string; home_area: string }>(`SELECT sub, role, home_area FROM account WHERE city = 'accounts' ORDER BY sub`)
  assert.deepEqual(accounts.map(({ role, home_area }) => [role, home_area]), [['city', 'accounts'], ['office', 'accounts/north'], ['office', 'accounts/unspecified']])
})

test('stops without times add up to one figure per place over the declared days', async () => {
  const file = write('stops.csv', 'h3_cell,cell_lng,cell_lat,total_stop_time_s\na,-0.1,51.5,60\na,-0.1,51.5,90\nb,-0.11,51.51,30\nb,-0.11,51.51,-5\n')
  const options = readOptions([file, '--as', 'handovers', '--crs', 'wgs84', '--city', 'Stops', '--period', '2022-03-01/2022-03-31', '--report', report])
  const result = await importFile(sql, options, silent)
  assert.deepEqual([result.read, result.accepted, result.created, result.refused], [4, 3, 2, { 'bad-duration': 1 }])
  const rows = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'handover' AND city = 'stops' ORDER BY id`)
  const { hours, from, to } = JSON.parse(rows[0]!.body) as { hours: unknown; from: string; to: string }
  assert.deepEqual([hours, from, to], [[[-1, 2, 2.5]], '2022-03-01', '2022-03-31'])
  await assert.rejects(importFile(sql, { ...options, period: null }, silent), /--period/)
})

const feature = (name: string, geometry: unknown): unknown => ({ type: 'Feature', properties: { name, kind: '驿站' }, geometry })

test('sites in GCJ-02 keep their original coordinate; outlines give their middle', async () => {
  const square = [[121.5, 29.8], [121.502, 29.8], [121.502, 29.802], [121.5, 29.802], [121.5, 29.8]]
  const file = write('sites.geojson', JSON.stringify({ type: 'FeatureCollection', features: [
    feature('point', { type: 'Point', coordinates: [121.55, 29.87, 3] }), feature('outline', { type: 'Polygon', coordinates: [square] }),
    feature('open', { type: 'Polygon', coordinates: [square.slice(1)] }), feature('nothing', null), feature('nested', { type: 'GeometryCollection', geometries: [] }),
  ] }))
  const result = await importFile(sql, readOptions([file, '--as', 'sites', '--crs', 'gcj02', '--city', 'Sites', '--report', report]), silent)
  assert.equal(result.created, 2)
  assert.deepEqual(result.flagged, { 'height-dropped': 1, 'point-from-outline': 1 })
  const [row] = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'site' AND body LIKE '%outline%'`)
  assert.deepEqual((JSON.parse(row!.body) as { original: unknown }).original, { crs: 'gcj02', x: 121.501, y: 29.801 })
})

const boston = shared('reports311/boston_311_2011H2.csv.gz')
test('a slice of the Boston reports maps by itself', { skip: existsSync(boston) ? false : '../shared/data is absent: Boston not imported' }, async () => {
  const slice = gunzipSync(readFileSync(boston)).toString('utf8').split('\n').slice(0, 2_001).join('\n')
  const result = await cases(write('boston.csv', slice), 'Boston')
  assert.deepEqual([result.read, result.accepted, result.created], [2_000, 2_000, 2_000])
  const [counted] = await sql.query(`SELECT count(*)::int AS n, count(DISTINCT scope)::int > 5 AS many FROM record WHERE city = 'boston' AND type = 'case'`)
  assert.deepEqual(counted, { n: 2_000, many: true })
})

const others: [string, string[], RegExp | number][] = [
  ['reports311/nyc_311_socrata_api_1000.json.gz', ['--as', 'cases', '--city', 'New York', '--zone', 'America/New_York'], 1_000],
  ['courier/london_cargobike_stops.csv.gz', ['--as', 'handovers', '--city', 'London', '--zone', 'Europe/London', '--period', '2022-01-01/2022-12-31'], 1_625],
  ['courier/changshu_orders_2024-08.csv.gz', ['--as', 'handovers', '--city', 'Changshu'], /not geographic coordinates/],
]
for (const [path, argv, expected] of others) {
  test(`${path} ${typeof expected === 'number' ? 'maps by itself' : 'is refused with the reason'}`, { skip: existsSync(shared(path)) ? false : '../shared/data is absent: not imported' }, async () => {
    const options = readOptions([shared(path), '--crs', 'wgs84', '--report', report, ...argv])
    if (typeof expected === 'number') assert.equal((await importFile(sql, options, silent)).created, expected)
    else await assert.rejects(importFile(sql, options, silent), expected)
  })
}
