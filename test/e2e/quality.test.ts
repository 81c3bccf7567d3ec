/** The data quality page over the whole chain: a clean practice city says so, displaced rows are shown with their cause, and links lead to the map. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { CLASS, DISPLACED, putDisplaced } from './displaced-reports.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const SCOPE = 'city:3302'
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 1_500, days: 20 })
  await untilSynced(stage)
})
after(async () => {
  await stage?.close()
})

test('a clean practice city has every row in its place, and no displaced batch is claimed', needs, async () => {
  const quality = await stage.ask('quality.get', null)
  assert.deepEqual([quality.displacements, quality.flagged], [[], 0])
  const synced = (await stage.ask('sync.page', null)).scopes
  for (const source of quality.sources) {
    assert.equal(source.rows, synced.find(({ id }) => id === source.scope)!.byType.find(({ type }) => type === source.type)!.rows, `${source.scope} ${source.type}`)
    assert.deepEqual([source.withoutPoint, source.outsideCity, source.outsideArea, source.judged], [0, 0, 0, source.rows], `${source.scope} ${source.type}`)
  }
  for (const [locale, words] of [['zh-CN', /没有发现整批偏移/], ['en', /No displaced batch was found/]] as const) {
    const page = await stage.openPage('#/quality', { width: 1366, height: 768 })
    await page.locator('[data-quality-ready]').waitFor()
    if (locale === 'en') await page.getByRole('button', { name: /^EN|English/ }).first().click()
    assert.match(await page.locator('[data-no-displacement]').innerText(), words)
    assert.equal(await page.locator('[data-flagged]').count(), 0)
    assert.match(await page.locator('[data-quality-source]').first().innerText(), locale === 'en' ? /Simulated/i : /模拟数据/)
    await page.context().close()
  }
})

test('displaced rows injected at central are shown with cause, offset, share and records; the links open the map there', needs, async () => {
  await putDisplaced(stage)
  const { flagged, displacements } = await stage.ask('quality.get', null)
  assert.deepEqual(displacements.map(({ type, grouping, group, actual, declared }) => [type, grouping, group?.id, actual, declared]), [['point', 'class', CLASS, 'gcj02', 'wgs84']])
  const share = DISPLACED / displacements[0]!.records
  assert.ok(Math.abs(displacements[0]!.share - share) < 0.15, `${displacements[0]!.share} of ${share}`)

  const page = await stage.openPage('#/quality', { width: 1366, height: 768 })
  const row = page.locator('[data-displacement="gcj02 wgs84"]')
  await row.waitFor()
  assert.match(await row.innerText(), /GCJ-02 坐标被当作 WGS-84/)
  assert.match(await row.innerText(), /约 (4[89]|5[01])0 米，偏向东南/)
  await page.locator('[data-flagged]').first().waitFor()
  assert.equal(await page.locator('[data-flagged]').count(), 25)
  assert.match(await page.locator('[data-flagged]').first().innerText(), /<img src=x onerror=/)
  assert.equal(await page.locator('img[src="x"]').count(), 0)

  const seen = new Set<string>()
  for (let from = 1; ; from += 25) {
    await page.locator(`[data-flagged-range="${from} ${flagged}"]`).waitFor()
    await page.waitForFunction((size) => document.querySelectorAll('[data-flagged]').length === size && document.querySelector('[aria-busy="true"]') === null, Math.min(25, flagged - from + 1))
    for (const id of await page.locator('[data-flagged]').evaluateAll((rows) => rows.map((one) => one.getAttribute('data-flagged') ?? ''))) seen.add(id)
    if (from + 25 > flagged) break
    await page.getByRole('button', { name: '下一页' }).click()
  }
  assert.equal(seen.size, flagged)
  assert.ok(await page.getByRole('button', { name: '下一页' }).isDisabled())

  await page.getByRole('link', { name: /^地图：现位置/ }).first().click()
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.waitForURL(/#\/map\?layer=report&lng=12\d\.\d+&lat=\d\d\.\d+&zoom=14/)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('the keyboard reaches the page and its links, and without central the last figures stay, with their age', needs, async () => {
  const page = await stage.openPage('', { width: 1366, height: 768, dark: true })
  await page.locator('[data-field-ready]').waitFor()
  await page.keyboard.press('6')
  await page.locator('[data-quality-ready]').waitFor()
  assert.equal(await page.locator('nav a[aria-current="page"]').innerText(), '数据质量')
  await page.getByRole('link', { name: /^地图：改正后/ }).first().focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.goBack()
  await stage.killCentral()
  await page.locator('[data-banner="offline"]').waitFor()
  assert.match(await page.locator('[data-displacement]').innerText(), /GCJ-02/)
  assert.match(await page.locator(`[data-quality-source="${SCOPE} point"]`).innerText(), /数据时间/)
  await page.context().close()
})
