/** A briefing from its choice to its file, by key: composed, looked at, put in order, hidden, reworded, loaded again, taken out while the central is gone, and its bytes opened again. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
const SIZE = { width: 1366, height: 768 }
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await enterAs(stage, 'district-jiangbei')
  await stage.ask('settings.set', { approvalNumber: '浙S(2026)12号' })
})
after(() => stage?.close())

const isFocused = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement)
/** By the Tab key alone. */
async function tabTo(page: Page, what: Locator, key = 'Tab'): Promise<void> {
  await what.waitFor()
  for (let i = 0; i < 120; i++) {
    if (await isFocused(what)) return
    await page.keyboard.press(key)
  }
  assert.fail('the Tab key never came there')
}
const order = (page: Page): Promise<string[]> => page.locator('[data-thumb]').evaluateAll((thumbs) => thumbs.map((thumb) => thumb.getAttribute('data-thumb') ?? ''))
const runOf = (page: Page): string => /run=([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
const keptOf = async (page: Page) => (await stage.ask('briefing.get', { run: runOf(page) }))?.edits

async function compose(page: Page): Promise<void> {
  await page.locator('[data-briefing-page]').waitFor()
  await page.locator('form button[type="submit"]').click()
  await page.locator('[data-open-briefing]').waitFor()
}

async function takeOut(page: Page, format: string, purpose: string): Promise<{ name: string; parts: ReturnType<typeof unzipSync> }> {
  await page.keyboard.press('e')
  await page.locator('[data-briefing-export="ready"]').waitFor()
  await page.keyboard.type(purpose)
  await page.locator(`[data-briefing-export] button[value="${format}"]`).click()
  await page.locator('[data-maps-missing]').waitFor({ state: 'detached' })
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-briefing-export] button[type="submit"]').click()])
  await page.locator('[data-briefing-export="done"]').waitFor()
  const parts = unzipSync(readFileSync(await file.path()))
  await page.keyboard.press('Escape')
  await page.locator('[data-briefing-export]').waitFor({ state: 'detached' })
  return { name: file.suggestedFilename(), parts }
}

test('by key alone: chosen, composed, moved, hidden, reworded, undone; a reload loses nothing; it leaves with a purpose while the central is gone', needs, async () => {
  const page = await stage.openPage('#/desk', SIZE)
  await page.locator('[data-case-total]').waitFor()
  await page.keyboard.press('8')
  await tabTo(page, page.locator('form button[type="submit"]'))
  await page.keyboard.press('Enter')
  await page.locator('[data-open-briefing]').waitFor()
  const composed = await order(page)
  assert.equal(composed.length, 10)

  await tabTo(page, page.locator(`[data-thumb="${composed[0]}"]`))
  await page.keyboard.press('ArrowDown')
  await page.locator(`[data-large-slide="${composed[1]}"]`).waitFor()
  await page.keyboard.press('Alt+ArrowUp')
  await until(async () => (await order(page))[0] === composed[1])
  assert.equal(await isFocused(page.locator(`[data-thumb="${composed[1]}"]`)), true, 'the focus goes with it')
  await page.keyboard.press('End')
  await page.keyboard.press('h')
  await page.locator(`[data-slide-row="${composed[9]}"][data-hidden]`).waitFor()
  await page.keyboard.press('Home')
  await page.locator(`[data-large-slide="${composed[1]}"]`).waitFor()
  const title = page.locator('[data-field="titles"]')
  const was = await title.inputValue()
  await tabTo(page, title)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('本周平稳 <可控>')
  await page.keyboard.press('Control+z')
  assert.equal(await title.inputValue(), was, 'a typed line is one step back')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('本周平稳 <可控>，回电 13812345678')
  await until(async () => (await title.inputValue()) === '本周平稳 <可控>，回电 138****5678')
  await tabTo(page, page.locator('[data-field="soWhats"]'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('继续观察')
  await until(async () => (await keptOf(page))?.soWhats[composed[1] ?? ''] === '继续观察')

  await page.reload()
  await page.locator('[data-edited="yes"]').waitFor()
  assert.deepEqual((await order(page)).slice(0, 2), [composed[1], composed[0]])
  assert.equal(await page.locator('[data-field="titles"]').inputValue(), '本周平稳 <可控>，回电 138****5678')
  assert.match(await page.locator('[data-large-slide]').innerText(), /本周平稳 <可控>/)
  await tabTo(page, page.locator('[data-take-composed="soWhats"]'))
  await page.keyboard.press('Enter')
  await page.locator('[data-take-composed="soWhats"]').waitFor({ state: 'detached' })

  await stage.killCentral()
  await page.keyboard.press('e')
  const dialog = page.locator('[data-briefing-export]')
  await dialog.waitFor()
  assert.equal(await dialog.locator('button[type="submit"]').isDisabled(), true, 'not without a purpose')
  await page.keyboard.type('周例会')
  await page.locator('[data-maps-missing]').waitFor({ state: 'detached' })
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  await page.locator('[data-briefing-export="done"]').waitFor()
  assert.match(file.suggestedFilename(), /模拟数据\.pptx$/)
  const parts = unzipSync(readFileSync(await file.path()))
  const slides = Object.keys(parts).filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
  assert.equal(slides.length, 9)
  assert.match(strFromU8(parts['ppt/slides/slide1.xml']!), /本周平稳 &lt;可控&gt;，回电 138\*{4}5678/)
  assert.ok(Object.keys(parts).some((path) => path.startsWith('ppt/media/')), 'the map is in it')
  const said = Object.entries(parts).filter(([path]) => path.endsWith('.xml')).map(([, bytes]) => strFromU8(bytes)).join('\n')
  const [edit] = (await stage.ask('edits.unsent', { afterN: 0, limit: 10 })).filter(({ intent }) => intent?.kind === 'export')
  assert.ok(edit?.intent?.kind === 'export')
  assert.deepEqual([edit.intent.set.format, edit.intent.set.rows, edit.intent.set.purpose, edit.intent.set.deck?.slides.includes(composed[9] ?? '')], ['pptx', 9, '周例会', false])
  assert.ok(said.includes(edit.opId) && said.includes('周例会') && !said.includes('13812345678'))
  await until(() => Promise.resolve(readdirSync(join(stage.folder, 'exports')).length === 0), 30_000)
  assert.deepEqual(stage.complaints.filter((text) => !text.includes('ERR_')), [])
  await page.context().close()
})

test('what has left is checked again on the same page: each figure is as the cache says', needs, async () => {
  const page = await stage.openPage('#/briefing', SIZE)
  await compose(page)
  await page.keyboard.press('e')
  await page.locator('[data-briefing-export="ready"]').waitFor()
  await page.keyboard.type('核对')
  await page.locator('[data-maps-missing]').waitFor({ state: 'detached' })
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-briefing-export] button[type="submit"]').click()])
  await page.locator('[data-briefing-export="done"]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-briefing-export]').waitFor({ state: 'detached' })
  await page.getByRole('tab').nth(1).click()
  await page.locator('[data-check] input[type="file"]').setInputFiles({ name: file.suggestedFilename(), mimeType: 'application/octet-stream', buffer: readFileSync(await file.path()) })
  await page.locator('[data-check="checked"]').waitFor()
  await page.context().close()
})

test('the pages leave as pictures and the figures as a workbook', needs, async () => {
  const page = await stage.openPage('#/briefing', SIZE)
  await page.locator('button[value="daily"]').click()
  await compose(page)
  const ids = await order(page)
  const pictures = await takeOut(page, 'png', '上墙')
  assert.match(pictures.name, /\.zip$/)
  assert.deepEqual(Object.keys(pictures.parts), ids.map((id, n) => `0${n + 1}-${id}.png`))
  for (const bytes of Object.values(pictures.parts)) assert.equal(Buffer.from(bytes.subarray(0, 8)).toString('latin1'), '\x89PNG\r\n\x1a\n')
  const workbook = await takeOut(page, 'xlsx', '核对')
  assert.ok(workbook.parts['xl/workbook.xml'] !== undefined)
  const formats = (await stage.ask('edits.unsent', { afterN: 0, limit: 50 })).flatMap(({ intent }) => (intent?.kind === 'export' && intent.set.deck?.kind === 'daily' ? [intent.set.format] : []))
  assert.deepEqual(formats, ['png', 'xlsx'])
  await page.context().close()
})

test('without an approval number no map leaves, and the way to the setting is there; with the map hidden the rest leaves', needs, async () => {
  await stage.ask('settings.set', { approvalNumber: '' })
  const page = await stage.openPage('#/briefing', SIZE)
  await page.locator('button[value="daily"]').click()
  await compose(page)
  await page.keyboard.press('e')
  await page.locator('[data-needs-approval]').waitFor()
  await page.keyboard.type('例会')
  assert.equal(await page.locator('[data-briefing-export] button[type="submit"]').isDisabled(), true)
  assert.match((await page.locator('[data-needs-approval] a').getAttribute('href')) ?? '', /^#\/settings/)
  await page.keyboard.press('Escape')
  await page.locator('[data-briefing-export]').waitFor({ state: 'detached' })
  await page.locator('[data-thumb="map"], [data-thumb="where"]').first().click()
  await page.keyboard.press('h')
  await page.locator('[data-hidden]').waitFor()
  const { parts } = await takeOut(page, 'pptx', '例会')
  assert.ok(!Object.keys(parts).some((path) => path.startsWith('ppt/media/')))
  await stage.ask('settings.set', { approvalNumber: '浙S(2026)12号' })
  await page.context().close()
})

test('a briefing made again takes over order and hidden slides, and own words by choice; a deleted one leaves the list', needs, async () => {
  const page = await stage.openPage('#/briefing', SIZE)
  await compose(page)
  const ids = await order(page)
  await page.locator(`[data-thumb="${ids[1]}"]`).click()
  await page.keyboard.press('h')
  await page.locator('[data-field="titles"]').fill('上次的话')
  await until(async () => (await keptOf(page))?.titles[ids[1] ?? ''] === '上次的话')
  const first = runOf(page)
  await page.getByRole('button', { name: '用最新数据再做' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('dialog').getByRole('button', { name: '生成' }).click()
  await page.locator(`[data-open-briefing]:not([data-open-briefing="${first}"])`).waitFor()
  await page.locator('[data-taken-words]').waitFor()
  assert.deepEqual((await keptOf(page))?.hidden, [ids[1]])
  await page.getByRole('button', { name: '返回列表' }).click()
  const row = page.locator(`[data-briefing="${first}"]`)
  await row.getByRole('button', { name: /^删除/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await row.waitFor({ state: 'detached' })
  assert.equal(await stage.ask('briefing.get', { run: first }), null)
  await page.context().close()
})

test('in a browser the page says in both languages that scheduling needs the desktop program', needs, async () => {
  const page = await stage.openPage('#/briefing', SIZE)
  await page.locator('#briefing-tab-schedule').click()
  await page.locator('[data-schedule="unable"]').waitFor()
  assert.match(await page.locator('[data-schedule]').innerText(), /定时简报要用桌面版程序/)
  await page.getByRole('button', { name: /^EN|English/ }).first().click()
  assert.match(await page.locator('[data-schedule]').innerText(), /need the desktop program/)
  await page.context().close()
})
