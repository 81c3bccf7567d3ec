/** Acting on cases in a browser, at a real central: the flow by keyboard through two accounts, forms whose drafts survive, and what is saved without a central. */
import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { commit } from '../../main/central/log.ts'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { pictureOf } from '../photo/real-photos.ts'
import { until } from '../until.ts'
import { actsAt, caseAt } from './central-rows.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { enterAs, openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const at = (id: string): string => `#/desk?view=all&last=3660d&whose=all&pick=case:${id}`
let stage: Stage
let flow: string
let spoken: string
let danger: string

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 40 })
  ;[flow, spoken, danger] = (await putCases(stage.central, OFFICE, 'act', 3, { status: 'reported', class: 'a-litter', danger_to_life: false, urgent: false, due_at: undefined, filed_at: undefined, limit: undefined, suspended: undefined, extended: undefined })) as [string, string, string]
  await enter('office-qianjiang')
})
after(async () => {
  await stage?.close()
})

const enter = (account: string): Promise<void> => enterAs(stage, account)

const acts = (id: string): Promise<Row<'act'>[]> => actsAt(stage.central, id)
const caseRow = (id: string): Promise<Row<'case'>> => caseAt(stage.central, id)
const status = (page: Page, is: string): Promise<void> => page.locator(`[data-case-status="${is}"]`).waitFor()

/** The main step of the case, by keyboard alone; `fill` puts in what it needs. */
async function act(page: Page, action: string, leadsTo: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.locator(`[role="toolbar"] [data-act="${action}"]`).waitFor()
  await page.keyboard.press('t')
  await page.keyboard.press('Enter')
  // Keys go to the form once it has taken the focus.
  await page.locator(`[data-form="${action}"] :focus`).waitFor()
  await fill()
  await page.keyboard.press('Enter')
  await status(page, leadsTo)
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere')
}

test('one case goes through the flow by keyboard, and who fed back leaves the check to somebody else', needs, async () => {
  const page = await stage.openPage(at(flow), { width: 1366, height: 768 })
  await status(page, 'reported')
  await act(page, 'accept', 'verifying')
  await act(page, 'file', 'filed', async () => {
    // The limit of its class leads to a deadline; the person may take it as it is.
    await until(async () => (await page.locator('[data-field="due_at"]').inputValue()) !== '')
  })
  await act(page, 'dispatch', 'dispatched', async () => {
    await page.locator('[data-field="department"]:focus').waitFor()
    await page.keyboard.type('综合行政执法队')
    await until(async () => (await page.locator('[data-field="department"]').inputValue()) === '综合行政执法队')
  })
  await act(page, 'take', 'handling')
  await act(page, 'feed_back', 'fed_back', async () => page.keyboard.type('已清理'))
  await act(page, 'check', 'checking')
  await page.locator('[data-act-menu]').click()
  await page.locator('[data-act-not="close"][data-why="own-feedback"]').waitFor()
  await page.locator('[data-act-not="grant"][data-why="other-status"]').waitFor()
  // The menu takes the focus a moment after it stands there.
  await page.locator('[role="menu"] [role="menuitem"]:focus').waitFor()
  const reached = new Set<string>()
  for (let n = await page.locator('[role="menu"] [role="menuitem"]').count(); n > 0; n--) {
    reached.add(await page.evaluate(() => document.activeElement?.getAttribute('data-act-not') ?? ''))
    await page.keyboard.press('ArrowDown')
  }
  assert.deepEqual(await page.locator('[data-act-not]').evaluateAll((all) => all.map((one) => one.getAttribute('data-act-not'))), [...reached].filter((one) => one !== ''), 'the reasons are reached by key')
  await page.keyboard.press('Escape')
  await page.context().close()
  await until(async () => (await stage.ask('edits.badge', null)).unsent === 0)

  await enter('district-jiangbei')
  const other = await stage.openPage(at(flow), { width: 1366, height: 768 })
  await status(other, 'checking')
  await act(other, 'close', 'closed')
  await until(async () => (await acts(flow)).length === 7)
  assert.deepEqual((await acts(flow)).map(({ action }) => action), ['accept', 'file', 'dispatch', 'take', 'feed_back', 'check', 'close'])
  assert.equal((await acts(flow)).at(-1)?.by, 'district-jiangbei')
  await until(async () => (await other.locator('[data-entry][data-mark=""]').count()) === 7)
  await other.context().close()
  await enter('office-qianjiang')
})

