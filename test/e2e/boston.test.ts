/** A real 311 data set, imported by the command's own code, on the same map. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { test } from 'node:test'
import { runImport } from '../../main/central/import/run-import.ts'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced } from './stage.ts'

const SET = fileURLToPath(new URL('../../../shared/data/reports311/boston_311_2011H2.csv.gz', import.meta.url))
const LINES = 6_000
const skip = browserTest().skip || (existsSync(SET) ? false : 'the real data sets are not beside this checkout')

test('reports of Boston are imported, synced and on the map: the counts agree everywhere, refused lines are listed', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-boston-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const [head, ...lines] = gunzipSync(readFileSync(SET)).toString('utf8').split('\n').slice(0, LINES + 1)
  // Two lines that must not get in: without a place, and a repeated id.
  const spoiled = lines[0]!.split(',').with(26, '0').with(27, '0').with(0, '999').join(',')
  const file = join(folder, 'boston.csv')
  writeFileSync(file, [head, ...lines, spoiled, lines[1]].join('\n'))

  const stage = await openStage({ reports: 500, days: 10 })
  t.after(() => stage.close())
  const words: string[] = []
  const command = [file, '--as', 'cases', '--crs', 'wgs84', '--city', 'Boston', '--zone', 'America/New_York', '--area-column', 'neighborhood', '--yes', '--report', join(folder, 'refused.csv')]
  assert.equal(await runImport(command, { sql: stage.central.sql, print: (line) => words.push(line), progress: () => {} }), 0, words.join('\n'))
  const refused = readFileSync(join(folder, 'refused.csv'), 'utf8')
  assert.match(refused, new RegExp(`^"?${LINES + 2}"?,`, 'm'))
  assert.match(refused, new RegExp(`^"?${LINES + 3}"?,`, 'm'))

  const [{ n } = { n: 0 }] = await stage.central.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM report_point WHERE scope = 'city:boston'`)
  assert.equal(n, LINES)
  await stage.ask('session.practice', { central: null, account: 'manager@boston' })
  await untilSynced(stage)
  const { scopes } = await stage.ask('sync.page', null)
  assert.equal(scopes.find((scope) => scope.id === 'city:boston')?.byType.find((one) => one.type === 'point')?.rows, LINES)
  const city = await stage.ask('city.get', null)
  assert.equal(city?.timeZone, 'America/New_York')
  assert.equal(city?.simulated, false)

  const page = await stage.openPage('#/map?layer=report&status=all&from=2011-01-01&to=2011-12-31')
  await page.locator(`[data-field-ready="report"][data-records="${LINES}"]`).waitFor({ timeout: 30_000 })
  const july4 = await stage.central.sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM report_point WHERE scope = 'city:boston' AND (reported_at AT TIME ZONE 'America/New_York')::date = '2011-07-04'`)
  await page.evaluate(() => void (location.hash = '#/map?layer=report&status=all&from=2011-07-04&to=2011-07-04'))
  await page.locator(`[data-field-ready="report"][data-records="${july4[0]!.n}"]`).waitFor({ timeout: 30_000 })
  assert.ok(july4[0]!.n > 0)

  // The city has streets alone: they are what is measured, and their sum is the map's.
  await page.evaluate(() => void (location.hash = '#/map?layer=report&status=all&from=2011-01-01&to=2011-12-31&mode=areas&measure=count'))
  await page.getByRole('tab', { name: '区域' }).click()
  await page.locator(`[data-areas="street"] [data-areas-total="${LINES}"]`).waitFor()
})
