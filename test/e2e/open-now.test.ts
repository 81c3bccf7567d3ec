/** Which friendly points are open now: on the map, in the list, on the card, and as time passes without a network. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage
const SHOWN = '#/map?lng=121.55&lat=29.88&zoom=14.2&show=station,charging'

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 300, days: 10 })
  await untilSynced(stage)
})
after(() => stage?.close())

/** Night of a Tuesday in Ningbo: what is not open round the clock is closed. */
const NIGHT = Date.parse('2026-12-01T03:30+08:00')
const openings = async (page: Awaited<ReturnType<Stage['openPage']>>): Promise<number[]> => ((await page.locator('[data-openings]').getAttribute('data-openings')) ?? '').split(' ').map(Number)

test('the toggle leaves the open ones and is in the address', needs, async () => {
  const page = await stage.openPage('', { width: 1366, height: 768 })
  await page.clock.install({ time: NIGHT })
  await page.evaluate((to) => void (location.hash = to), SHOWN)
  await page.getByRole('tab', { name: '地点' }).click()
  await page.locator('[data-place^="site-"]').first().waitFor()
  const [open = 0, closed = 0, unknown = 0] = await openings(page)
  assert.ok(open > 0 && closed > 0 && unknown > 0, `${open} ${closed} ${unknown}`)
  await page.locator('[data-open-now]').focus()
  await page.keyboard.press('Space')
  await page.getByRole('heading', { name: `友好点位（视野内 ${open} 处）` }).waitFor()
  await page.waitForURL(/open=now/)
  assert.deepEqual(await openings(page), [open, closed, unknown])
  assert.equal(await page.locator('[data-place^="site-charging"]').count(), 0)
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('the counts over a district are those of the central’s rows', needs, async () => {
  const [there] = await stage.central.sql.query<{ open: number; closed: number; unknown: number }>(`SELECT count(*) FILTER (WHERE "from" = 0)::int AS open, count(*) FILTER (WHERE "from" > 0)::int AS closed, count(*) FILTER (WHERE "from" IS NULL)::int AS unknown
    FROM (SELECT (body::json -> 'hours' -> 0 ->> 'from')::int AS "from" FROM record WHERE type = 'site' AND body::json ->> 'area' LIKE '330205%') AS site`)
  const page = await stage.openPage('', { width: 1366, height: 768 })
  await page.clock.install({ time: NIGHT })
  await page.evaluate((to) => void (location.hash = to), '#/map?area=330205&lng=121.5&lat=29.9&zoom=8&show=compound,station,merchant,charging')
  await page.locator(`[data-openings="${there!.open} ${there!.closed} ${there!.unknown}"]`).waitFor()
  await page.context().close()
})

test('a card says until when or from when on, and turns at the minute, offline', needs, async () => {
  const [row] = await stage.central.sql.query<{ id: string; from: number; lng: number; lat: number }>(`SELECT id, (body::json -> 'hours' -> 0 ->> 'from')::int AS from, (body::json ->> 'lng')::float8 AS lng, (body::json ->> 'lat')::float8 AS lat
    FROM record WHERE type = 'site' AND body::json ->> 'kind' = 'station' AND body::json ->> 'area' LIKE '330205%' AND (body::json -> 'hours' -> 0 ->> 'from')::int > 0 ORDER BY id LIMIT 1`)
  const opensAt = Date.parse('2026-12-01T00:00+08:00') + row!.from * 60_000
  const clock = `${String(Math.floor(row!.from / 60)).padStart(2, '0')}:${String(row!.from % 60).padStart(2, '0')}`
  const page = await stage.openPage('', { width: 1366, height: 768 })
  await page.clock.install({ time: opensAt - 90_000 })
  await page.evaluate((to) => void (location.hash = to), `#/map?show=station&lng=${row!.lng}&lat=${row!.lat}&zoom=15&pick=site:${row!.id}`)
  await page.locator('[data-card]').getByText(`已打烊，${clock} 开门`).waitFor()
  await stage.killCentral()
  await page.clock.fastForward(120_000)
  await page.locator('[data-card]').getByText(/^营业中，至 /).waitFor()
  await until(async () => (await openings(page)).length === 3, 10_000)
  await page.context().close()
})
