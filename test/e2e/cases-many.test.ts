/** Many cases at once, twins side by side, and news of what is urgent, in a browser at a real central. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { caseAt } from './central-rows.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
const LIST = '#/desk?view=all&last=3660d&whose=all'
const CALM = { danger_to_life: false, urgent: false }
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 40 })
  await putCases(stage.central, OFFICE, 'many', 6, { ...CALM, status: 'filed' })
  await putCases(stage.central, OFFICE, 'many-done', 1, { ...CALM, status: 'closed', closed_at: new Date().toISOString() })
  await putCases(stage.central, OFFICE, 'twin', 2, { ...CALM, status: 'reported', reported_at: new Date(Date.now() - 3_600_000).toISOString() })
  await enterAs(stage, 'office-qianjiang')
})
after(async () => {
  await stage?.close()
})

const rowOf = (id: string): Promise<Row<'case'>> => caseAt(stage.central, id)
const sent = (): Promise<void> => until(async () => (await stage.ask('edits.badge', null)).unsent === 0)
const status = (page: Page, is: string): Promise<void> => page.locator(`[data-case-status="${is}"]`).waitFor()

test('cases are chosen by keyboard and dispatched with one save; the one that cannot says why and stays', needs, async () => {
  const page = await stage.openPage(`${LIST}&find=many-`, { width: 1366, height: 768 })
  await page.locator('[data-case-total="7"]').waitFor()
  await until(async () => (await page.locator('[data-case-list] [row-id]').count()) >= 7)
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.locator('[data-chosen="1"]').waitFor()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.locator('[data-chosen="3"]').waitFor()
  assert.equal(await page.locator('[data-case]').count(), 0, 'choosing opens nothing')
  await page.keyboard.press('Escape')
  await page.locator('[data-chosen]').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+a')
  await page.locator('[data-chosen="7"]').waitFor()
  await page.locator('[data-bulk="dispatch"]').click()
  await page.locator('[data-bulk-can="6"][data-bulk-cannot="1"]').waitFor()
  await page.locator('[data-bulk-why="other-status"]', { hasText: 'many-done' }).waitFor()
  await page.locator('[data-form="bulk-dispatch"] [data-field="department"]').fill('队'.repeat(201))
  await page.keyboard.press('Enter')
  await page.locator('[data-form="bulk-dispatch"]').getByText('最多 200 个字').waitFor()
  await page.locator('[data-form="bulk-dispatch"] [data-field="department"]').fill('综合行政执法队')
  await page.keyboard.press('Enter')
  await page.locator('[data-bulk-said]').waitFor()
  await sent()
  for (let n = 0; n < 6; n++) {
    const { status: is, department } = await rowOf(`many-${n}`)
    assert.deepEqual([is, department], ['dispatched', '综合行政执法队'])
  }
  assert.equal((await rowOf('many-done-0')).status, 'closed')
  await page.context().close()
})

test('twins are compared, set apart and proposed again, merged, and parted as they were', needs, async () => {
  const page = await stage.openPage(`${LIST}&pick=case:twin-0`, { width: 1366, height: 768 })
  const other = page.locator('[data-twin="twin-1"]')
  await other.waitFor()
  const before = await rowOf('twin-0')
  await other.locator('[data-apart]').click()
  await other.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('[data-apart-all]').click()
  await other.locator('[data-apart]').click()
  await page.locator('[data-apart-all]').waitFor({ state: 'detached' })
  await other.locator('[data-compare]').click()
  await page.locator('[data-compared="twin-1"]').waitFor()
  await page.locator('[data-merge="into"]').click()
  await status(page, 'merged')
  await page.locator('[data-act="unmerge"]').click()
  await page.locator('[data-form="unmerge"]').waitFor()
  await page.keyboard.press('Enter')
  await status(page, 'reported')
  await sent()
  const { updated_at: _then, gver: _before, ...was } = before
  const { updated_at: _now, gver: _after, ...is } = await rowOf('twin-0')
  assert.deepEqual(is, was)
  await page.context().close()
})

test('what is new and urgent is said wherever one is, but not what one did oneself', needs, async () => {
  const page = await stage.openPage(`${LIST}&pick=case:twin-1`)
  await status(page, 'reported')
  await page.locator('[data-flag="urgent"]').click()
  await page.locator('[data-flag="urgent"][aria-pressed="true"]').waitFor()
  await sent()
  await page.locator('[data-own-edit]').waitFor({ state: 'detached' })
  await page.evaluate(() => void (location.hash = '#/settings'))
  await page.locator('[data-urgent-note=""]').waitFor({ state: 'attached' })
  await putCases(stage.central, OFFICE, 'news', 1, { status: 'reported', urgent: true, danger_to_life: true, reported_at: new Date().toISOString() })
  await stage.ask('sync.now', null)
  await page.locator('[data-urgent-note="news-0"]').waitFor()
  await page.locator('[data-urgent-open]').click()
  await page.locator('[data-case="news-0"]').waitFor()
  await page.locator('[data-urgent-note=""]').waitFor({ state: 'attached' })
  await page.locator('[data-danger-strip="1"][data-to-call="1"] [data-in-danger="news-0"]').waitFor()
  await page.locator('[data-say="handover"]').click()
  await page.locator('[data-form="handover"] [data-to="110"]').click()
  await page.locator('[data-form="handover"] [data-field="words"]').fill('接警员已受理')
  await page.keyboard.press('Enter')
  await page.locator('[data-danger-strip="1"][data-to-call="0"] [data-in-danger="news-0"]').waitFor()
  assert.deepEqual(stage.complaints.filter((text) => !/Failed to load resource|ERR_CONNECTION/.test(text)), [])
  await page.context().close()
})
