/** The shift's hand-over in a browser: what was just done is on it, offline too; on paper it is one A4 sheet after another that says whose it is and that it is simulated. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { findings } from './axe-findings.ts'
import { openOneDesk, type Desk, type Desks } from './desks.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { dispatchOf, noteOn } from './made-edits.ts'

const needs = browserTest()
let world: Desks
let desk: Desk
let id: string
let late: string

before(async () => {
  if (needs.skip !== false) return
  ;({ world, desk } = await openOneDesk())
  ;[id] = (await putCases(world.central, OFFICE, 'shift', 1, { status: 'filed', due_at: new Date(Date.now() + 86_400_000).toISOString(), text: '<b>沿街占道</b>' })) as [string]
  ;[late] = (await putCases(world.central, OFFICE, 'due', 1, { status: 'handling', department: '市政养护所', due_at: new Date(Date.now() - 3_600_000).toISOString() })) as [string]
  await desk.enter('office-qianjiang')
})
after(async () => {
  await world?.close()
})

test('what this desk has just done, what fell due and who is waited for are on the sheet; without a line too, with what is not sent yet', needs, async () => {
  const dispatch = dispatchOf(await desk.whole(id))
  assert.ok((await desk.ask('edits.save', { edits: [dispatch], draft: null })).saved)
  await until(async () => (await desk.ask('shift.get', { office: null, from: Date.now() - 3_600_000, to: Date.now() })).done.some(({ action }) => action === 'dispatch'))
  await desk.cut()
  const note = noteOn(id, '离线写的备注')
  assert.ok((await desk.ask('edits.save', { edits: [note], draft: null })).saved)
  const page = await desk.openPage('#/desk')
  await page.locator('[data-desk]').waitFor()
  await page.keyboard.press('4')
  // The span ends with the last whole minute: what was done a moment ago comes onto the sheet with the next one.
  await page.locator(`[data-shift-part="changed"] [data-shift-case="${id}"]`).waitFor()
  const changed = await page.locator(`[data-shift-part="changed"] [data-shift-case="${id}"]`).innerText()
  assert.match(changed, /派遣 · 前江街道办事处/)
  assert.ok(changed.includes('<b>沿街占道</b>'), 'hostile text is text')
  await page.locator(`[data-shift-part="fellDue"] [data-shift-case="${late}"]`).waitFor()
  assert.match(await page.locator('[data-shift-part="departments"]').innerText(), /市政养护所/)
  await page.locator(`[data-shift-part="mine"] [data-own-edit="${note.op_id}"]`).waitFor()
  const head = await page.locator('[data-sheet-head]').innerText()
  for (const word of ['前江街道', '模拟数据', '数据时间', '交班人', '制表时间']) assert.ok(head.includes(word), word)
  await page.context().close()
  assert.deepEqual(world.complaints, [])
})

test('on paper there is the sheet alone, A4, black on white, in the dark too', needs, async () => {
  const page = await desk.openPage('#/shift', { dark: true })
  await page.locator('[data-shift="here"]').waitFor()
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['header', 'nav', '[data-screen-only]', '[data-banner]']) for (const one of await page.locator(hidden).all()) assert.ok(!(await one.isVisible()), hidden)
  assert.ok(await page.locator('[data-sheet-head]').isVisible())
  assert.equal(await page.locator('[data-sheet-head] h2').evaluate((heading) => getComputedStyle(heading).color), 'rgb(0, 0, 0)')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wide <= 0, `${wide} px stick out`)
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...paper.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((match) => [Math.round(Number(match[1])), Math.round(Number(match[2]))])
  assert.ok(boxes.length > 0)
  for (const [width, height] of boxes) assert.ok(Math.abs((width ?? 0) - 595) <= 1 && Math.abs((height ?? 0) - 842) <= 1, `${width} × ${height}`)
  await page.context().close()
})

for (const dark of [false, true]) {
  test(`it has no finding of accessibility, ${dark ? 'dark' : 'light'}`, needs, async () => {
    const page = await desk.openPage('#/shift', { dark, bypassCSP: true })
    await page.locator('[data-shift="here"]').waitFor()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  })
}
