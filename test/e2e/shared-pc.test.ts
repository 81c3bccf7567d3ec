/** One PC, two people: what the first saved stays theirs, unsent and unseen, until they sign in again; then it is sent once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { caseAt } from './central-rows.ts'
import { openOneDesk, type Desk, type Desks } from './desks.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { dispatchOf, noteOn } from './made-edits.ts'

const needs = browserTest()
let world: Desks
let desk: Desk
let id: string

before(async () => {
  if (needs.skip !== false) return
  ;({ world, desk } = await openOneDesk())
  ;[id] = (await putCases(world.central, OFFICE, 'shared', 1, { status: 'filed' })) as [string]
})
after(async () => {
  await world?.close()
})

const pushes = (): number => desk.line.asked.filter((path) => path.startsWith('POST /v1/push')).length
/** Everything passes but what would carry edits away. */
const holdEdits = (): void => {
  desk.line.fault = (req, res) => {
    if (!req.url?.startsWith('/v1/push')) return false
    res.destroy()
    return true
  }
}
const countActs = async (name: string): Promise<number> => (await world.central.sql.query(`SELECT 1 FROM record WHERE type = 'act' AND id = $1 AND scope <> ''`, [name])).length

test('A saves without a line and B signs in on the same PC: B sees nothing of A, and nothing of A’s is sent; A comes back, and all is there and is sent once', needs, async () => {
  await desk.enter('office-qianjiang')
  holdEdits()
  const dispatch = dispatchOf(await desk.whole(id))
  const note = noteOn(id, '甲的备注')
  assert.ok((await desk.ask('edits.save', { edits: [dispatch, note], draft: null })).saved)
  await desk.ask('drafts.put', { form: 'case.take', key: id, body: JSON.stringify({ reason: '甲的草稿' }) })
  await until(() => pushes() > 0)

  const page = await desk.openPage('#/desk')
  await page.locator('[data-edit-badge="2 0"]').waitFor()
  const account = page.getByRole('button', { name: /^账号/ })
  await account.click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  assert.match(await page.locator('[data-leaving-unsent="2"]').innerText(), /2 项修改还没有上报/)
  await page.getByRole('button', { name: '取消' }).click()
  await account.click()
  await page.getByRole('menuitem', { name: '切换账号' }).click()
  assert.match(await page.locator('[data-leaving-unsent="2"]').innerText(), /别人登录后看不到/)
  await page.getByRole('button', { name: /江北区指挥中心/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await until(async () => (await desk.ask('session.get', null)).state === 'open' && (await desk.ask('sync.status', null)).state === 'idle' && (await desk.ask('cases.get', { id, at: Date.now() })) !== null)

  assert.deepEqual(await desk.ask('edits.badge', null), { unsent: 0, oldestMs: null, refused: 0, drafts: 0, isCrowded: false, sealed: null })
  assert.deepEqual(await desk.ask('edits.unsent', { afterN: 0, limit: 500 }), [])
  assert.deepEqual(await desk.ask('edits.history', { opId: dispatch.op_id }), [])
  assert.deepEqual(await desk.ask('drafts.list', { form: null }), [])
  const seen = await desk.whole(id)
  assert.deepEqual([seen.status, seen.edit, seen.notes], ['filed', null, 0])
  assert.ok(!(await desk.ask('edits.support', null)).text.includes('甲的'))
  await page.evaluate(() => void (location.hash = '#/edits'))
  await page.locator('[data-unsent="0"]').waitFor()
  assert.equal(await page.locator('[data-edit-badge="0 0"]').innerText(), '')

  // B's own edits do go, so the way is open; still nothing of A's.
  desk.line.fault = null
  const own = noteOn(id, '乙的备注')
  assert.ok((await desk.ask('edits.save', { edits: [own], draft: null })).saved)
  await until(async () => (await countActs(own.id)) === 1)
  assert.deepEqual([await countActs(dispatch.op_id), await countActs(note.id)], [0, 0])
  assert.deepEqual(await world.central.sql.query('SELECT op_id FROM applied_op WHERE actor = $1', ['office-qianjiang']), [])

  holdEdits()
  await desk.enter('office-qianjiang')
  assert.deepEqual((await desk.ask('edits.unsent', { afterN: 0, limit: 500 })).map(({ opId }) => opId), [dispatch.op_id, note.op_id])
  assert.deepEqual((await desk.ask('drafts.list', { form: null })).map(({ key }) => key), [id])
  assert.equal((await desk.whole(id)).status, 'dispatched', 'A’s own edit is seen by A')
  await desk.restore()
  assert.deepEqual([await countActs(dispatch.op_id), await countActs(note.id)], [1, 1])
  const { status, department, note_count } = await caseAt(world.central, id)
  assert.deepEqual([status, department, note_count], ['dispatched', '城管中队', 2])

  // Whoever asked to sign out and then waits until all is sent has the question before them until they answer it, and no second time.
  holdEdits()
  assert.ok((await desk.ask('edits.save', { edits: [noteOn(id, '再一条')], draft: null })).saved)
  await page.locator('[data-edit-badge="1 0"]').waitFor()
  await account.click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.locator('[data-leaving-unsent="1"]').waitFor()
  await desk.restore()
  await page.locator('[data-leaving-unsent]').waitFor({ state: 'detached' })
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  holdEdits()
  assert.ok((await desk.ask('edits.save', { edits: [noteOn(id, '再一条')], draft: null })).saved)
  await page.locator('[data-edit-badge="1 0"]').waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
  await desk.restore()
  await page.context().close()
  // A held push and a change of account break connections on purpose; the page itself complains of nothing else.
  assert.deepEqual(world.complaints, [])
})
