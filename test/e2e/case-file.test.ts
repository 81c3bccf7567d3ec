/** The case list leaves as it stands on the screen: by key, with a purpose, in both formats, offline too, and without a person in it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import type { CaseQuestion, CaseRow } from '../../preload/contract/case-list.ts'
import type { Filter } from '../../preload/contract/model.ts'
import { browserTest } from '../browser/chromium.ts'
import { readWorkbook } from '../export/words.ts'
import { until } from '../until.ts'
import { openDesks } from './desks.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
const EVERYTHING = '#/desk?last=3660d&view=all&whose=all'
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await enterAs(stage, 'district-jiangbei')
})
after(() => stage?.close())

/** The rows of the list by the bridge, in the page's own order. */
async function listed(): Promise<CaseRow[]> {
  const filter: Filter = { area: null, drawn: null, from: Date.now() - 3_000 * 86_400_000, to: Date.now() + 86_400_000, classes: [], statuses: [], weekdays: [], hours: [] }
  const question: CaseQuestion = { filter, view: 'all', home: null, text: '', at: Date.now() }
  const rows: CaseRow[] = []
  for (;;) {
    const page = await stage.ask('cases.page', { question, order: { by: 'reported', descending: true }, from: rows.length, limit: 500 })
    rows.push(...page.rows)
    if (page.rows.length < 500) return rows
  }
}

async function openDialog(page: Page): Promise<void> {
  await page.locator('[data-case-total]:not([data-case-total=""])').waitFor()
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  await page.keyboard.press('e')
  await page.locator('[data-case-export="ready"]').waitFor()
}

async function download(page: Page): Promise<{ name: string; bytes: Buffer; rows: number }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-case-export] button[type="submit"]').click()])
  const said = page.locator('[data-case-export="done"] [data-exported]')
  await said.waitFor()
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), rows: Number(await said.getAttribute('data-exported')) }
}
const read = (bytes: Buffer): string[][] => parse(bytes, { bom: true, comment: '#' }) as string[][]

