/** Finding a place by name from the top bar, by keyboard alone: what is listed, where Enter goes, how one leaves. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 300, days: 20 })
  await untilSynced(stage)
})
after(() => stage?.close())

test('a slash begins a search, pinyin finds the district first, and Enter outlines it on the map', needs, async () => {
  const page = await stage.openPage('#/sync', { width: 1366, height: 768 })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('/')
  const box = page.getByRole('combobox', { name: '查找地点' })
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox')
  await page.keyboard.type('jiangbei')
  const options = page.getByRole('option')
  await options.filter({ hasText: '江北区' }).first().waitFor()
  assert.match((await options.first().textContent()) ?? '', /^江北区区县/)
  assert.equal(await box.getAttribute('aria-expanded'), 'true')
  assert.equal(await page.locator(`[id="${await box.getAttribute('aria-activedescendant')}"]`).textContent(), await options.first().textContent())
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => /^#\/map\?.*area=330205/.test(location.hash))
  assert.equal(await box.inputValue(), '')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
  await page.context().close()
})

test('a site goes to its card with its kind shown; the answer is bounded and says how many more there are', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&area=330206', { width: 1366, height: 768 })
  await page.locator('[data-map]').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('甬爱驿站')
  const more = page.locator('[data-found="more"]')
  await more.waitFor()
  assert.equal(await page.getByRole('option').count(), 21)
  assert.match((await more.textContent()) ?? '', /\d+/)
  await page.getByRole('combobox', { name: '查找地点' }).fill('lantingshequyongai')
  const [found] = (await stage.ask('places.search', { text: 'lantingshequyongai' })).places
  assert.equal(found?.name, '兰庭社区甬爱小区')
  await page.locator(`[data-found="${found.id}"]`).waitFor()
  await page.keyboard.press('Enter')
  await page.locator(`[data-card="${found.id}"]`).getByText('兰庭社区甬爱小区').waitFor()
  await page.waitForURL(/show=[^&]*compound/)
  const hash = await page.evaluate(() => location.hash)
  assert.doesNotMatch(hash, /area=/)
  await page.context().close()
})

test('Escape leaves at once, nothing found is said, and signs are text', needs, async () => {
  const page = await stage.openPage('#/map?layer=report', { width: 1366, height: 768, locale: 'en' })
  await page.locator('[data-map]').waitFor()
  await page.getByRole('button', { name: /^EN|English/ }).first().click()
  await page.getByRole('combobox', { name: 'Find a place' }).waitFor()
  await page.keyboard.press('/')
  for (const text of ['NEAR("x*', '%_%', '<b>x</b>']) {
    await page.getByRole('combobox', { name: 'Find a place' }).fill(text)
    await page.getByText(`No place has “${text}” in its name`).waitFor()
  }
  const before = await page.evaluate(() => location.hash)
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') !== 'combobox' && document.querySelector('[role="listbox"]') === null)
  assert.equal(await page.getByRole('combobox', { name: 'Find a place' }).inputValue(), '')
  assert.equal(await page.evaluate(() => location.hash), before)
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})
