/** A weak, a lost and a missing GPU: one context for life, the same picture after a loss, and figures without any picture. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserTest, launchChromium } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const HASH = '#/map?layer=report&last=30d&lng=121.55&lat=29.87&zoom=10'
/** Of longitude, at that zoom. */
const PIXEL_DEGREES = 360 / 512 / 2 ** 10
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

/** In the page before anything else: counts contexts, keeps the newest, and can refuse more. */
function watchContexts(): void {
  const seen = { contexts: [] as WebGL2RenderingContext[], refuse: false }
  Object.assign(window, { seenContexts: seen })
  const get = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, options?: unknown) => unknown
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    if (kind.startsWith('webgl') && seen.refuse) return null
    const context = get.call(this, kind, options)
    if (context instanceof WebGL2RenderingContext && !seen.contexts.includes(context)) seen.contexts.push(context)
    return context
  } as typeof HTMLCanvasElement.prototype.getContext
}
type Watched = { seenContexts: { contexts: WebGL2RenderingContext[]; refuse: boolean } }

async function openWatched(hash: string): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.addInitScript(watchContexts)
  await page.goto(stage.host.startAddress())
  await page.evaluate((to) => void (location.hash = to), hash)
  await page.locator('[data-field-ready="report"]').waitFor()
  return page
}

/** The map's middle as the screen shows it, where no sheet lies over it. */
async function picture(page: Page): Promise<Buffer> {
  const box = (await page.locator('[data-map]').boundingBox())!
  return page.screenshot({ clip: { x: box.x + 450, y: box.y + 120, width: 380, height: 300 } })
}

/** The picture once it has stood still for two looks. */
async function settledPicture(page: Page): Promise<Buffer> {
  for (let before = await picture(page); ;) {
    const now = await picture(page)
    if (now.equals(before)) return now
    before = now
  }
}

const lose = (page: Page): Promise<void> => page.evaluate(() => {
  const { contexts } = (window as unknown as Watched).seenContexts
  contexts.at(-1)!.getExtension('WEBGL_lose_context')!.loseContext()
})

test('fifty changes of section, mode, layer and comparison use one WebGL context and one canvas', needs, async () => {
  const page = await openWatched(HASH)
  const hashes = [
    '#/map?layer=report&mode=areas', '#/map?layer=report&mode=cells', '#/map?layer=report&last=14d&vs=before', '#/sync', '#/map?layer=bottleneck',
    '#/quality', '#/map?layer=report&mode=areas&last=14d&vs=weeks', '#/map?layer=coverage', '#/settings', HASH,
  ]
  for (let n = 0; n < 50; n++) {
    await page.evaluate((to) => void (location.hash = to), hashes[n % hashes.length]!)
    await page.waitForFunction((isMap) => (document.querySelector('[data-map]') !== null) === isMap, hashes[n % hashes.length]!.startsWith('#/map'))
  }
  await page.locator('[data-map][data-field-ready="report"]').waitFor()
  assert.equal(await page.evaluate(() => (window as unknown as Watched).seenContexts.contexts.length), 1)
  assert.equal(await page.locator('canvas').count(), 1)
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('a lost context comes back in place with the same camera and, to the pixel, the same picture', needs, async () => {
  const page = await openWatched(HASH)
  const before = await settledPicture(page)
  const { hash } = new URL(page.url())
  for (const time of [2, 3]) {
    await lose(page)
    await page.waitForFunction((n) => (window as unknown as Watched).seenContexts.contexts.length === n, time)
    // Until then the canvas is empty: the picture is there again when it equals the one before.
    const deadline = Date.now() + 30_000
    let now = await settledPicture(page)
    while (!now.equals(before) && Date.now() < deadline) now = await settledPicture(page)
    assert.ok(now.equals(before), `the picture after loss ${time - 1}`)
    assert.equal(new URL(page.url()).hash, hash)
    assert.equal(await page.locator('canvas').count(), 1)
  }
  await page.context().close()
})

test('a context lost for good leaves a message, the figures and the table; trying again brings the picture back', needs, async () => {
  const page = await openWatched(HASH)
  const before = await settledPicture(page)
  await page.evaluate(() => void ((window as unknown as Watched).seenContexts.refuse = true))
  await lose(page)
  const message = page.getByRole('alert').filter({ hasText: '图形上下文' })
  await message.waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: '区域' }).click()
  await page.locator('[data-areas="district"] [data-area]').first().waitFor()
  // One try in vain is not the last.
  await message.getByRole('button').click()
  await message.waitFor({ state: 'detached' })
  await message.waitFor({ timeout: 60_000 })
  await page.evaluate(() => void ((window as unknown as Watched).seenContexts.refuse = false))
  await message.getByRole('button').click()
  await message.waitFor({ state: 'detached' })
  const deadline = Date.now() + 30_000
  let now = await settledPicture(page)
  while (!now.equals(before) && Date.now() < deadline) now = await settledPicture(page)
  assert.ok(now.equals(before))
  await page.context().close()
})

