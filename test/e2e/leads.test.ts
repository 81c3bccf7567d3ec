/** Calls are filed in a browser: one by keyboard, with and without the line; many from a workbook, all or none; a contact lies nowhere on this PC. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import writeXlsxFile from 'write-excel-file/node'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { putCases } from './filed-cases.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const PHONE = '13987650123'
let stage: Stage
let street: { name: string; lng: number; lat: number }

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 30 })
  await stage.ask('session.practice', { central: null, account: 'district-jiangbei' })
  await untilSynced(stage)
  const city = await stage.ask('city.get', null)
  const area = city!.areas.find(({ id }) => id === '330205008')!
  street = { name: area.name, lng: area.label![0], lat: area.label![1] }
})
after(() => stage?.close())

async function openLeads(page: Page): Promise<void> {
  await page.locator('[data-case-total]:not([data-case-total=""])').waitFor()
  await page.keyboard.press('i')
  await page.locator('[data-lead-dialog="one"]').waitFor()
}

async function fill(page: Page, text: string, phone: string): Promise<void> {
  const form = page.locator('[data-lead-form]')
  await form.getByLabel('内容').fill(text)
  await form.getByLabel('类别').fill('井盖')
  await page.keyboard.press('Enter')
  await form.getByRole('combobox', { name: /^街道/ }).click()
  await page.getByRole('option', { name: street.name }).click()
  await form.getByLabel('电话').fill(phone)
  await form.locator('[data-small-map]').click({ position: { x: 268, y: 130 } })
}
const fate = (page: Page, is: string): Promise<void> => page.locator(`[data-lead-fate="${is}"]`).waitFor()

const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
/** No byte of any file under the console’s folder. */
const assertNotOnDisk = (secret: string): void => assert.deepEqual(filesOf(stage.folder).filter((path) => readFileSync(path).includes(secret) || readFileSync(path).includes(Buffer.from(secret, 'utf16le'))), [])
const atCentral = async (text: string): Promise<{ body: string }[]> => stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND scope <> '' AND (body::jsonb) ->> 'text' = $1`, [text])

const HEADS = ['来电编号', '街道', '类别', '内容', '地点', '经度', '纬度', '坐标系', '紧急', '人身危险', '来电人', '电话']
const row = (n: number, more: Partial<Record<string, string>> = {}): string[] => HEADS.map((head) => more[head] ?? { 来电编号: `E-${n}`, 街道: street.name, 类别: '井盖缺损', 内容: `表格线索${n}`, 地点: `人民路${n}号`, 经度: String(street.lng), 纬度: String(street.lat), 坐标系: 'WGS-84' }[head] ?? '')
async function workbook(rows: string[][]): Promise<Buffer> {
  return writeXlsxFile([HEADS, ...rows].map((cells) => cells.map((value) => ({ value, type: String }))), { sheet: '线索' }).toBuffer()
}
async function choose(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.locator('[data-lead-dialog] input[type="file"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
}

const archive = (parts: Record<string, string | Uint8Array>): Buffer => Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]))))

test('a call with a contact is with the center at once, and its number in no file; a danger to life says whom to ring', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  assert.ok((await page.locator('[data-lead-form] .Mui-error').count()) > 0, 'an empty form is not filed')
  await fill(page, `窨井没有盖，回电${PHONE}`, PHONE)
  await page.getByLabel('人身危险').check()
  await page.locator('[data-danger]').filter({ hasText: '110 / 120' }).waitFor()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await fate(page, 'center')
  const [made] = await atCentral('窨井没有盖，回电139****0123')
  const body = JSON.parse(made!.body) as { urgent: boolean; danger_to_life: boolean; area: string; reporter: { phone: string } }
  assert.deepEqual([body.urgent, body.danger_to_life, body.area, body.reporter.phone], [true, true, '330205008', '139****0123'])
  await page.getByRole('button', { name: '查看案件' }).click()
  await page.locator('[data-case]').filter({ hasText: '窨井没有盖' }).waitFor()
  // What somebody else files next is the only news: one's own call was none.
  await putCases(stage.central, 'office:330205008', 'news', 1, { status: 'reported', urgent: true, danger_to_life: false, reported_at: new Date().toISOString() })
  await stage.ask('sync.now', null)
  await page.locator('[data-urgent-note="news-0"]').waitFor()
  assert.doesNotMatch(await page.locator('[data-urgent-note]').innerText(), /共 \d+ 件/)
  assertNotOnDisk(PHONE)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('an answer that is lost is asked for again, and the call is filed once', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await fill(page, '路面塌陷一处', PHONE)
  let isLost = true
  await page.route('**/api/call', async (route) => {
    if (!isLost || route.request().postData()?.includes('"leads.send"') !== true) return route.continue()
    isLost = false
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await fate(page, 'failed')
  await page.getByRole('button', { name: '再问一次' }).click()
  await fate(page, 'center')
  assert.equal((await atCentral('路面塌陷一处')).length, 1)
  await page.context().close()
  stage.complaints.length = 0
})

test('looking into the other tab loses no contact, and a call whose answer was lost with its window is asked about, not filed again', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await fill(page, '路灯整排不亮', PHONE)
  await page.getByRole('tab', { name: '从表格导入' }).click()
  await page.locator('[data-import]').waitFor()
  await page.getByRole('tab', { name: '登记一条' }).click()
  const form = page.locator('[data-lead-form]')
  assert.deepEqual([await form.getByLabel('内容').inputValue(), await form.getByLabel('电话').inputValue()], ['路灯整排不亮', PHONE])
  let isLost = true
  await page.route('**/api/call', async (route) => {
    if (!isLost || route.request().postData()?.includes('"leads.send"') !== true) return route.continue()
    isLost = false
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await fate(page, 'failed')
  assert.ok(await form.getByLabel('内容').isDisabled(), 'other words under the same name would be lost')
  assertNotOnDisk(PHONE)
  await page.reload()
  await openLeads(page)
  await fate(page, 'unknown')
  await page.getByRole('button', { name: '再问一次' }).click()
  await fate(page, 'center')
  assert.equal((await atCentral('路灯整排不亮')).length, 1)
  await until(async () => (await stage.ask('drafts.get', { form: 'lead', key: 'new' })) === null)
  await page.context().close()
  stage.complaints.length = 0
})

test('after an import that failed the same rows can be filed, and another file chosen', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await page.getByRole('tab', { name: '从表格导入' }).click()
  await choose(page, '断.xlsx', await workbook([row(11, { 内容: '断续导入', 电话: PHONE })]))
  await page.locator('[data-leads="1"][data-wrong="0"]').waitFor()
  let isLost = true
  await page.route('**/api/call', (route) => {
    if (!isLost || route.request().postData()?.includes('"leads.send"') !== true) return route.continue()
    isLost = false
    return route.abort()
  })
  const file = page.locator('[data-lead-dialog] button[type="submit"]')
  await file.click()
  await page.locator('[data-import-fate="failed"]').waitFor()
  await file.click()
  await page.locator('[data-import-fate="answered"][data-taken="1"]').waitFor()
  assert.equal((await atCentral('断续导入')).length, 1)
  assert.ok(await page.getByRole('button', { name: '选择 XLSX 或 CSV 文件' }).isEnabled())
  await choose(page, '又一份.xlsx', await workbook([row(12)]))
  await page.locator('[data-import-fate="ready"]').waitFor({ state: 'attached' })
  await page.locator('[data-leads="1"][data-fresh="1"]').waitFor()
  await page.context().close()
  stage.complaints.length = 0
})

test('a workbook is shown row by row and filed all together: with contacts straight, the second time nothing is doubled', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await page.getByRole('tab', { name: '从表格导入' }).click()
  await choose(page, '坏.xlsx', await workbook([row(1), row(2, { 类别: '没有这类' }), row(3, { 坐标系: 'GCJ-02' })]))
  await page.locator('[data-leads="3"][data-wrong="2"]').waitFor()
  assert.equal(await page.locator('[data-lead-row="3"]').getAttribute('data-faults'), 'class')
  assert.equal(await page.locator('[data-lead-dialog] button[type="submit"]').isDisabled(), true, 'nothing is half imported')
  const rows = [row(1, { 电话: PHONE, 来电人: '金丝雀' }), row(2), row(3, { 人身危险: '是' })]
  for (let turn = 0; turn < 2; turn++) {
    await choose(page, '好.xlsx', await workbook(rows))
    await page.locator('[data-leads="3"][data-wrong="0"]').waitFor()
    await page.locator('[data-lead-dialog] button[type="submit"]').click()
    await page.locator('[data-import-fate="answered"][data-taken="3"][data-refused-rows="0"]').waitFor()
    // The pressed button has gone; the dialog takes the focus back.
    await page.locator('[data-lead-dialog] :focus').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-lead-dialog]').waitFor({ state: 'detached' })
    await openLeads(page)
    await page.getByRole('tab', { name: '从表格导入' }).click()
  }
  const [counted] = await stage.central.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM record WHERE type = 'case' AND scope <> '' AND (body::jsonb) ->> 'text' LIKE '表格线索%'`)
  assert.equal(counted!.n, 3)
  assertNotOnDisk(PHONE)
  await page.context().close()
})

