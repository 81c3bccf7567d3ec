/** A ground drawn on the map is one filter for picture, figures and lists: by pointer, by keyboard, refused where it crosses itself, taken off and brought back. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { parseAddress } from '../../renderer/state/address.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

const MAP = '#/map?layer=report&status=all&measure=count&last=400d&show=&lng=121.55&lat=29.87&zoom=10'

async function openMap(hash = MAP): Promise<{ page: Page; at: (x: number, y: number) => Promise<void> }> {
  const page = await stage.openPage(hash, { width: 1366, height: 768 })
  const map = page.locator('[data-map] canvas').first()
  await map.waitFor()
  await page.waitForFunction(() => location.hash.includes('lng='))
  const box = (await page.locator('[data-map]').boundingBox())!
  return { page, at: (x, y) => page.mouse.click(box.x + x, box.y + y) }
}

const drawnOf = async (page: Page) => parseAddress(await page.evaluate(() => location.hash)).drawn
const drawnIn = (page: Page): Promise<unknown> => page.waitForFunction(() => location.hash.includes('drawn='))

test('by pointer: corners, a crossing one refused, closed at the first; figures and list are of that ground; off, and back', needs, async () => {
  const { page, at } = await openMap()
  await page.getByRole('button', { name: '画多边形范围' }).click()
  await page.locator('[data-draw-step="draw.ring.first"]').waitFor()
  for (const [x, y] of [[420, 250], [700, 260], [690, 480]] as const) await at(x, y)
  await page.locator('[data-pencil="3"]').waitFor()
  await at(560, 150)
  await page.getByText('边线会相交或重叠').waitFor()
  await page.locator('[data-pencil="3"]').waitFor()
  await at(400, 470)
  await page.locator('[data-pencil="4"]').waitFor()
  await at(420, 250)
  await drawnIn(page)
  const drawn = (await drawnOf(page))!
  assert.equal(drawn.length, 4)
  const { km2 } = await stage.ask('places.ground', { drawn })
  await page.getByRole('button', { name: new RegExp(`手绘范围 ${km2.toLocaleString('zh-CN', { maximumFractionDigits: 1 })} 平方公里`) }).waitFor()
  // Counted apart, by turning angles over the central's own rows.
  const rows = await stage.central.sql.query<{ lng: number; lat: number }>(`SELECT (body::json ->> 'lng')::float AS lng, (body::json ->> 'lat')::float AS lat FROM record WHERE type = 'point'`)
  const inside = rows.filter(({ lng, lat }) => turns(drawn, lng, lat)).length
  assert.ok(inside > 20 && inside < rows.length)
  await page.locator('[data-figure="overview.reports"]').getByText(inside.toLocaleString('zh-CN')).waitFor()
  await page.getByRole('tab', { name: '区域' }).click()
  await page.locator(`[data-areas-total="${inside}"]`).waitFor()
  await page.getByRole('button', { name: /手绘范围 \d/ }).click()
  await page.waitForFunction(() => !location.hash.includes('drawn='))
  await page.locator(`[data-areas-total="${rows.length}"]`).waitFor()
  await page.getByRole('button', { name: '恢复上一个手绘范围' }).click()
  await page.locator(`[data-areas-total="${inside}"]`).waitFor()
  await page.goBack()
  await page.locator(`[data-areas-total="${rows.length}"]`).waitFor()
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('by keyboard alone: Enter puts corners under the crosshair, Backspace takes one back, Enter on the first closes, Escape cancels', needs, async () => {
  const { page } = await openMap()
  await page.locator('[data-map]').focus()
  await page.keyboard.press('d')
  await page.locator('[data-draw-step="draw.ring.first"]').waitFor()
  const step = async (keys: string[], corners: number): Promise<void> => {
    for (const key of [...keys, 'Enter']) await page.keyboard.press(key)
    await page.locator(`[data-pencil="${corners}"]`).waitFor()
  }
  await step([], 1)
  await step(['ArrowRight', 'ArrowRight'], 2)
  await step(['ArrowDown'], 3)
  await page.keyboard.press('Backspace')
  await page.locator('[data-pencil="2"]').waitFor()
  await step(['ArrowDown'], 3)
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await drawnIn(page)
  assert.equal((await drawnOf(page))!.length, 3)
  const triangle = await drawnOf(page)
  await page.keyboard.press('b')
  await page.locator('[data-draw-step="draw.box.first"]').waitFor()
  await step([], 1)
  await page.keyboard.press('Escape')
  await page.locator('[data-draw-step]').waitFor({ state: 'detached' })
  assert.deepEqual(await drawnOf(page), triangle)
  await page.keyboard.press('b')
  await step([], 1)
  for (const key of ['ArrowUp', 'ArrowLeft', 'Enter']) await page.keyboard.press(key)
  await page.locator('[data-draw-step]').waitFor({ state: 'detached' })
  await until(async () => (await drawnOf(page))?.length === 4)
  await page.context().close()
})

test('a press on a district where areas are painted goes into it; breadcrumbs and the back button lead out', needs, async () => {
  const { page, at } = await openMap(`${MAP}&mode=areas`)
  const box = (await page.locator('[data-map]').boundingBox())!
  await page.getByRole('tab', { name: '区域' }).click()
  await page.locator('[data-areas="district"]').waitFor()
  await at(box.width / 2, box.height / 2)
  await page.waitForFunction(() => /area=3302\d\d(&|$)/.test(location.hash))
  await page.locator('[data-areas="street"]').waitFor()
  const crumbs = page.getByRole('navigation', { name: '所在区域' })
  const district = await page.evaluate(() => /area=(\d+)/.exec(location.hash)![1]!)
  assert.equal(await crumbs.locator('[aria-current="location"]').count(), 1)
  await page.locator('[data-map]').focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction((code) => new RegExp(`area=${code}\\d{3}`).test(location.hash), district)
  assert.equal(await crumbs.getByRole('link').count(), 2)
  // The practice city's rows name streets only: the communities are listed, and it is said that nothing is counted by them.
  await page.locator('[data-communities]').getByText('没有按社区的数字').waitFor()
  assert.ok(await page.locator('[data-community]').count() > 0)
  await crumbs.getByRole('link').nth(1).click()
  await page.waitForFunction((code) => new RegExp(`area=${code}(&|$)`).test(location.hash), district)
  await page.goBack()
  await page.waitForFunction((code) => new RegExp(`area=${code}\\d{3}`).test(location.hash), district)
  await crumbs.getByRole('link', { name: '全市' }).click()
  await crumbs.waitFor({ state: 'detached' })
  await page.context().close()
})

const mercator = (lat: number): number => Math.asinh(Math.tan((lat * Math.PI) / 180))
function turns(ring: readonly (readonly [number, number])[], lng: number, lat: number): boolean {
  const seen = ring.map(([x, y]) => Math.atan2(mercator(y) - mercator(lat), ((x - lng) * Math.PI) / 180))
  return Math.abs(seen.reduce((sum, angle, n) => {
    const step = seen[(n + 1) % seen.length]! - angle
    return sum + (step > Math.PI ? step - 2 * Math.PI : step < -Math.PI ? step + 2 * Math.PI : step)
  }, 0)) > Math.PI
}
