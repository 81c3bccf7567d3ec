/** Single places on the map: late reports in their rings, borders near by, and every card by keyboard. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Filter, View } from '../../preload/contract/model.ts'
import type { OverdueCase } from '../../preload/contract/place.ts'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage
const WHOLE: Filter = { area: null, drawn: null, from: 0, to: 86_400_000, classes: [], statuses: [], weekdays: [], hours: [] }
const CLOSE: View = { west: 120, south: 28, east: 123, north: 31, zoom: 15 }
const OPEN = `body::json ->> 'status' NOT IN ('closed', 'closed_forced', 'rejected', 'merged', 'void')`

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 4_000, days: 45 })
  await stage.ask('session.practice', { central: null, account: 'district-haishu' })
  await untilSynced(stage)
})
after(() => stage?.close())

const late = async (): Promise<OverdueCase[]> => (await stage.ask('places.overdue', { filter: WHOLE, view: CLOSE, at: Date.now() })).cases
const around = ({ lng, lat }: { lng: number; lat: number }, zoom: number): string => `lng=${lng}&lat=${lat}&zoom=${zoom}`
/** The mark at the centre of the map, under the pointer. */
async function hoverCentre(page: Page): Promise<void> {
  const box = (await page.locator('[data-map]').boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
}

test('overdue reports are as many as the central counts for the offices held, and their card and hover explain deadline and delay', needs, async () => {
  const [{ n }] = await stage.central.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM record WHERE type = 'case' AND body::json ->> 'area' LIKE '330203%' AND ${OPEN} AND (body::json ->> 'due_at')::timestamptz < now()`) as [{ n: number }]
  assert.ok(n > 0)
  const [one] = await late()
  const page = await stage.openPage(`#/map?layer=report&${around(one!, 16)}`, { width: 1366, height: 768 })
  await page.locator(`[data-overdue="${n}"]`).waitFor()
  await page.getByText(/此处可知 17 个单位/).waitFor()
  await page.getByRole('tab', { name: '地点' }).click()
  const link = page.locator(`[data-place="${one!.id}"] button`)
  await link.focus()
  await page.keyboard.press('Enter')
  const card = page.locator(`[data-card="${one!.id}"]`)
  await card.getByText(/^期限 .+，已超 .+/).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), one!.number)
  await page.waitForURL(/pick=case:/)
  // What the central states is what is reckoned here, and every day on the way is told.
  await card.locator('[data-deadline="overdue"]').getByText(/^已超期 .+/).waitFor()
  assert.equal(await card.locator('[data-deadline-differs]').count(), 0)
  await card.getByRole('button', { name: '期限怎么算出来的' }).press('Enter')
  await card.locator('[data-step="start"]').getByText(/起算，时限/).waitFor()
  await card.locator('[data-step="due"]').waitFor()
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await hoverCentre(page)
  await page.locator('[data-readout]').getByText(new RegExp(`超期案卷 ${one!.number}：期限 .+，已超 `)).waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('zoomed out the rings are counted by area, and where no office’s rows are held it is said to be unknown', needs, async () => {
  const page = await stage.openPage(`#/map?layer=report&lng=121.5&lat=29.87&zoom=9`, { width: 1366, height: 768 })
  await page.getByRole('tab', { name: '地点' }).click()
  const total = (await late()).length
  await page.getByRole('row', { name: `海曙区 ${total}` }).waitFor()
  await page.context().close()
  await stage.ask('session.practice', { central: null, account: 'city-manager' })
  await untilSynced(stage)
  const city = await stage.openPage('#/map?layer=report', { width: 1366, height: 768 })
  await city.getByText('本机未持有任何单位的完整案卷').waitFor()
  assert.equal(await city.locator('[data-mark-toggle="overdue"]').textContent(), '超期')
  await city.context().close()
  await stage.ask('session.practice', { central: null, account: 'district-haishu' })
  await untilSynced(stage)
})

test('a place within thirty metres of a border names neighbour and distance on its card and under the pointer', needs, async () => {
  const sites = await stage.central.sql.query<{ id: string; lng: number; lat: number }>(`SELECT id, (body::json ->> 'lng')::float8 AS lng, (body::json ->> 'lat')::float8 AS lat FROM record WHERE type = 'site' AND body::json ->> 'kind' = 'station' AND body::json ->> 'area' LIKE '330203%' ORDER BY id`)
  const found = []
  for (const site of sites) {
    const borders = await stage.ask('places.border', { lng: site.lng, lat: site.lat })
    if (borders.length > 0) found.push({ site, borders })
  }
  const near = found.find(({ borders }) => borders.some(({ level, neighbour }) => level === 'street' && neighbour !== null))!
  assert.ok(found.length < sites.length / 2)
  const { neighbour, meters } = near.borders.find(({ level }) => level === 'street')!
  const words = new RegExp(`距 ${neighbour!.name} 边界 ${meters < 10 ? '[0-9.]+' : Math.round(meters)} 米，在 30 米以内（界线为模拟）`)
  const page = await stage.openPage(`#/map?show=station&${around(near.site, 17)}&pick=site:${near.site.id}`, { width: 1366, height: 768 })
  await page.locator(`[data-card="${near.site.id}"] [data-border="street"]`).getByText(words).waitFor()
  await page.locator('[data-map][data-field-ready]').waitFor()
  await hoverCentre(page)
  await page.locator('[data-readout] [data-borders]').getByText(words).waitFor()
  await page.context().close()
})

test('a bottleneck says since when its measure is in force, and before and after are what the handovers say', needs, async () => {
  const [row] = await stage.central.sql.query<{ id: string; measure: string; lng: number; lat: number }>(`SELECT id, body::json -> 'measures' -> 0 ->> 'from' AS measure, (body::json ->> 'lng')::float8 AS lng, (body::json ->> 'lat')::float8 AS lat
    FROM record WHERE type = 'bottleneck' AND body::json ->> 'area' LIKE '330203%' AND json_array_length(body::json -> 'measures') > 0 ORDER BY id LIMIT 1`)
  const effect = (await stage.ask('places.effect', { id: row!.id }))!
  for (const span of [effect.before, effect.after]) {
    const [is] = await stage.central.sql.query<{ orders: number; minutes: number }>(`SELECT sum((e ->> 1)::int)::int AS orders, sum((e ->> 2)::float8) AS minutes FROM record, json_array_elements(body::json -> 'hours') e
      WHERE type = 'handover' AND body::json ->> 'place' = $1 AND body::json ->> 'from' BETWEEN $2 AND $3`, [row!.id, span.from, span.to])
    assert.deepEqual([span.orders, span.minutesPerOrder!.toFixed(6)], [is!.orders, (is!.minutes / is!.orders).toFixed(6)])
  }
  const page = await stage.openPage(`#/map?${around(row!, 14)}&pick=bottleneck:${row!.id}`, { width: 1366, height: 768 })
  const card = page.locator(`[data-card="${row!.id}"]`)
  await card.locator('[data-effect]').getByText(`前后各 ${effect.days} 天，简单平均`).waitFor()
  await card.getByText(/起执行$/).waitFor()
  for (const label of ['类别', '严重程度（1–5）', '时段', '原因', '措施']) assert.equal(await card.getByRole('term').filter({ hasText: label }).count(), 1, label)
  assert.ok((await card.getByText('模拟数据', { exact: true }).count()) >= 2)
  await page.context().close()
})

test('a team on duty opens its card from the list: hours, headcount, reach, source and time', needs, async () => {
  const shifts = await stage.central.sql.query<{ id: string; starts: string; people: number }>(`SELECT id, body::json ->> 'starts_at' AS starts, (body::json ->> 'headcount')::int AS people FROM record WHERE type = 'shift' AND body::json ->> 'area' LIKE '330203%' ORDER BY body::json ->> 'starts_at' DESC, id LIMIT 1`)
  const [{ id, starts, people }] = shifts as [{ id: string; starts: string; people: number }]
  const page = await stage.openPage('', { width: 1366, height: 768 })
  await page.clock.install({ time: Date.parse(starts) + 600_000 })
  await page.evaluate(() => void (location.hash = '#/map?layer=coverage'))
  await page.getByRole('tab', { name: '地点' }).click()
  const link = page.locator(`[data-place="${id}"] button`)
  await link.focus()
  await page.keyboard.press('Enter')
  const card = page.locator(`[data-card="${id}"]`)
  await card.getByRole('term').filter({ hasText: '覆盖半径' }).waitFor()
  for (const label of ['队伍', '行业', '上岗', '下岗', '人数']) assert.equal(await card.getByRole('term').filter({ hasText: label }).count(), 1, label)
  assert.equal(await card.getByRole('definition').filter({ hasText: new RegExp(`^${people}$`) }).count(), 1)
  await card.getByText(/^来源 .+ · 时点 /).waitFor()
  await card.getByText('模拟数据', { exact: true }).waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('from afar, too, the list names the sites in view, and says that there are none only where nothing is', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&show=station&lng=121.55&lat=29.87&zoom=10', { width: 1366, height: 768 })
  await page.getByRole('tab', { name: '地点' }).click()
  await page.getByRole('heading', { name: /^友好点位/ }).waitFor()
  assert.equal(await page.getByText('视野内没有地点。').count(), 0)
  await page.context().close()
  const away = await stage.openPage('#/map?layer=report&show=station&lng=100&lat=10&zoom=10', { width: 1366, height: 768 })
  await away.getByRole('tab', { name: '地点' }).click()
  await away.getByText('视野内没有地点。').waitFor()
  await away.context().close()
})
