/** WCAG 2.2 AA as far as a machine can tell, on every screen, in both languages and both looks. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ningboStreets } from '../basemap/ningbo-streets.ts'
import { browserTest } from '../browser/chromium.ts'
import { findings } from './axe-findings.ts'
import { putDisplaced } from './displaced-reports.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { enterAs, openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 1_000, days: 20 })
  await untilSynced(stage)
  writeFileSync(join(stage.folder, 'basemaps', 'sound.pmtiles'), ningboStreets())
  writeFileSync(join(stage.folder, 'basemaps', 'broken.pmtiles'), 'broken')
})
after(async () => {
  await stage?.close()
})

async function open(look: { locale: 'zh-CN' | 'en'; dark: boolean }, hash: string): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: look.dark ? 'dark' : 'light', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(stage.host.startAddress())
  await page.locator('[data-sync="idle"]').or(page.getByRole('heading', { level: 2 }).first()).first().waitFor()
  if (look.locale === 'en') await page.getByRole('button', { name: /^EN|English/ }).first().click()
  await page.evaluate((to) => void (location.hash = to), hash)
  return page
}

for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'zh-CN', dark: true }, { locale: 'en', dark: false }, { locale: 'en', dark: true }] as const) {
  test(`map, sync, quality and settings page in ${look.locale}, ${look.dark ? 'dark' : 'light'}, have no finding`, needs, async () => {
    const page = await open(look, '#/map?layer=report')
    await page.locator('[data-field-ready="report"]').waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), look.locale)
    assert.deepEqual(await findings(page), [])
    await page.getByRole('button', { name: /^(导出|Export)$/ }).click()
    await page.locator('[data-export] input[value="overview"]').click()
    assert.deepEqual(await findings(page), [])
    await page.keyboard.press('Escape')
    await page.locator('[data-export]').waitFor({ state: 'detached' })
    await page.evaluate(() => void (location.hash = '#/map?layer=report&mode=cells&measure=per-10000-orders'))
    await page.locator('[data-cells-ready="report per-10000-orders"]').waitFor()
    await page.getByRole('tab').nth(1).click()
    await page.locator('[data-cells-list]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/edits'))
    await page.locator('[data-drafts="0"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/sync'))
    await page.locator('[data-scope="city:3302"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/quality'))
    await page.locator('[data-quality-source]').first().waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/settings'))
    await page.locator('[data-base-map][data-state="sound"]').waitFor()
    await page.locator('[data-base-map][data-state="refused"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  })
}

test('the case list, an open case, an empty list and a desk without an office have no finding', needs, async () => {
  await enterAs(stage, 'district-jiangbei')
  for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'en', dark: true }] as const) {
    const page = await open(look, '#/desk?view=all&last=3660d')
    await page.locator('[data-case-list] [row-id]').first().click()
    await page.locator('[data-case-text]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.locator('[data-act-menu]').click()
    await page.locator('[data-act-not]').first().waitFor()
    assert.deepEqual(await findings(page), [])
    await page.keyboard.press('Escape')
    await page.evaluate(() => void (location.hash = '#/desk?view=all&find=zzzz'))
    await page.locator('[data-relax="find"][data-count]:not([data-count=""])').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
  await enterAs(stage, 'city-manager')
  const page = await open({ locale: 'en', dark: false }, '#/desk')
  await page.locator('[data-no-office]').waitFor()
  assert.deepEqual(await findings(page), [])
  await page.context().close()
})

test('what may not be done in a case keeps its own name, and why not is its description', needs, async () => {
  await enterAs(stage, 'district-jiangbei')
  // What is set stands there though the case is closed and none of it can be changed.
  const [id] = await putCases(stage.central, OFFICE, 'still', 1, { status: 'closed', closed_at: new Date().toISOString(), urgent: true, supervised: true })
  const page = await open({ locale: 'en', dark: false }, `#/desk?view=all&last=3660d&pick=case:${id}`)
  const refused = page.locator('[data-flag][aria-disabled="true"]').first()
  await refused.waitFor()
  assert.match(await refused.ariaSnapshot(), /button "(Urgent|Danger to life|Supervised)"/)
  assert.deepEqual(await findings(page), [])
  await refused.focus()
  // Only who came by keyboard is shown it without pointing.
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await page.getByRole('tooltip').waitFor()
  assert.ok(await refused.evaluate((button) => document.activeElement === button))
  assert.equal(await refused.evaluate((button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent), await page.getByRole('tooltip').textContent())
  assert.deepEqual(await findings(page), [])
  await page.context().close()
})

test('the quality page with displaced records has no finding', needs, async () => {
  await putDisplaced(stage)
  for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'en', dark: true }] as const) {
    const page = await open(look, '#/quality')
    await page.locator('[data-flagged]').first().waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
})

test('finding a place, a street with its communities, and a ground being drawn have no finding', needs, async () => {
  for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'en', dark: true }] as const) {
    const page = await open(look, '#/map?layer=report&area=330205008')
    await page.getByRole('tab').nth(1).click()
    await page.locator('[data-communities]').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('jb')
    await page.locator('[data-found="more"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.locator('[data-draw-step]').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('[data-pencil="1"]').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('[data-draw-step]').locator('..').getByRole('alert').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
})

test('briefings in the list, open with a hidden slide, on their way out and being checked, and their style in the settings, have no finding', needs, async () => {
  for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'en', dark: true }] as const) {
    const page = await open(look, '#/briefing')
    await page.locator('[data-briefings]:not([data-briefings=""])').waitFor()
    await page.locator('form button[type="submit"]').click()
    await page.locator('[data-thumb]').nth(1).click()
    await page.keyboard.press('h')
    await page.locator('[data-slide-row][data-hidden]').waitFor()
    await page.locator('[data-facts] summary').click()
    assert.deepEqual(await findings(page), [])
    await page.keyboard.press('e')
    await page.locator('[data-briefing-export="ready"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.keyboard.press('Escape')
    await page.locator('[data-briefing-export]').waitFor({ state: 'detached' })
    await page.getByRole('tab').nth(1).click()
    await page.locator('[data-check]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/briefing'))
    await page.getByRole('tab').nth(0).click()
    await page.locator('[data-briefing]').first().waitFor()
    assert.deepEqual(await findings(page), [])
    await page.evaluate(() => void (location.hash = '#/settings'))
    await page.locator('[data-logo="none"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
})

test('a wall\'s console with its alerts, its settings with a fault, and the thresholds have no finding', needs, async () => {
  await enterAs(stage, 'district-jiangbei')
  for (const look of [{ locale: 'zh-CN', dark: false }, { locale: 'en', dark: false }, { locale: 'zh-CN', dark: true }, { locale: 'en', dark: true }] as const) {
    const page = await open(look, '#/wall')
    await page.locator('[data-preview]:not([data-preview=""])').waitFor()
    await page.locator('[data-alerts]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.locator('[data-part="settings"]').click()
    await page.locator('[data-field="distance"]').fill('9')
    assert.deepEqual(await findings(page), [])
    await page.locator('[data-part="thresholds"]').click()
    await page.locator('[data-thresholds-form]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
})

test('the connection page has no finding', needs, async () => {
  await stage.ask('session.signOut', null)
  for (const dark of [false, true]) {
    const page = await open({ locale: 'zh-CN', dark }, '')
    await page.getByRole('button', { name: /江北区/ }).first().waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  }
})
