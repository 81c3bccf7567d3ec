/** Work lists and case sheets come out of the printer as they stand in the list: every page headed, numbered and marked, offline too. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await enterAs(stage, 'district-jiangbei')
})
after(() => stage?.close())

/** Instead of the system's dialog: counts how often it would have opened. */
const countPrints = (page: Page): Promise<unknown> => page.addInitScript(() => {
  Object.assign(window, { prints: 0, print: () => void ((window as never as { prints: number }).prints += 1) })
})
const prints = (page: Page): Promise<number> => page.evaluate(() => (window as never as { prints: number }).prints)

/** Pages of a PDF, by the count its page tree states. */
const pagesOf = (pdf: Buffer): number => Math.max(...[...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)].map(([, a, b]) => Number(a ?? b)))

test('the first of the list, by key: numbered on paper as on the map, with office, author, purpose and age; only the sheet is printed', needs, async () => {
  const page = await stage.openPage('#/desk?last=3660d&view=all&whose=all', { width: 1366, height: 768, prepare: countPrints })
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  const shown = await page.locator('[data-case-list] [role="row"][row-id]').evaluateAll((rows) => rows.map((row) => [Number(row.getAttribute('row-index')), row.getAttribute('row-id') ?? ''] as const).toSorted((a, b) => a[0] - b[0]).slice(0, 10).map(([, id]) => id))
  await page.keyboard.press('p')
  await page.locator('[data-print="ready"]').waitFor()
  const printed = page.locator('.paper-print')
  assert.equal(await printed.isVisible(), false, 'on the screen there is the preview alone')
  const ids = await page.locator('.paper-preview [data-work-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-work-row')))
  assert.equal(ids.length, 20)
  assert.deepEqual(ids.slice(0, 10), shown)
  const head = await page.locator('.paper-preview .paper-head').innerText()
  for (const words of ['外勤工单', '模拟数据', '用途：外勤核查', '打印人：', '数据时间：', '单位：江北区', '20 件']) assert.ok(head.includes(words), `${words} in ${head}`)
  const numbers = await page.locator('.paper-preview [data-marks]').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-marks') ?? ''))
  const marked = numbers.flatMap((words) => words.split(', ').flatMap((run) => {
    const [first, last] = run.split('–').map(Number)
    return last === undefined ? [first!] : Array.from({ length: last - first! + 1 }, (_, n) => first! + n)
  })).filter((n) => Number.isInteger(n))
  assert.deepEqual(marked.toSorted((a, b) => a - b), Array.from({ length: 20 }, (_, n) => n + 1), 'every row has its number on the map once')
  assert.doesNotMatch(await page.locator('.paper-preview').innerText(), /(?<![\d.])1[3-9]\d{9}(?!\d)/)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => (window as never as { prints: number }).prints === 1)
  const recorded = () => stage.central.sql.query<{ format: string; rows: string; cases: string[]; purpose: string }>('SELECT format, rows::text AS rows, cases, purpose FROM exported')
  await until(async () => (await recorded()).length > 0)
  assert.deepEqual(await recorded(), [{ format: 'paper', rows: '20', cases: ids, purpose: '外勤核查' }])
  await page.emulateMedia({ media: 'print' })
  assert.deepEqual([await printed.isVisible(), await page.locator('#root').isVisible(), await page.locator('[data-print]').isVisible()], [true, false, false])
  await page.emulateMedia({ media: null })
  const pdf = await page.pdf({ preferCSSPageSize: true })
  assert.ok(pagesOf(pdf) >= 2 && pagesOf(pdf) <= 6, `${pagesOf(pdf)} pages`)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('a sheet stays as it was made while the list behind it goes on with the minute', needs, async () => {
  const page = await stage.openPage('#/desk?last=3660d&view=all&whose=all', { width: 1366, height: 768, prepare: (page) => page.clock.install() })
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  await page.keyboard.press('p')
  await page.locator('[data-print="ready"] .paper-preview [data-work-list]').evaluate((sheet) => sheet.setAttribute('data-made-before', ''))
  await Promise.all([page.waitForRequest((request) => request.postData()?.includes('"cases.counts"') === true), page.clock.fastForward(61_000)])
  assert.equal(await page.locator('[data-print="ready"] .paper-preview [data-made-before]').count(), 1)
  await page.context().close()
})

