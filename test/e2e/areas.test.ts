/** Areas on the map and in the table beside it: the same figures as the field, the overview and the central's SQL; drilled into by keyboard. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

test('the table’s areas and their sum are what the central counts, and what the overview says', needs, async () => {
  for (const [query, where] of [['', 'TRUE'], ['&status=closed', `body::json ->> 'status' = 'closed'`], ['&area=330205&by=street', `body::json ->> 'area' LIKE '330205%'`]] as const) {
    const page = await stage.openPage(`#/map?layer=report&last=400d&mode=areas&measure=count${query}&status=all`, { width: 1366, height: 768 })
    await page.getByRole('tab', { name: '区域' }).click()
    const total = page.locator('[data-areas-total]')
    await total.waitFor()
    const length = query.includes('street') ? 9 : 6
    const rows = await stage.central.sql.query<{ id: string; n: number }>(`SELECT substr(body::json ->> 'area', 1, ${length}) AS id, count(*)::int AS n FROM record WHERE type = 'point' AND ${where} GROUP BY 1 ORDER BY 1`)
    assert.equal(Number(await total.getAttribute('data-areas-total')), rows.reduce((sum, { n }) => sum + n, 0))
    const shown = await page.locator('[data-area]').evaluateAll((all) => all.map((row) => [row.getAttribute('data-area'), Number(row.getAttribute('data-amount'))] as const))
    assert.deepEqual(shown.filter(([, n]) => n > 0).toSorted(([a], [b]) => (a! < b! ? -1 : 1)), rows.map(({ id, n }) => [id, n]))
    await page.context().close()
  }
  assert.deepEqual(stage.complaints, [])
})

test('by keyboard a district of the table opens its streets, and the address says so', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d&mode=areas', { width: 1366, height: 768 })
  await page.getByRole('tab', { name: '区域' }).click()
  const district = page.locator('[data-area="330205"] button')
  await district.focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-areas="street"] [data-area^="330205"]').first().waitFor()
  await page.waitForURL(/by=street.*area=330205/)
  assert.equal(await page.locator('[data-area]:not([data-area^="330205"])').count(), 0)
  await page.goBack()
  await page.locator('[data-areas="district"] [data-area="330212"]').waitFor()
})

test('while other figures are on their way the legend names the filter of those painted, and a failure of theirs is said', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=30d&mode=areas&measure=count', { width: 1366, height: 768 })
  const period = page.locator('section[aria-label="图例"]').getByText(/^时段/)
  const before = await period.textContent()
  const asked = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<void>()
  await page.route('**/api/call', async (route) => {
    if (route.request().postData()?.includes('"areas.figures"') !== true) return route.fallback()
    asked.resolve()
    await failed.promise
    return route.abort()
  })
  await page.evaluate(() => void (location.hash = location.hash.replace('last=30d', 'last=7d').replace(/^#\/map\?(?!.*last=)/, '#/map?last=7d&')))
  await asked.promise
  assert.equal(await period.textContent(), before)
  failed.resolve()
  await page.getByText('当前画面是上一次成功的结果。').waitFor()
  await page.context().close()
  stage.complaints.length = 0
})
