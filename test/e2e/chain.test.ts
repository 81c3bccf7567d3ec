/** central → cache → heat map: the same numbers in the central's SQL, in the cache's answers and on the screen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Filter } from '../../preload/contract/model.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const DAY = 86_400_000
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await untilSynced(stage)
})
after(async () => {
  await stage?.close()
})

const sum = async (text: string, params: unknown[] = []): Promise<number> => Number((await stage.central.sql.query<{ n: string }>(text, params))[0]?.n)
const shanghai = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

test('every figure of the source is the same in the central, in the cache and on the screen', needs, async () => {
  const source = { compound: 3_550, station: 2_599, merchant: 12_525, charging: 11_326 }
  const city = await stage.ask('city.get', null)
  assert.ok(city)
  const filter: Filter = { area: null, drawn: null, from: shanghai(dayOf(Date.now() - 30 * DAY)), to: shanghai(dayOf(Date.now() + DAY)), classes: [], statuses: [], weekdays: [], hours: [] }
  const overview = await stage.ask('field.overview', { filter })
  const page = await stage.openPage()
  for (const [kind, expected] of Object.entries(source)) {
    assert.equal(await sum(`SELECT count(*) AS n FROM report_site WHERE kind = $1`, [kind]), expected)
    const figure = overview.sites[kind as keyof typeof source]
    assert.equal(figure.value, expected)
    await page.locator(`[data-figure="${figure.id}"]`).getByText(expected.toLocaleString('zh-CN')).waitFor()
  }
  assert.equal(await sum(`SELECT count(*) AS n FROM report_site WHERE charger = 'swap'`), 1_299)
  assert.equal(overview.swapStations.value, 1_299)
  assert.equal(await sum(`SELECT count(*) AS n FROM report_team`), 25)
  assert.equal(await sum(`SELECT sum(verified) AS n FROM report_worker`), 45_000)
  await page.getByRole('tab', { name: '公布' }).click()
  const published = await stage.central.sql.query<{ id: string; value: number }>('SELECT id, value FROM report_indicator')
  assert.ok(published.length >= 12)
  const shown = await stage.ask('city.indicators', null)
  for (const { id, value } of published) {
    assert.equal(shown.find((one) => one.id === id)?.value, value)
    await page.locator(`[data-indicator="${id}"]`).getByText(value.toLocaleString('zh-CN')).first().waitFor()
  }
  for (const [name, value] of [['housing', 1_349], ['housing', 112], ['housing', 946], ['growth', 17]] as const) {
    assert.ok(shown.some((one) => one.policy === name && one.value === value), `${name} ${value}`)
  }
  await page.context().close()
})

test('layers and filters count on the map what SQL counts in the central, at three zooms', needs, async () => {
  const from = dayOf(Date.now() - 20 * DAY)
  const to = dayOf(Date.now() - 2 * DAY)
  const window = [new Date(shanghai(from)).toISOString(), new Date(shanghai(to) + DAY).toISOString()]
  const someClass = (await stage.ask('city.get', null))?.classes[0]?.id ?? ''
  const HOURS = `extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai')`
  const reports = 'SELECT count(*) AS n FROM report_point WHERE reported_at >= $1 AND reported_at < $2'
  const cases = [
    { hash: '', n: await sum(reports, window) },
    { hash: '&area=330212', n: await sum(`${reports} AND area LIKE '330212%'`, window) },
    { hash: '&area=330205008', n: await sum(`${reports} AND area = '330205008'`, window) },
    { hash: `&class=${someClass}`, n: await sum(`${reports} AND class = $3`, [...window, someClass]) },
    { hash: '&hour=11,12', n: await sum(`${reports} AND ${HOURS} IN (11, 12)`, window) },
    { hash: `&area=330203&hour=17,18,19&class=${someClass}`, n: await sum(`${reports} AND area LIKE '330203%' AND class = $3 AND ${HOURS} IN (17, 18, 19)`, [...window, someClass]) },
  ]
  assert.ok(cases[0]!.n > 1_000, 'the window holds reports')
  const page = await stage.openPage()
  for (const zoom of [9, 12, 15]) {
    for (const { hash, n } of cases) {
      const address = `#/map?layer=report&status=all&from=${from}&to=${to}&lng=121.55&lat=29.87&zoom=${zoom}${hash}`
      await page.evaluate((next) => void (location.hash = next), address)
      await page.locator(`[data-field-ready="report"][data-records="${n}"]`).waitFor({ timeout: 30_000 }).catch(async () => {
        assert.fail(`${address}: SQL counts ${n}, the map shows ${await page.locator('[data-map]').getAttribute('data-records')}`)
      })
    }
  }
  await page.context().close()
})

test('the field holds the reports: its integral over the whole city is the count', needs, async () => {
  const city = await stage.ask('city.get', null)
  const [west, south, east, north] = city!.bounds
  const filter: Filter = { area: null, drawn: null, from: city!.firstReportAt!, to: city!.lastReportAt! + 1, classes: [], statuses: [], weekdays: [], hours: [] }
  for (const [layer, key] of [['report', 'records'], ['bottleneck', 'total'], ['coverage', 'total']] as const) {
    const field = await stage.ask('field.get', { layer, filter, view: { west: west - 0.2, south: south - 0.2, east: east + 0.2, north: north + 0.2, zoom: 9 }, bandwidthMeters: 600 })
    let mass = 0
    for (let j = 0; j < field.height; j++) {
      const lat = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** field.level))) * 180) / Math.PI
      const cell = (40_075.016_686 / 2 ** field.level) * Math.cos((lat(field.y0 + j + 0.5) * Math.PI) / 180)
      for (let i = 0; i < field.width; i++) mass += field.values[j * field.width + i]! * cell * cell * field.days
    }
    assert.ok(Math.abs(mass / field[key] - 1) < 0.015, `${layer}: integral ${mass}, ${key} ${field[key]}`)
  }
})

test('a page in use raises no complaint of the browser, least of all of its security policy', needs, async () => {
  const page = await stage.openPage()
  for (const layer of ['bottleneck', 'report', 'coverage']) {
    await page.locator(`[data-layer="${layer}"]`).click()
    await page.locator(`[data-field-ready="${layer}"]`).waitFor()
  }
  await page.getByRole('link', { name: '同步' }).or(page.getByRole('button', { name: '同步', exact: true })).first().click()
  await page.locator('[data-scope="city:3302"]').waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('the sync page counts the rows that the central holds for this desk', needs, async () => {
  const page = await stage.openPage('#/sync')
  for (const scope of ['city:3302', 'ref:330205']) {
    const n = await sum('SELECT count(*) AS n FROM record WHERE scope = $1', [scope])
    await page.locator(`[data-scope="${scope}"] [data-rows="${n}"]`).waitFor()
  }
  const checked = await stage.ask('sync.check', null)
  assert.deepEqual([...new Set(checked.scopes.map((scope) => scope.checkResult))], ['equal'])
  await page.context().close()
})

test('what changes in the central reaches the map without being asked', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=7d')
  await page.locator('[data-field-ready="report"]').waitFor()
  const map = page.locator('[data-map]')
  const before = Number(await map.getAttribute('data-records'))
  const { commit } = await import('../../main/central/log.ts')
  const [row] = await stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'point' AND id = (SELECT id FROM report_point ORDER BY reported_at DESC LIMIT 1)`)
  const last = JSON.parse(row!.body) as { id: string; reported_at: string }
  // Of the last report's day: in the hours after the city's midnight a report of now would move the period.
  const body = { ...last, id: 'e2e-1', reported_at: new Date(Date.parse(last.reported_at) + 1).toISOString() }
  await stage.central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'point', scope: 'city:3302', city: '3302', body } }]))
  await until(async () => Number(await map.getAttribute('data-records')) === before + 1)
  await page.context().close()
})
