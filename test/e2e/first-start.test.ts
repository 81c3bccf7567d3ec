/** A first start without a central is a choice, not an error; and each account sees its own. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 20 })
  await untilSynced(stage)
})
after(async () => {
  await stage?.close()
})

test('whoever signs out meets the connection page, and comes in again by keyboard alone', needs, async () => {
  await stage.ask('session.signOut', null)
  const page = await stage.openPage()
  await page.getByRole('heading', { name: '演练模式' }).waitFor()
  const account = page.getByRole('button', { name: /江北区/ }).first()
  await account.waitFor()
  await account.focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-sync]').waitFor({ timeout: 30_000 })
  const session = await stage.ask('session.get', null)
  assert.equal(session.state, 'open')
  await page.context().close()
})

test('an office holds its own cases and its district, and is told what it does not know', needs, async () => {
  await stage.ask('session.practice', { central: null, account: 'office-qianjiang' })
  await untilSynced(stage)
  const { scopes } = await stage.ask('sync.page', null)
  assert.deepEqual(scopes.map((scope) => scope.id).sort(), ['city:3302', 'office:330205008', 'ref:330205'])
  assert.deepEqual((await stage.ask('city.get', null))?.heldDistricts, ['330205'])
})

test('a wrong address and a wrong token end in words that say what to do', needs, async () => {
  await assert.rejects(stage.ask('session.connect', { central: 'http://127.0.0.1:9', token: 'x'.repeat(40) }), /unreachable/)
  await assert.rejects(stage.ask('session.connect', { central: stage.central.address, token: 'x'.repeat(40) }), /token-refused/)
  await assert.rejects(stage.ask('session.connect', { central: 'http://192.0.2.1', token: 'x'.repeat(40) }), /not-a-central/)
  await stage.ask('session.signOut', null)
  const page = await stage.openPage()
  await page.getByLabel(/地址/).first().fill('127.0.0.1:9')
  await page.getByLabel(/令牌/).first().fill('x'.repeat(40))
  await page.getByRole('button', { name: /^连接$/ }).click()
  await page.getByRole('alert').first().waitFor()
  await page.context().close()
})