test('what is chosen is printed rather than what is first, in the order of the list, and both the preview and the paper say so', needs, async () => {
  const page = await stage.openPage('#/desk?last=3660d&view=all&whose=all', { width: 1366, height: 768, prepare: countPrints })
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  const idAt = async (index: number): Promise<string> => (await page.locator(`[data-case-list] [role="row"][row-index="${index}"][row-id]`).first().getAttribute('row-id')) ?? ''
  // From the third one back to the first: chosen in the other direction than listed.
  for (const key of ['j', 'j', 'j', 'Space', 'k', 'k', 'Space']) await page.keyboard.press(key)
  await page.locator('[data-chosen="2"]').waitFor()
  await page.keyboard.press('p')
  await page.locator('[data-print="ready"] [data-work-list="2"]').first().waitFor()
  const ids = await page.locator('.paper-preview [data-work-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-work-row')))
  assert.deepEqual(ids, [await idAt(0), await idAt(2)])
  assert.equal(await page.getByRole('combobox', { name: '打印哪些' }).innerText(), '已选的 2 件')
  assert.match(await page.locator('.paper-preview .paper-head').innerText(), /已选的 2 件（列表共/)
  await page.getByRole('combobox', { name: '打印哪些' }).click()
  await page.getByRole('option', { name: '列表前 10 件' }).click()
  await page.locator('.paper-preview [data-work-list="10"]').waitFor()
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('without a purpose nothing is printed; how many is chosen; in English everything is said in English', needs, async () => {
  const page = await stage.openPage('#/desk?last=3660d&view=all&whose=all', { width: 1366, height: 768, prepare: countPrints })
  await page.getByRole('button', { name: /^(EN|English)/ }).first().click()
  await page.locator('[data-case-list] [role="row"][row-id]').first().waitFor()
  await page.keyboard.press('p')
  await page.locator('[data-print="ready"]').waitFor()
  await page.getByLabel('Purpose (printed on top)').fill('  ')
  assert.equal(await page.locator('[data-print] button[type="submit"]').isDisabled(), true)
  await page.getByLabel('Purpose (printed on top)').fill('Night round')
  await page.getByRole('combobox', { name: 'How many' }).click()
  await page.getByRole('option', { name: 'First 10 of the list' }).click()
  await page.locator('.paper-preview [data-work-list="10"]').waitFor()
  const head = await page.locator('.paper-preview .paper-head').innerText()
  for (const words of ['Work list', 'Simulated data', 'Purpose: Night round', 'As of:']) assert.ok(head.includes(words), `${words} in ${head}`)
  assert.equal(await prints(page), 0)
  await page.context().close()
})

test('one case on one sheet, from its drawer, with the line down', needs, async () => {
  const page = await stage.openPage('#/desk?last=3660d&view=all&whose=all', { width: 1920, height: 1080, prepare: countPrints })
  await page.locator('[data-case-list] [role="row"][row-id]').first().click()
  await stage.killCentral()
  // By key: the banner of the lost line may move what a press would aim at.
  await page.locator('[data-print-case]').press('Enter')
  await page.locator('[data-print="ready"] [data-case-sheet]').waitFor()
  const sheet = await page.locator('.paper-preview').innerText()
  for (const words of ['案件单', '模拟数据', '现场记录', '办理人：', 'WGS-84']) assert.ok(sheet.includes(words), words)
  assert.equal(await page.locator('.paper-preview [data-paper-map="1"]').count(), 1)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  assert.equal(pagesOf(pdf), 1)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})
