/** Outlines into a real central: all or none, in the declared system, the original kept, nothing twice. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as gcoordPackage from 'gcoord'
import { load, type CityRow } from '../../../main/central/log.ts'
import { migrate } from '../../../main/central/migrate.ts'
import { runOutlines } from '../../../main/central/outlines/run-outlines.ts'
import { openDatabase, type Sql } from '../../../main/central/sql.ts'
import { nearMeters } from '../../../main/field/distance.ts'
import { Area, type Row } from '../../../main/sync/protocol.ts'
import { collection, feature, square } from '../../outlines/corpus.ts'

const gcoord = gcoordPackage.default as unknown as typeof gcoordPackage.default.default
const folder = mkdtempSync(join(tmpdir(), 'central-outlines-'))
const file = join(folder, 'districts.geojson')
let sql: Sql
const base = { city: '3302', simulated: true, source: 'test' }
const rows: Row<'area'>[] = [
  { ...base, id: '3302', level: 'city', name: '宁波市', time_zone: 'Asia/Shanghai' }, { ...base, id: '330203', level: 'district', name: '海曙区', parent: '3302', label: [121.55, 29.85], boundary_simulated: true },
  { ...base, id: '330205', level: 'district', name: '江北区', parent: '3302' },
]
before(async () => {
  sql = await openDatabase({ kind: 'embedded', folder: null })
  await migrate(sql)
  await load(sql, rows.map((body): CityRow => ({ type: 'area', scope: 'city:3302', city: '3302', body })))
})
after(async () => {
  await sql.close()
  rmSync(folder, { recursive: true })
})

const WORDS = ['--city', '3302', '--level', 'district', '--source', '测绘院', '--date', '2026-03-01']
async function run(text: string, ...more: string[]): Promise<{ code: number; said: string }> {
  writeFileSync(file, text)
  const said: string[] = []
  const code = await runOutlines([file, ...WORDS, ...more], { sql, print: (line) => void said.push(line), progress: () => {}, confirm: async () => false })
  return { code, said: said.join('\n') }
}
const areaOf = async (id: string): Promise<Row<'area'>> => Area.parse(JSON.parse((await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'area' AND id = $1`, [id]))[0]!.body))
const head = async (): Promise<unknown> => sql.query('SELECT scope, seq FROM scope_head ORDER BY scope')

test('one error in one feature, and nothing is written; the feature’s number is said and listed', async () => {
  const before = [await areaOf('330203'), await head()]
  const { code, said } = await run(collection([feature('330203', [square(121.5, 29.8)]), feature('330205', [square(121.6, 29.8).slice(0, -1)]), feature('=990101', [square(121.9, 29.8)])]), '--crs', 'wgs84', '--yes')
  assert.equal(code, 2)
  assert.match(said, /error {3}feature 2 \(330205\): a ring does not end where it begins/)
  assert.deepEqual([await areaOf('330203'), await head()], before)
  const list = readFileSync(`${file}.findings.csv`, 'utf8')
  assert.match(list, /^\uFEFFfeature,outcome,reason/)
  assert.match(list, /"3","error","unknown-code","'=990101"/)
})

test('without a declared system, a city of the central or somebody to confirm nothing is written', async () => {
  const good = collection([feature('330203', [square(121.5, 29.8)])])
  assert.match((await run(good, '--yes')).said, /--crs must be one of wgs84, gcj02, bd09/)
  assert.match((await run(good, '--crs', 'cgcs2000', '--yes')).said, /not "cgcs2000"/)
  assert.match((await run(good, '--crs', 'wgs84', '--city', '4403', '--yes')).said, /holds no city "4403": 3302 宁波市/)
  assert.equal((await run(good, '--crs', 'wgs84')).code, 1)
  assert.match((await run(good, '--crs', 'wgs84', '--dry-run')).said, /Dry run/)
  assert.equal((await areaOf('330203')).boundary, undefined)
})

test('outlines declared as GCJ-02 arrive as WGS-84 with source, day and system; the numbers given are kept; again changes nothing', async () => {
  const truth = square(121.5, 29.8)
  const given = truth.map(([lng, lat]) => gcoord.transform([lng!, lat!], gcoord.WGS84, gcoord.GCJ02))
  const text = collection([feature('330203', [given])])
  const { code, said } = await run(text, '--crs', 'gcj02', '--yes')
  assert.equal(code, 0, said)
  assert.match(said, /1 areas of this level have no outline in the file: 330205/)
  assert.ok(!existsSync(`${file}.findings.csv`))
  const area = await areaOf('330203')
  assert.deepEqual([area.boundary_simulated, area.boundary_source], [undefined, { source: '测绘院 · districts.geojson', as_of: '2026-03-01', crs: 'gcj02' }])
  for (const [i, [lng, lat]] of area.boundary!.coordinates[0]![0]!.entries()) assert.ok(nearMeters(lng, lat, truth[i]![0]!, truth[i]![1]!) < 0.02)
  const [kept] = await sql.query<{ crs: string; given: string }>('SELECT crs, given FROM outline_original WHERE area = $1', ['330203'])
  assert.deepEqual([kept!.crs, JSON.parse(kept!.given)], ['gcj02', [[given]]])
  const heads = await head()
  assert.match((await run(text, '--crs', 'gcj02', '--yes')).said, /Nothing to write/)
  assert.deepEqual(await head(), heads)
})

test('an outline that would not fit a row of the contract is an error that says so', async () => {
  const n = 4_000
  const round = Array.from({ length: n }, (_, i) => [121.55 + 0.05 * Math.cos((2 * Math.PI * i) / n), 29.85 + 0.05 * Math.sin((2 * Math.PI * i) / n)])
  const { code, said } = await run(collection([feature('330203', [[...round, round[0]]])]), '--crs', 'wgs84', '--yes')
  assert.equal(code, 2)
  assert.match(said, /more corners than may be held: simplify it \[\d+ bytes as a row, at most 65536\]/)
})
