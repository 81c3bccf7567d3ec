/** The page of own edits in a browser: what is only on this PC can be taken back, drafts dropped and brought back, each edit tells its history, and support gets everything in one file. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { encodeAnswer } from '../../preload/codec.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openOneDesk, type Desk, type Desks } from './desks.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { dispatchOf, noteOn } from './made-edits.ts'

const needs = browserTest()
const HOSTILE = '<img src=x onerror="window.hurt=1">沿街商户'
let world: Desks
let desk: Desk
let id: string

before(async () => {
  if (needs.skip !== false) return
  ;({ world, desk } = await openOneDesk())
  ;[id] = (await putCases(world.central, OFFICE, 'own', 1, { status: 'filed' })) as [string]
  await desk.enter('office-qianjiang')
  await desk.cut()
})
after(async () => {
  await world?.close()
})

test('without a line each edit is listed with its case and why it waits; one is taken back, the other is sent once the line is there, and the badge falls silent', needs, async () => {
  const dispatch = dispatchOf(await desk.whole(id))
  const note = noteOn(id, HOSTILE)
  assert.ok((await desk.ask('edits.save', { edits: [dispatch, note], draft: null })).saved)
  await desk.ask('drafts.put', { form: 'case.take', key: id, body: JSON.stringify({ reason: '写到一半' }) })
  const page = await desk.openPage('#/desk')
  const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)
  await page.locator('[data-edit-badge="2 0"]').waitFor()
  await page.keyboard.press('3')
  const own = page.locator(`[data-unsent-edit="${note.op_id}"]`)
  await own.waitFor()
  assert.ok((await own.innerText()).includes(HOSTILE), 'hostile text is text')
  assert.equal(await page.evaluate(() => (globalThis as { hurt?: number }).hurt), undefined)
  assert.match(await own.locator('[data-waits]').innerText(), /离线/)
  await own.locator('summary').click()
  await own.getByText('保存在这台电脑上').first().waitFor()

  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-support]').click()])
  const written = JSON.parse(readFileSync(await file.path(), 'utf8')) as { about: { notice?: string; counts: { ops: number; drafts: number } }; ops: { op_id: string }[] }
  assert.deepEqual([written.about.notice, written.about.counts.ops, written.about.counts.drafts], ['模拟数据 / simulated data', 2, 1])
  assert.deepEqual(written.ops.map(({ op_id }) => op_id), [dispatch.op_id, note.op_id])

  // What could not be dropped is said, and is still there.
  const refuse = encodeAnswer({ ok: false, failure: { code: 'internal', detail: 'disk I/O error' } })
  await page.route('**/api/call', (route) => (route.request().postData()?.includes('"drafts.drop"') === true ? route.fulfill({ body: Buffer.from(refuse) }) : route.fallback()))
  await page.locator('[data-draft] [data-drop]').click()
  await page.locator('[data-draft-failed="drop"]').waitFor()
  assert.equal(await page.locator('[data-draft]').count(), 1)
  await page.unroute('**/api/call')
  await page.locator('[data-draft] [data-drop]').click()
  await page.locator('[data-drafts="0"]').waitFor()
  assert.equal(await focused(), 'edits-drafts', 'the focus is not lost with the row')
  await page.locator('[data-bring-back]').click()
  await page.locator('[data-drafts="1"]').waitFor()
  assert.equal(await focused(), 'edits-drafts')
  await page.locator('[data-draft] [data-copy]').click()
  await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === '写到一半')
  assert.equal((await desk.ask('drafts.get', { form: 'case.take', key: id }))?.body, JSON.stringify({ reason: '写到一半' }))

  // It goes on in its form; the address forgets the form once it is open.
  await page.locator('[data-draft] a').click()
  await page.locator('[data-form="take"]').waitFor()
  await until(async () => !page.url().includes('form='))
  await page.keyboard.press('Escape')
  await page.locator('[data-form="take"]').waitFor({ state: 'detached' })
  await page.keyboard.press('3')

  await page.locator(`[data-withdraw="${dispatch.op_id}"]`).click()
  await page.locator(`[data-unsent-edit="${dispatch.op_id}"]`).waitFor({ state: 'detached' })
  await until(async () => (await focused()) === 'edits-unsent')
  assert.equal((await desk.whole(id)).status, 'filed', 'the case is as it was')
  await desk.restore()
  await page.locator('[data-edit-badge="0 0"]').waitFor({ state: 'attached' })
  await page.locator('[data-unsent="0"]').waitFor()
  await until(async () => (await world.central.sql.query(`SELECT 1 FROM record WHERE type = 'act' AND id = $1`, [note.id])).length === 1)
  assert.deepEqual(await world.central.sql.query('SELECT op_id FROM applied_op WHERE op_id = $1', [dispatch.op_id]), [], 'what was taken back never left')
  await page.context().close()
  assert.deepEqual(world.complaints, [])
})