test('by key, with a purpose: both formats hold the rows of the list in its order, and say who took them out, what for and how old they are', needs, async () => {
  const page = await stage.openPage(EVERYTHING, { width: 1366, height: 768 })
  await openDialog(page)
  assert.equal(await page.locator('[data-case-export] button[type="submit"]').isDisabled(), true, 'not without a purpose')
  await page.keyboard.type('周例会')
  const rows = await listed()
  const workbook = await download(page)
  await page.locator('[data-case-export] button[value="csv"]').click()
  const csv = await download(page)
  assert.match(csv.name, /^案件列表_.*模拟数据\.csv$/)
  const [heads, ...records] = read(csv.bytes)
  assert.deepEqual(heads, ['编号', '状态', '我的修改', '期限', '期限状态', '标记', '类别', '内容', '地点', '街道', '上报时间'])
  assert.deepEqual(records.map((record) => [record[0], record[7]]), rows.map(({ number, text }) => [number, text]))
  assert.deepEqual([csv.rows, workbook.rows], [rows.length, rows.length])
  const [data = [], about = []] = readWorkbook(workbook.bytes).sheets
  assert.deepEqual(data.slice(1).map((row) => row.get('A')?.value), rows.map(({ number }) => number))
  const said = about.map((row) => [...row.values()].map(({ value }) => value).join(': ')).join('\n')
  const { name } = (await stage.ask('session.get', null)) as { name: string }
  for (const fact of ['用途: 周例会', `导出人: ${name}`, '模拟数据', `行数: ${rows.length}`, '视图: 全部', 'Asia/Shanghai']) assert.ok(said.includes(fact), `${fact} in ${said}`)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('hidden columns and the search stay outside the file; nothing in it is a person’s', needs, async () => {
  const page = await stage.openPage(EVERYTHING, { width: 1366, height: 768 })
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  const word = (await listed())[0]!.text.slice(0, 2)
  await page.evaluate((hash) => void (location.hash = hash), `${EVERYTHING}&find=${encodeURIComponent(word)}`)
  await page.getByRole('button', { name: /^列 / }).click()
  await page.getByRole('checkbox', { name: '地点' }).click()
  await page.keyboard.press('Escape')
  // Keys belong to a menu until it has gone.
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
  await openDialog(page)
  await page.keyboard.type('核对')
  await page.locator('[data-case-export] button[value="csv"]').click()
  const { bytes } = await download(page)
  const [heads = [], ...records] = read(bytes)
  assert.ok(!heads.includes('地点') && records.length > 0)
  const kept = await stage.central.sql.query<{ fields: object }>(`SELECT fields FROM personal WHERE type = 'case'`)
  assert.ok(kept.length > 20)
  const said = bytes.toString('utf8')
  for (const { fields } of kept) for (const secret of Object.values(fields).flatMap((value) => (typeof value === 'object' ? Object.values(value as object) : [value]))) if (String(secret).length >= 6) assert.ok(!said.includes(String(secret)))
  assert.doesNotMatch(said, /(?<![\d.])1[3-9]\d{9}(?!\d)/)
  await page.context().close()
})

test('given up while it is written nothing is downloaded and nothing stays on the disk; without the central it works all the same', needs, async () => {
  const page = await stage.openPage(EVERYTHING, { width: 1366, height: 768 })
  await openDialog(page)
  await page.keyboard.type('断网演练')
  let downloads = 0
  page.on('download', () => downloads++)
  const held = Promise.withResolvers<void>()
  await page.route('**/api/call', async (route) => {
    if (route.request().postData()?.includes('"export.cases"') !== true) return route.continue()
    const response = await route.fetch()
    await held.promise
    await route.fulfill({ response }).catch(() => null)
  })
  await page.locator('[data-case-export] button[type="submit"]').click()
  await page.locator('[data-case-export="writing"]').waitFor()
  await page.getByRole('button', { name: '取消导出' }).click()
  await page.locator('[data-case-export="failed"]').getByText('已取消').waitFor()
  held.resolve()
  await page.unroute('**/api/call')
  const folder = join(stage.folder, 'exports')
  await until(() => Promise.resolve(readdirSync(folder).length === 0), 30_000)
  await stage.killCentral()
  await page.locator('[data-case-export] button[value="csv"]').click()
  const { rows } = await download(page)
  assert.equal(rows, (await listed()).length)
  assert.equal(downloads, 1)
  await until(() => Promise.resolve(readdirSync(folder).length === 0), 30_000)
  await page.context().close()
})

test('exported without a line, the record of it waits in plain words and cannot be taken back; with the line it reaches the center, once', needs, async () => {
  const { central, desks: [desk], complaints, close } = await openDesks(1, { reports: 3_000 })
  assert.ok(desk !== undefined)
  try {
    await desk.enter('district-jiangbei')
    await desk.cut()
    const page = await desk.openPage(EVERYTHING)
    await openDialog(page)
    await page.keyboard.type('回访 13812345678')
    await page.locator('[data-case-export] button[value="csv"]').click()
    const { bytes, rows } = await download(page)
    await page.getByRole('button', { name: '关闭' }).click()
    await page.evaluate(() => void (location.hash = '#/edits'))
    const entry = page.locator('[data-unsent-edit]')
    await entry.getByText(`已导出 ${rows} 行，用途：回访 138****5678`).waitFor()
    assert.deepEqual([await entry.count(), await page.locator('[data-withdraw]').count()], [1, 0])
    const id = (await entry.getAttribute('data-unsent-edit')) ?? ''
    assert.ok(bytes.toString('utf8').includes(`导出记录编号: ${id}`))
    assert.deepEqual(await central.sql.query('SELECT id FROM exported'), [])
    await desk.restore()
    await entry.waitFor({ state: 'detached' })
    await desk.ask('sync.now', null)
    const held = await central.sql.query<{ id: string; format: string; rows: string; purpose: string; simulated: boolean }>('SELECT id, format, rows::text AS rows, purpose, simulated FROM exported')
    assert.deepEqual(held, [{ id, format: 'csv', rows: String(rows), purpose: '回访 138****5678', simulated: true }])
    assert.deepEqual(complaints.filter((text) => !text.includes('ERR_')), [])
  } finally {
    await close()
  }
})