test('without WebGL the page says so, and legend, figures and areas still answer', needs, async () => {
  const browser = await launchChromium(['--disable-3d-apis'])
  try {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(stage.host.startAddress())
    await page.evaluate((to) => void (location.hash = to), HASH)
    const message = page.getByRole('alert').filter({ hasText: 'WebGL 2' })
    await message.waitFor()
    assert.equal(await page.evaluate(() => document.createElement('canvas').getContext('webgl2')), null)
    await page.getByRole('region', { name: '图例' }).waitFor()
    await page.locator('[data-figure]').first().waitFor()
    await page.getByRole('tab', { name: '区域' }).click()
    await page.locator('[data-areas="district"] [data-area]').first().waitFor()
    await message.getByRole('button').click()
    await message.waitFor()
    assert.equal(await page.locator('[data-software-gpu]').count(), 0)
    assert.deepEqual(errors, [])
  } finally {
    await browser.close()
  }
})

test('a picture computed without a graphics card is said to be', needs, async () => {
  const page = await openWatched(HASH)
  const renderer = await page.evaluate(() => {
    const gl = (window as unknown as Watched).seenContexts.contexts[0]!
    return String(gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')!.UNMASKED_RENDERER_WEBGL))
  })
  assert.equal(await page.locator('[data-software-gpu]').count(), /swiftshader|llvmpipe|basic render/i.test(renderer) ? 1 : 0, renderer)
  await page.context().close()
})

test('a map that stands still asks for no frame; a drag gets its frames, and then it is quiet again', needs, async () => {
  const page = await openWatched(HASH)
  await settledPicture(page)
  await page.evaluate(() => {
    const request = window.requestAnimationFrame.bind(window)
    Object.assign(window, { framesAsked: 0 })
    window.requestAnimationFrame = (callback) => {
      (window as unknown as { framesAsked: number }).framesAsked++
      return request(callback)
    }
  })
  const asked = (): Promise<number> => page.evaluate(() => (window as unknown as { framesAsked: number }).framesAsked)
  /** Until none was asked for between two looks. */
  const calm = async (): Promise<number> => {
    let before = -1
    await until(async () => {
      const last = before
      before = await asked()
      return last === before
    }, 30_000)
    return before
  }
  const still = await calm()
  const box = (await page.locator('[data-map]').boundingBox())!
  await page.mouse.move(box.x + 700, box.y + 250)
  await page.mouse.down()
  await page.mouse.move(box.x + 640, box.y + 250, { steps: 5 })
  await page.mouse.up()
  assert.ok(await calm() > still)
  await page.context().close()
})

test('panning inside the computed margin asks for no field again; beyond it, once', needs, async () => {
  const page = await openWatched(HASH)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/call')) asked.push((JSON.parse(request.postData() ?? '{}') as { method: string }).method)
  })
  await settledPicture(page)
  const box = (await page.locator('[data-map]').boundingBox())!
  const lngShown = (): Promise<number> => page.evaluate(() => Number(new URLSearchParams(location.hash.split('?')[1]).get('lng')))
  const from = await lngShown()
  let moved = 0
  /** Until the address names where the drag ended: it may name a place on the way first. */
  const drag = async (right: number): Promise<void> => {
    await page.mouse.move(box.x + 700, box.y + 250)
    await page.mouse.down()
    await page.mouse.move(box.x + 700 - right, box.y + 250, { steps: 5 })
    await page.mouse.up()
    // The first of the five steps tells a drag from a press.
    moved += right * 0.8
    await until(async () => Math.abs((await lngShown()) - (from + moved * PIXEL_DEGREES)) < 2 * PIXEL_DEGREES, 30_000)
  }
  asked.length = 0
  // The grid is a quarter larger than the view it was asked for: an eighth on each side.
  for (const share of [0.1, -0.1, -0.1, 0.1, 0.05, -0.1]) await drag(box.width * share)
  await settledPicture(page)
  assert.deepEqual(asked.filter((method) => method === 'field.get'), [])
  await drag(box.width * 0.3)
  await until(() => asked.includes('field.get'), 30_000)
  await settledPicture(page)
  assert.equal(asked.filter((method) => method === 'field.get').length, 1)
  await page.context().close()
})