test('archives that are no workbook, hold macros, unpack without end or define entities are refused by name', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await page.getByRole('tab', { name: '从表格导入' }).click()
  const book = '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'
  const rels = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
  const whole = { 'xl/workbook.xml': book, 'xl/_rels/workbook.xml.rels': rels }
  const cases: [string, Buffer][] = [
    ['not-a-table', archive({ 'readme.txt': 'x' })], ['not-a-table', Buffer.from('PK nonsense')], ['macros', archive({ ...whole, 'xl/vbaProject.bin': 'x', 'xl/worksheets/sheet1.xml': '<worksheet/>' })],
    ['bomb', archive({ ...whole, 'xl/worksheets/sheet1.xml': new Uint8Array(30e6) })],
    ['bomb', archive({ ...whole, 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>' })],
    ['not-a-table', archive({ ...whole, 'xl/worksheets/sheet1.xml': '<worksheet><row>' })], ['empty', archive({ ...whole, 'xl/worksheets/sheet1.xml': '<worksheet/>', '../../evil.xml': 'x' })],
    ['too-many-columns', archive({ ...whole, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>' })],
  ]
  for (const [fault, bytes] of cases) {
    await choose(page, `${fault}.xlsx`, bytes)
    await page.locator(`[data-refused="${fault}"]`).waitFor()
    await choose(page, 'heads.csv', Buffer.from('a,b\n1,2'))
    await page.locator('[data-refused="heads"]').waitFor()
  }
  await page.context().close()
})

test('with the line down a contact is not kept: the form offers to file without it, keeps that, and brings the draft back without the contact', needs, async () => {
  const page = await stage.openPage('#/desk?last=90d&view=all&whose=all', { width: 1366, height: 768 })
  await openLeads(page)
  await stage.killCentral()
  await until(async () => (await stage.ask('sync.status', null)).state === 'offline', 60_000)
  await fill(page, `断线时的来电，回${PHONE}`, PHONE)
  await until(async () => (await stage.ask('drafts.get', { form: 'lead', key: 'new' }))?.body.includes('断线时的来电') === true, 30_000)
  assertNotOnDisk(PHONE)
  await page.keyboard.press('Escape')
  await page.locator('[data-lead-dialog]').waitFor({ state: 'detached' })
  // From the list of unfinished forms it goes on.
  await page.goto(page.url().replace(/#.*/, '#/edits'))
  await page.locator('[data-draft^="lead "] a').click()
  await page.locator('[data-lead-dialog="one"]').waitFor()
  await until(async () => (await page.locator('[data-lead-form]').getByLabel('内容').inputValue()).includes('断线时的来电'), 30_000)
  assert.equal(await page.locator('[data-lead-form]').getByLabel('电话').inputValue(), '')
  await page.getByLabel('电话').fill(PHONE)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await fate(page, 'offline')
  assert.equal((await stage.ask('edits.badge', null)).unsent, 0)
  await page.getByRole('button', { name: '不带联系方式登记' }).click()
  await fate(page, 'here')
  assert.equal((await stage.ask('edits.badge', null)).unsent, 1)
  assert.equal(await stage.ask('drafts.get', { form: 'lead', key: 'new' }), null)
  assertNotOnDisk(PHONE)
  await page.context().close()
})
