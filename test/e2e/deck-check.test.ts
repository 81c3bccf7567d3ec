/** A briefing is checked on its page over the whole chain: chosen, followed, listed by what became of each figure, filtered by the keyboard, and refused in words. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { NO_EDITS } from '../../preload/contract/edited-deck.ts'
import { UPLOAD_PIECE_BYTES } from '../../preload/contract/upload.ts'
import { changed } from '../briefing/check/deck-files.ts'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const folder = mkdtempSync(join(tmpdir(), 'yongai-decks-'))
let stage: Stage
let file: Uint8Array

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 40 })
  await untilSynced(stage)
  file = await exported()
})
after(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As its user takes it out, without the slide of the map, whose picture a page would draw. */
async function exported(): Promise<Uint8Array> {
  const { lastReportAt } = (await stage.ask('city.get', null))!
  const lastDay = new Date(lastReportAt! + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
  const composed = await stage.ask('briefing.compose', { job: 'compose-1', question: { kind: 'weekly', area: null, lastDay, english: false }, again: null })
  if (composed.state !== 'composed') return assert.fail(composed.state)
  const { deck } = composed.briefing
  const hidden = deck.slides.filter(({ visual }) => visual.kind === 'map').map(({ id }) => id)
  const { bytes } = await stage.ask('briefing.write', { job: 'write-01', run: deck.run, edits: { ...NO_EDITS, hidden }, format: 'pptx', pictures: [], purpose: '周例会' })
  const pieces: Uint8Array[] = []
  for (let from = 0; from < bytes; from += pieces.at(-1)!.length) pieces.push((await stage.ask('export.piece', { job: 'write-01', from })).bytes)
  return Buffer.concat(pieces)
}

function onDisk(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function openCheck(locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<Page> {
  const page = await stage.openPage('#/briefing', { width: 1366, height: 900 })
  await page.locator('[data-briefing-page]').waitFor()
  if (locale === 'en') await page.getByRole('button', { name: /^EN|English/ }).first().click()
  await page.locator('#briefing-tab-check').click()
  await page.locator('[data-check="ready"]').waitFor()
  return page
}

async function check(page: Page, path: string): Promise<string> {
  await page.locator('[data-check] input[type=file]').setInputFiles(path)
  await page.locator('[data-check="checked"], [data-check="refused"], [data-check="failed"]').waitFor()
  return (await page.locator('[data-check]').getAttribute('data-check'))!
}
const countsOf = async (page: Page): Promise<Record<string, number>> => JSON.parse((await page.locator('[data-checked]').getAttribute('data-checked'))!) as Record<string, number>

test('a briefing as it left is as it was written, told from what this PC keeps of the run', needs, async () => {
  const page = await openCheck()
  assert.match(await page.locator('[data-check]').innerText(), /尚未选择文件/)
  assert.equal(await check(page, onDisk('whole.pptx', file)), 'checked')
  const { unchanged, ...others } = await countsOf(page)
  assert.ok(unchanged! > 50)
  assert.deepEqual(others, { drifted: 0, edited: 0, unknown: 0 })
  const words = await page.locator('[data-check]').innerText()
  assert.match(words, /模拟数据/)
  assert.match(words, new RegExp(`${unchanged} 个数字与导出时一致`))
  assert.equal(await page.locator('[data-kept="true"]').count(), 1)
  assert.equal(await page.locator('[data-fate]').count(), 50)
  await page.context().close()
})

test('changed digits are listed first, with was and shown; the filter turns by the keyboard', needs, async () => {
  let was = ''
  const edited = changed(file, /^ppt\/slides\/slide2\.xml$/, (xml) => xml.replace(/<a:t>(\d)([\d,]*)<\/a:t>/, (_, first: string, rest: string) => {
    was = first + rest
    return `<a:t>${(Number(first) + 1) % 10}${rest}</a:t>`
  }))
  const page = await openCheck('en')
  assert.equal(await check(page, onDisk('edited <b>.pptx', edited)), 'checked')
  const rows = page.locator('[data-fate]')
  assert.equal(await rows.count(), 1)
  const words = await rows.first().innerText()
  assert.ok(words.includes(was) && words.includes('Edited by hand'), words)
  assert.match(await page.locator('[data-check]').innerText(), /edited <b>\.pptx/)
  await page.locator('[data-filter="edited"]').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.locator('[data-filter="drifted"][aria-pressed="true"]').waitFor()
  assert.match(await page.locator('[data-check]').innerText(), /There are none of this kind/)
  await page.context().close()
})

test('what is no briefing is refused in words, and the next file is checked all the same', needs, async () => {
  const page = await openCheck()
  for (const [name, bytes, why] of [['notes.pptx', Buffer.from('no deck'), 'no-deck'], ['empty.pptx', Buffer.alloc(0), 'empty'], ['half.pptx', file.slice(0, file.length / 2), 'damaged']] as const) {
    assert.equal(await check(page, onDisk(name, bytes)), 'refused')
    await page.locator(`[data-refused="${why}"]`).waitFor()
    assert.ok((await page.locator('[data-refused]').innerText()).length > 5)
  }
  assert.equal(await check(page, onDisk('again.pptx', file)), 'checked')
  await page.context().close()
})

test('a file that is dropped is checked, and one that is given up on its way is forgotten', needs, async () => {
  const page = await openCheck()
  const drop = (length: number): Promise<void> => page.evaluate(([bytes, size]) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array(bytes), new Uint8Array(size)], 'dropped.pptx'))
    document.querySelector('[data-check]')!.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, [[...file], length] as const)
  // More pieces than a page may send at once: it is told to wait meanwhile, and there is time to give it up.
  await drop(1_000 * UPLOAD_PIECE_BYTES)
  await page.locator('[data-check="sending"]').waitFor()
  await page.getByRole('button', { name: '取消核对' }).click()
  await page.locator('[data-check="cancelled"]').waitFor()
  await drop(0)
  await page.locator('[data-check="checked"]').waitFor()
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})
