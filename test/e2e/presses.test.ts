/** Presses in quick succession: each counts, each is a step back, and none is lost with the page, though the screen follows. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 1_000, days: 30 })
  await untilSynced(stage)
})
after(() => stage?.close())

const HASH = '#/map?layer=report&status=filed,closed&weekday=1,2,3&hour=11,12'
const chips = (page: Page): Promise<string[]> => page.locator('ul[aria-label="已用的筛选"] [role="button"]').allInnerTexts()
/** Presses the chips of these places one after the other in one task of the page, as a page under load sees quick presses: nothing is painted in between. */
const press = (page: Page, ...places: number[]): Promise<void> => page.evaluate((which) => {
  const all = [...document.querySelectorAll<HTMLElement>('ul[aria-label="已用的筛选"] [role="button"]')]
  for (const n of which) all[n]!.click()
}, places)
const filterOf = (page: Page): Promise<string> => page.evaluate(() => location.hash.replace(/&(lng|lat|zoom)=[^&]*/g, ''))
const untilFilter = (page: Page, parts: string[]): Promise<unknown> =>
  page.waitForFunction((wanted) => ['status', 'weekday', 'hour'].filter((name) => new URLSearchParams(location.hash.split('?')[1]).has(name)).join() === wanted, parts.join())

test('two presses before the first is painted both count, and the back button undoes them one by one', needs, async () => {
  const page = await stage.openPage(HASH)
  await page.locator('[data-field-ready="report"]').waitFor()
  assert.equal((await chips(page)).length, 3)
  await press(page, 0, 1)
  await untilFilter(page, ['hour'])
  await page.waitForFunction(() => document.querySelectorAll('ul[aria-label="已用的筛选"] [role="button"]').length === 1)
  await page.goBack()
  await untilFilter(page, ['weekday', 'hour'])
  await page.goBack()
  await untilFilter(page, ['status', 'weekday', 'hour'])
  await page.waitForFunction(() => document.querySelectorAll('ul[aria-label="已用的筛选"] [role="button"]').length === 3)
  await page.context().close()
})

test('a page that is loaded again right after a press shows what was pressed', needs, async () => {
  const page = await stage.openPage(HASH)
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('ul[aria-label="已用的筛选"] [role="button"]')!.click()
    location.reload()
  })
  await page.locator('[data-field-ready="report"]').waitFor()
  await untilFilter(page, ['weekday', 'hour'])
  assert.match(await filterOf(page), /weekday=1,2,3&hour=11,12/)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})
