/** The base map over the whole chain: a file in the folder is checked, chosen, drawn under the field and named at the edge; broken ones are refused in words. */
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ningboPictures, ningboStreets } from '../basemap/ningbo-streets.ts'
import { styleOf } from '../../renderer/map/tile-style.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const STREETS = 'ningbo.pmtiles'
/** Over a crossing of two main roads, on days without reports: nothing covers the ground. */
const MAP = '#/map?layer=report&from=2019-01-01&to=2019-01-02&show=&lng=121.55&lat=29.875&zoom='
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 1_000, days: 20 })
  await untilSynced(stage)
  put('half.pmtiles', ningboStreets().subarray(0, 5_000))
  put('words.pmtiles', Buffer.from('这不是地图'.repeat(100)))
  put(STREETS, ningboStreets())
  put('pictures.pmtiles', ningboPictures())
})
after(async () => {
  await stage?.close()
})

function put(name: string, bytes: Uint8Array): void {
  const folder = join(stage.folder, 'basemaps')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

async function choose(name: string | null): Promise<void> {
  let id: string | null = null
  await until(async () => {
    const file = (await stage.ask('basemap.list', null)).files.find((one) => one.name === name)
    id = file?.id ?? null
    return name === null || file?.state.is === 'sound'
  }, 30_000)
  await stage.ask('basemap.choose', { id })
}

const drawn = (page: Page): Promise<void> => page.locator('[data-tiles-waiting="0"]:not([data-tiles-shown="0"])').waitFor()

/** How many pixels near the middle have this colour, as the operator sees them; a stretched line has it to within a few steps. */
async function pixelsOf(page: Page, colour: readonly number[]): Promise<number> {
  const picture = await page.locator('[data-map]').screenshot()
  return page.evaluate(async ({ bytes, wanted }) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(420, 100, 300, 300)
    let found = 0
    for (let i = 0; i < data.length; i += 4) if (wanted.every((value, k) => Math.abs(data[i + k]! - value) <= 5)) found++
    return found
  }, { bytes: [...picture], wanted: colour })
}

test('files in the folder are listed with what their check found; a broken one says why and cannot be chosen', needs, async () => {
  const page = await stage.openPage('#/settings', { width: 1366, height: 768 })
  await page.locator(`[data-base-map="${STREETS}"][data-state="sound"]`).waitFor()
  assert.match(await page.locator(`[data-base-map="${STREETS}"]`).innerText(), /测试街道图[\s\S]*© 测试测绘院 & OpenStreetMap[\s\S]*数据 2026年3月1日/)
  assert.equal(await page.locator(`[data-base-map="${STREETS}"] [data-coverage]`).getAttribute('data-coverage'), 'part')
  for (const [name, fault, words] of [['half.pmtiles', 'truncated', /文件不完整/], ['words.pmtiles', 'not-pmtiles', /不是 PMTiles 文件/]] as const) {
    const row = page.locator(`[data-base-map="${name}"]`)
    await row.locator(`[data-fault="${fault}"]`).waitFor()
    assert.match(await row.innerText(), words)
    assert.ok(await row.getByRole('radio').isDisabled())
  }
  assert.match(await page.locator('[data-base-folder]').innerText(), /basemaps$/)
  assert.equal(await page.getByRole('button', { name: '添加底图文件' }).count(), 0, 'this host has no dialogs')
  await page.context().close()
})

test('chosen by keyboard, the streets lie under the map and are named at its edge, with their date; the approval number is printed', needs, async () => {
  const page = await stage.openPage('#/settings', { width: 1366, height: 768, dark: true })
  await page.locator(`[data-base-map="${STREETS}"][data-state="sound"]`).waitFor()
  await page.getByRole('textbox', { name: '审图号' }).fill('甬S(2026)012号 <b>')
  await page.keyboard.press('Enter')
  await page.getByText('已保存').waitFor()
  await page.locator(`[data-base-map="${STREETS}"] input[type="radio"]`).focus()
  await page.keyboard.press('Space')
  await until(async () => (await stage.ask('basemap.get', null)).is === 'file', 10_000)
  await page.keyboard.press('1')
  await page.evaluate((to) => void (location.hash = to), `${MAP}14`)
  await drawn(page)
  await page.locator('[data-field-ready]').waitFor()
  const edge = await page.locator('[data-tiles-shown]').innerText()
  assert.match(edge, /底图：测试街道图，© 测试测绘院 & OpenStreetMap，数据日期 2026年3月1日/)
  assert.match(edge, /审图号：甬S\(2026\)012号 <b>/)
  assert.ok(!edge.includes('无审图号'))
  assert.ok(Number(await page.locator('[data-scale-meters]').getAttribute('data-scale-meters')) > 0)
  await page.context().close()
})

test('a street is drawn where the file has one, over-zoomed as well, in both looks, without a complaint of the browser', needs, async () => {
  await choose(STREETS)
  for (const dark of [true, false]) {
    for (const zoom of [12.4, 14, 16.3]) {
      const page = await stage.openPage(`${MAP}${zoom}`, { width: 1366, height: 768, dark })
      await drawn(page)
      await page.locator('[data-field-ready]').waitFor()
      const street = styleOf('motorway', Math.round(zoom), dark ? 'dark' : 'light')!.colour
      await until(async () => (await pixelsOf(page, street)) > 200, 20_000)
      await stage.ask('basemap.choose', { id: null })
      await page.locator('[data-tiles-shown="0"]').waitFor()
      await until(async () => (await pixelsOf(page, street)) < 50, 20_000)
      await choose(STREETS)
      await page.context().close()
    }
  }
  assert.deepEqual(stage.complaints, [])
})

test('pictures are shown as well; without central nothing changes', needs, async () => {
  await choose('pictures.pmtiles')
  const page = await stage.openPage(`${MAP}13`, { width: 1366, height: 768 })
  await drawn(page)
  assert.match(await page.locator('[data-tiles-shown]').innerText(), /底图：pictures，文件未注明来源，文件日期/)
  await stage.killCentral()
  await page.locator('[data-banner="offline"]').waitFor()
  await choose(STREETS)
  await page.getByText('底图：测试街道图').waitFor()
  await drawn(page)
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('a chosen file that is gone leaves the shipped map and says so; removing one asks first', needs, async () => {
  await choose(STREETS)
  const page = await stage.openPage('#/settings', { width: 1366, height: 768 })
  const row = page.locator('[data-base-map="pictures.pmtiles"]')
  await row.getByRole('button', { name: '移除 pictures.pmtiles' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  assert.equal((await stage.ask('basemap.list', null)).files.length, 4)
  await row.getByRole('button', { name: '移除 pictures.pmtiles' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
  await row.waitFor({ state: 'detached' })
  assert.equal((await stage.ask('basemap.list', null)).files.length, 3)

  rmSync(join(stage.folder, 'basemaps', STREETS))
  await page.evaluate((to) => void (location.hash = to), `${MAP}13`)
  await page.locator('[data-base-unusable]').waitFor()
  assert.equal(await page.locator('[data-tiles-shown]').getAttribute('data-tiles-shown'), '0')
  await page.locator('[data-base-unusable]').getByRole('link', { name: '设置' }).click()
  await page.getByRole('radio', { name: '内置底图' }).click()
  await until(async () => (await stage.ask('basemap.get', null)).is === 'shipped', 10_000)
  await page.context().close()
})
