/** Photos of a case in a browser: shown, opened by keyboard, added by picker and by pasting, saved without a central, received once there is one. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { phoneJpeg, pictureOf } from '../photo/real-photos.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage
let files: string
/** With two photos or more that the practice city draws. */
let pictured: Row<'case'>
/** Another one. */
let pasted: Row<'case'>

before(async () => {
  if (needs.skip !== false) return
  files = mkdtempSync(join(tmpdir(), 'photos-files-'))
  stage = await openStage({ reports: 3_000, days: 30 })
  await stage.ask('session.practice', { central: null, account: 'district-jiangbei' })
  await untilSynced(stage)
  const rows = await stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND scope LIKE 'office:330205%' AND body LIKE '%photo_list%'`)
  ;[pictured, pasted] = rows.map(({ body }) => JSON.parse(body) as Row<'case'>).filter((row) => (row.photo_list?.length ?? 0) >= 2) as [Row<'case'>, Row<'case'>]
})
after(async () => {
  await stage?.close()
  if (files !== undefined) rmSync(files, { recursive: true, force: true })
})

const openCase = (id: string, options: Parameters<Stage['openPage']>[1] = {}): Promise<Page> => stage.openPage(`#/desk?last=3660d&view=all&whose=all&pick=case:${id}`, options)
const thumbs = (page: Page, rest = ''): ReturnType<Page['locator']> => page.locator(`[data-photo]${rest}`)
const fileOf = (name: string, bytes: Uint8Array): string => {
  const path = join(files, name)
  writeFileSync(path, bytes)
  return path
}

test('the photos of a report are drawn, say that they are simulated, and are walked through by keyboard', needs, async () => {
  const page = await openCase(pictured.id)
  const count = pictured.photo_list?.length ?? 0
  await thumbs(page, '[data-photo-state="here"]').nth(count - 1).waitFor()
  assert.equal(await page.locator('[data-photo] img').first().evaluate((image) => (image as HTMLImageElement).naturalWidth), 320)
  await thumbs(page).first().locator('button').focus()
  await page.keyboard.press('Enter')
  const viewer = page.locator('[data-photo-viewer]')
  const image = viewer.locator('img')
  await image.waitFor()
  assert.ok(await viewer.getByText('模拟数据').count() > 0)
  const first = await image.getAttribute('src')
  await page.keyboard.press('ArrowRight')
  await until(async () => (await image.getAttribute('src')) !== first)
  assert.match((await image.getAttribute('alt')) ?? '', /照片 2 \/ /)
  await page.keyboard.press('ArrowLeft')
  await until(async () => (await image.getAttribute('src')) === first)
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await page.context().close()
})

/** Pastes a picture, with the words that some programs lay beside it, where the focus is. */
const paste = (page: Page, picture: Buffer, words = ''): Promise<void> =>
  page.evaluate(([text, beside]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    if (beside !== '') clipboardData.setData('text/plain', beside)
    ;(document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, [picture.toString('base64'), words] as const)

test('a picture pasted under a dialog is not the case’s, nor are cells of a spreadsheet pasted into the note; a picture alone is', needs, async () => {
  const page = await openCase(pasted.id)
  const count = pasted.photo_list?.length ?? 0
  await thumbs(page).nth(count - 1).waitFor()
  await thumbs(page).first().locator('button').click()
  await page.locator('[data-photo-viewer]').waitFor()
  await paste(page, pictureOf(41))
  await page.keyboard.press('Escape')
  await page.locator('[data-photo-viewer]').waitFor({ state: 'detached' })
  await page.locator('[data-field="note"]').focus()
  await paste(page, pictureOf(42), '一格\t两格')
  // One after the other is taken in: what was taken before this one is there before it.
  await paste(page, pictureOf(43))
  await until(async () => (await page.locator('[data-photos-adding]').count()) === 0 && (await thumbs(page).count()) > count)
  assert.equal(await thumbs(page).count(), count + 1)
  await page.context().close()
})

test('photos are chosen and pasted without a central, are on this PC only, and what is no photo is told by name', needs, async () => {
  const page = await openCase(pictured.id)
  const count = pictured.photo_list?.length ?? 0
  await thumbs(page, '[data-photo-state="here"]').nth(count - 1).waitFor()
  await stage.killCentral()
  await until(async () => (await stage.ask('sync.status', null)).state === 'offline')
  await page.locator('input[type="file"]').setInputFiles([fileOf('phone.jpg', phoneJpeg()), fileOf('large.png', pictureOf(700)), fileOf('notes.png', Buffer.from('no picture'))])
  await thumbs(page, '[data-photo-mark="unsent"]').nth(1).waitFor()
  await page.locator('[data-photos-adding]').getByText('notes.png').waitFor()
  assert.match((await page.locator('[data-photos-adding]').innerText()), /不是 JPEG/)
  await page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
  }, pictureOf(40).toString('base64'))
  await thumbs(page, '[data-photo-mark="unsent"]').nth(2).waitFor()
  assert.equal(await thumbs(page).count(), count + 3)
  assert.ok(await page.getByText('只在本机').count() >= 3)
  // The last one is taken back while it has never been sent.
  await thumbs(page).last().locator('button').click()
  await page.locator('[data-photo-viewer]').getByRole('button', { name: '撤回这张' }).click()
  await until(async () => (await thumbs(page).count()) === count + 2)
  await page.reload()
  await until(async () => (await thumbs(page, '[data-photo-mark="unsent"]').count()) === 2)
  assert.deepEqual((await stage.ask('photos.list', { id: pictured.id }))?.photos.filter(({ mark }) => mark === 'unsent').length, 2)
  assert.deepEqual(stage.complaints.filter((text) => !text.includes('ERR_')), [])
  await page.context().close()
})