test('a photo that is being read holds up saving and closing, words typed meanwhile stay, and what is too many is told', needs, async () => {
  const [id] = await putCases(stage.central, OFFICE, 'pictured', 1, { status: 'handling', department: '综合行政执法队', class: 'a-litter', danger_to_life: false, urgent: false, due_at: undefined, limit: undefined })
  await stage.ask('sync.now', null)
  const page = await stage.openPage(at(id!), { width: 1366, height: 768 })
  const held = Promise.withResolvers<void>()
  await page.route('**/api/call', async (route) => {
    if (route.request().postData()?.includes('"photos.add"') === true) await held.promise
    await route.continue()
  })
  await page.locator('[role="toolbar"] [data-act="feed_back"]').click()
  const form = page.locator('[data-form="feed_back"]')
  await form.locator('[data-field="result"]').waitFor()
  await form.locator('input[type="file"]').setInputFiles(Array.from({ length: 10 }, (_, n) => ({ name: `${n}.png`, mimeType: 'image/png', buffer: pictureOf(40 + n) })))
  await form.locator('[data-photos-reading="true"]').waitFor()
  await form.locator('[data-left-out="1"]').waitFor()
  await form.locator('[data-field="result"]').fill('已清理完毕')
  assert.ok(await form.locator('[data-submit]').isDisabled())
  await page.keyboard.press('Escape')
  held.resolve()
  await form.waitFor({ state: 'detached' })
  await until(async () => {
    const body = (await stage.ask('drafts.get', { form: 'case.feed_back', key: id! }))?.body ?? '{}'
    const { result, photos } = JSON.parse(body) as { result?: string; photos?: string[] }
    return result === '已清理完毕' && photos?.length === 9
  })
  await page.locator('[role="toolbar"] [data-act="feed_back"]').click()
  await form.locator('[data-chosen-photo]').nth(8).waitFor()
  await form.locator('[data-submit]').click()
  await status(page, 'fed_back')
  await until(async () => (await acts(id!)).at(-1)?.photos?.length === 9)
  await page.context().close()
})

test('a note, a correction, a mark and its undoing are saved at once, and the history says so', needs, async () => {
  const page = await stage.openPage(at(spoken), { width: 1366, height: 768 })
  await status(page, 'reported')
  await page.keyboard.press('n')
  await page.keyboard.type('<b>现场</b>去过了')
  await page.keyboard.press('Control+Enter')
  await page.locator('[data-saved]').waitFor()
  await page.locator('[data-history] >> text=<b>现场</b>去过了').waitFor()
  await page.locator('[data-edit="text"]').click()
  await page.locator('[data-form="text"] [data-field="text"]').fill('更正后的内容')
  await page.keyboard.press('Enter')
  await page.locator('[data-case-text]', { hasText: '更正后的内容' }).waitFor()
  await page.locator('[data-flag="urgent"]').click()
  await page.locator('[data-flag="urgent"][aria-pressed="true"]').waitFor()
  await page.locator('[data-undo]').click()
  await page.locator('[data-flag="urgent"][aria-pressed="false"]').waitFor()
  await until(async () => (await stage.ask('edits.badge', null)).unsent === 0)
  const row = await caseRow(spoken)
  assert.deepEqual([row.text, row.urgent, row.note_count], ['更正后的内容', false, 1])
  await page.context().close()
})

