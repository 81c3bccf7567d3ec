/** Two periods side by side: each half's own counts as the central has them, one camera, one set of limits, one surface. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../../renderer/state/days.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 60 })
  await untilSynced(stage)
})
after(() => stage?.close())

/** `hours`: local hours of the day; each day has as many reports, so that only hours tell two periods apart. */
async function countReports(from: string, to: string, hours = '0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23'): Promise<number> {
  const [row] = await stage.central.sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM record WHERE type = 'point' AND ((body::json ->> 'reported_at')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $1::date AND $2::date
       AND extract(hour FROM (body::json ->> 'reported_at')::timestamptz AT TIME ZONE 'Asia/Shanghai')::int::text = ANY (string_to_array($3, ','))`, [from, to, hours])
  return row!.n
}

async function lastDay(): Promise<string> {
  const { lastReportAt, timeZone } = (await stage.ask('city.get', null))!
  return new Intl.DateTimeFormat('sv', { timeZone }).format(lastReportAt!)
}

const paramOf = (page: Page, name: string): Promise<string | null> => page.evaluate((key) => new URLSearchParams(location.hash.split('?')[1]).get(key), name)
const sides = (page: Page): Promise<(string | null)[]> => page.locator('[data-side]').evaluateAll((all) => all.map((side) => side.getAttribute('data-side')))

test('by keyboard the same weekdays four weeks before stand on the left, both halves count what the central counts, and a link brings them back', needs, async () => {
  const to = await lastDay()
  const from = addDays(to, -6)
  // Only counts that differ show which half is which.
  let [hour, chosen, other] = [-1, 0, 0]
  while (chosen === other) {
    hour++
    assert.ok(hour < 24)
    chosen = await countReports(from, to, String(hour))
    other = await countReports(addDays(from, -28), addDays(to, -28), String(hour))
  }
  const page = await stage.openPage(`#/map?layer=report&status=all&from=${from}&to=${to}&hour=${hour}`, { width: 1366, height: 768 })
  await page.locator(`[data-field-ready="report"][data-records="${chosen}"]`).waitFor()
  await page.keyboard.press('c')
  const split = page.locator(`[data-field-ready="report"][data-records="${chosen}"][data-beside-records="${other}"]`)
  await split.waitFor()
  await page.locator(`[data-side="chosen"][data-side-records="${chosen}"]`).waitFor()
  await page.locator(`[data-side="other"][data-side-records="${other}"]`).waitFor()
  assert.deepEqual(await sides(page), ['other', 'chosen'])
  assert.equal(await page.locator('[data-comparison-notes]').count(), 0)
  assert.equal(await page.locator('canvas').count(), 1)
  assert.equal(await page.getByRole('region', { name: '图例' }).count(), 1)
  await page.waitForURL(/vs=weeks/)
  const { hash } = new URL(page.url())
  const linked = await stage.openPage(hash, { width: 1366, height: 768 })
  await linked.locator(`[data-records="${chosen}"][data-beside-records="${other}"]`).waitFor()
  await linked.context().close()
  await page.keyboard.press('c')
  await page.locator('[data-field-ready]:not([data-beside-records])').waitFor()
  // The bar is written after the picture: whoever goes back before has nothing to go back from.
  await page.waitForURL((url) => !url.hash.includes('vs='))
  await page.goBack()
  await split.waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('other weekdays, shared days and days before the first report held are said; a later period stands on the right', needs, async () => {
  const to = await lastDay()
  const page = await stage.openPage(`#/map?layer=report&status=all&from=${addDays(to, -9)}&to=${to}&vs=before`, { width: 1366, height: 768 })
  const notes = page.locator('[data-comparison-notes]')
  await notes.filter({ hasText: '星期构成不同' }).waitFor()
  await page.evaluate(([first, last]) => void (location.hash = `#/map?layer=report&status=all&from=${first}&to=${last}&vs=year`), [addDays(to, -9), to] as const)
  await notes.filter({ hasText: '是未知，不是零' }).waitFor()
  await page.evaluate(([a, b, c, d]) => void (location.hash = `#/map?layer=report&status=all&from=${a}&to=${b}&vs=${c}..${d}`), [addDays(to, -20), addDays(to, -7), addDays(to, -9), addDays(to, -3)] as const)
  await notes.filter({ hasText: '有 3 天同属两时段' }).waitFor()
  assert.deepEqual(await sides(page), ['chosen', 'other'])
  await page.context().close()
})

test('of a period that ends after the newest handovers the legend names the days that are held, and a comparison with a whole week says which half is shorter', needs, async () => {
  const [{ newest } = { newest: '' }] = await stage.central.sql.query<{ newest: string }>("SELECT max(body::json ->> 'to') AS newest FROM record WHERE type = 'handover'")
  const asked = `#/map?layer=bottleneck&from=${addDays(newest, -5)}&to=${addDays(newest, 1)}`
  const page = await stage.openPage(asked, { width: 1366, height: 768 })
  const legend = page.getByRole('region', { name: '图例' })
  await legend.locator('[data-held]').filter({ hasText: '只按这些天计算' }).waitFor()
  await legend.getByText('（6 天）').waitFor()
  for (const mode of ['cells', 'areas']) {
    await page.evaluate((hash) => void (location.hash = hash), `${asked}&mode=${mode}&measure=per-km2`)
    await page.getByRole('region', { name: '图例' }).filter({ hasText: '（6 天）' }).filter({ hasText: '只按这些天计算' }).waitFor()
  }
  await page.evaluate((hash) => void (location.hash = hash), `${asked}&vs=before`)
  await page.locator('[data-comparison-notes]').filter({ hasText: '右图只有' }).filter({ hasText: '星期构成不同' }).waitFor()
  await page.evaluate((hash) => void (location.hash = hash), `#/map?layer=bottleneck&from=${addDays(newest, 1)}&to=${addDays(newest, 1)}`)
  await legend.getByText('所选时段没有交接数据：未知，不是零').first().waitFor()
  await page.locator('[data-figure="overview.lostCourierHours"]').filter({ hasText: '未知' }).waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('a drag or a wheel in either half moves both, and both are asked for the same ground', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=14d&vs=before&lng=121.55&lat=29.87&zoom=11', { width: 1366, height: 768 })
  await page.locator('[data-field-ready="report"][data-beside-records]').waitFor()
  await page.locator('[data-side="other"]:not([data-side-records=""])').waitFor()
  const box = (await page.locator('[data-map]').boundingBox())!
  for (const share of [0.45, 0.75]) {
    const lng = Number(await paramOf(page, 'lng'))
    await page.mouse.move(box.x + box.width * share, box.y + 130)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * share - 60, box.y + 130, { steps: 4 })
    await page.mouse.up()
    await page.waitForFunction((before) => Number(new URLSearchParams(location.hash.split('?')[1]).get('lng')) > before + 0.0005, lng)
    const zoom = Number(await paramOf(page, 'zoom'))
    await page.mouse.wheel(0, -300)
    await page.waitForFunction((before) => Number(new URLSearchParams(location.hash.split('?')[1]).get('zoom')) > before, zoom)
  }
  // The same pixel of both halves is the same ground: the words under the pointer name one place and two values.
  const readout = page.locator('[data-readout]')
  const wordsAt = async (share: number): Promise<string> => {
    await page.mouse.move(box.x + box.width * share, box.y + 150)
    await readout.filter({ hasText: '右 − 左' }).waitFor()
    return (await readout.textContent())!
  }
  // A finer field may be on its way after the last turn of the wheel.
  await until(async () => (await wordsAt(0.4)) === (await wordsAt(0.9)), 30_000)
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('hexagons stand side by side, and the words under the pointer are both halves’', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=14d&vs=before&mode=cells&measure=count&lng=121.55&lat=29.87&zoom=11', { width: 1366, height: 768 })
  const other = page.locator('[data-side="other"]:not([data-side-records=""])')
  await other.waitFor()
  await page.locator('[data-cells-ready="report count"]').waitFor()
  const to = await lastDay()
  assert.equal(Number(await other.getAttribute('data-side-records')), await countReports(addDays(to, -27), addDays(to, -14)))
  const box = (await page.locator('[data-map]').boundingBox())!
  await page.mouse.move(box.x + box.width * 0.75, box.y + 150)
  await page.locator('[data-readout]').filter({ hasText: '右 − 左' }).waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('areas stand side by side in one set of limits, and playback waits for the end of the comparison', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=14d&vs=before&mode=areas&measure=count', { width: 1366, height: 768 })
  const other = page.locator('[data-side="other"]:not([data-side-records=""])')
  await other.waitFor()
  const to = await lastDay()
  assert.equal(Number(await other.getAttribute('data-side-records')), await countReports(addDays(to, -27), addDays(to, -14)))
  const play = page.getByRole('button', { name: '时间播放：请先结束对比' })
  await play.click({ force: true })
  assert.equal(await page.locator('[data-playback]').count(), 0)
  await page.getByRole('button', { name: '结束对比', exact: true }).click()
  await page.getByRole('button', { name: '时间播放', exact: true }).click()
  await page.locator('[data-playback]').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('button', { name: '两时段并排对比：请先结束播放' }).waitFor()
  assert.equal(await page.locator('[data-comparison]').count(), 0)
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})