test('a form that was closed, reloaded or cut off by a restart goes on where it was', needs, async () => {
  const page = await stage.openPage(at(spoken))
  await page.locator('[data-act="reject"]').first().click()
  await page.locator('[data-field="reason"]').fill('写到一半的理由')
  await page.keyboard.press('Escape')
  await page.locator('[data-form="reject"]').waitFor({ state: 'detached' })
  await page.locator('[data-act="reject"]').first().click()
  await page.locator('[data-draft-restored]').waitFor()
  assert.equal(await page.locator('[data-field="reason"]').inputValue(), '写到一半的理由')
  await page.context().close()
  await stage.restartConsole(stage.central.address)
  await untilSynced(stage)
  const again = await stage.openPage(at(spoken))
  await again.locator('[data-act="reject"]').first().click()
  await again.locator('[data-draft-restored]').waitFor()
  assert.equal(await again.locator('[data-field="reason"]').inputValue(), '写到一半的理由')
  await again.context().close()
})

test('what somebody else changes meanwhile is seen before it is written over', needs, async () => {
  const page = await stage.openPage(at(spoken))
  await page.locator('[data-edit="text"]').click()
  await page.locator('[data-form="text"] [data-field="text"]').fill('我的话')
  const row = await caseRow(spoken)
  await stage.central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'case', scope: OFFICE, city: row.city, body: { ...row, text: '别人的话', updated_at: new Date().toISOString() } } }]))
  await stage.ask('sync.now', null)
  await page.locator('[data-changed="text"]', { hasText: '别人的话' }).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('[data-form="text"] [data-submit]').isDisabled(), true)
  await page.locator('[data-look]').click()
  await page.locator('[data-form="text"] [data-submit]').click()
  await page.locator('[data-case-text]', { hasText: '我的话' }).waitFor()
  await until(async () => (await caseRow(spoken)).text === '我的话')
  assert.deepEqual(await stage.ask('edits.refused', { afterN: 0, limit: 10 }), [])
  await page.context().close()
})

test('without a central it is saved on this PC, marked, there after a reload and a restart, and may be taken back', needs, async () => {
  const page = await stage.openPage(at(danger))
  await status(page, 'reported')
  await stage.killCentral()
  await page.locator('[data-banner="offline"]').waitFor()
  await page.locator('[data-flag="danger_to_life"]').click()
  await page.locator('[data-danger]').waitFor()
  await page.locator('[data-say="handover"]').click()
  await page.locator('[data-form="handover"] [data-to="110"]').click()
  await page.locator('[data-form="handover"] [data-field="words"]').fill('接警员已受理')
  await page.keyboard.press('Enter')
  await page.locator('[data-handed-over="110"]').waitFor()
  await act(page, 'accept', 'verifying')
  assert.equal(await page.locator('[data-own-edit] [data-edit-mark="unsent"]').count(), 3)
  await page.reload()
  await page.locator('[data-handed-over="110"]').waitFor()
  await page.context().close()
  await stage.restartConsole(null)
  const again = await stage.openPage(at(danger))
  await again.locator('[data-handed-over="110"]').waitFor()
  await status(again, 'verifying')
  const own = again.locator('[data-own-edit]', { hasText: '受理' })
  await own.locator('[data-take-back]').click()
  await status(again, 'reported')
  assert.equal((await stage.ask('edits.badge', null)).unsent, 2)
  await again.context().close()
})

test('where both copies of the edits are damaged nothing is saved, and the form says so and stays', needs, async () => {
  await stage.restartConsole(null, (folder) => {
    for (const profile of readdirSync(join(folder, 'profiles'))) {
      for (const entry of readdirSync(join(folder, 'profiles', profile), { withFileTypes: true })) if (entry.isFile() && entry.name.startsWith('outbox')) writeFileSync(join(entry.parentPath, entry.name), 'damaged '.repeat(64))
    }
  })
  const page = await stage.openPage(at(danger))
  await page.locator('[data-act="reject"]').first().click()
  await page.locator('[data-field="reason"]').fill('说了也存不下')
  await page.keyboard.press('Enter')
  await page.locator('[data-not-saved]').waitFor()
  assert.equal(await page.locator('[data-field="reason"]').inputValue(), '说了也存不下')
  assert.equal(await page.locator('[data-saved]').count(), 0)
  assert.deepEqual(stage.complaints.filter((text) => !/Failed to load resource|ERR_CONNECTION/.test(text)), [])
})
