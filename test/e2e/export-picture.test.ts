/** The picture is the painted frame, pixel by pixel, with its sheet; the link opens the same view. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserTest } from '../browser/chromium.ts'
import { choose, download, openExports } from './downloads.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

interface Matched {
  width: number
  height: number
  /** Rows of the picture at which all samples of the screen's map are found. */
  offsets: number[]
  /** Samples that differ at the best row. */
  misses: number
  samples: number
  colours: number

}

/** Compares the file with the screenshot in a page that is none of the product's: samples of the map where nothing lies over it. */
async function match(picture: Buffer, screen: Buffer, map: { x: number; y: number }, samples: [number, number][], scale: number): Promise<Matched> {
  const page = await stage.browser.newPage()
  try {
    return await page.evaluate(async ({ urls, map, samples, scale }) => {
      const [file, shot] = await Promise.all(urls.map(async (url) => {
        const image = new Image()
        image.src = url
        await image.decode()
        const canvas = document.createElement('canvas')
        Object.assign(canvas, { width: image.width, height: image.height })
        const pen = canvas.getContext('2d', { willReadFrequently: true })!
        pen.drawImage(image, 0, 0)
        return { width: image.width, height: image.height, at: (x: number, y: number) => [...pen.getImageData(x, y, 1, 1).data].slice(0, 3) }
      }))
      // Edges are drawn anew by finer pixels: what is compared are places whose neighbours have the same colour.
      const flat = samples.filter(([x, y]) => {
        const colour = String(shot!.at(map.x + x, map.y + y))
        return [-1, 0, 1].every((right) => [-1, 0, 1].every((down) => String(shot!.at(map.x + x + right, map.y + y + down)) === colour))
      })
      const wanted = flat.map(([x, y]) => shot!.at(map.x + x, map.y + y))
      const offsets: number[] = []
      let fewest = flat.length
      for (let top = 40; top < 260; top++) {
        const misses = flat.filter(([x, y], n) => file!.at(Math.round((24 + x) * scale), Math.round((top + y) * scale)).some((part, channel) => Math.abs(part - wanted[n]![channel]!) > 3)).length
        fewest = Math.min(fewest, misses)
        if (misses <= flat.length / 100) offsets.push(top)
      }
      return { width: file!.width, height: file!.height, offsets, misses: fewest, samples: flat.length, colours: new Set(wanted.map(String)).size }
    }, { urls: [picture, screen].map((png) => `data:image/png;base64,${png.toString('base64')}`), map, samples, scale })
  } finally {
    await page.close()
  }
}

/** Points of the map's box that no panel covers, in pixels from its corner. */
async function freeSamples(page: Page): Promise<{ map: { x: number; y: number; width: number; height: number }; samples: [number, number][] }> {
  return page.evaluate(() => {
    const element = document.querySelector('[data-map]')!
    const { x, y, width, height } = element.getBoundingClientRect()
    // Some panels let the pointer through: for a moment none does.
    const panels = [...element.querySelectorAll<HTMLElement>('*')].filter((one) => one.textContent !== '' && one.style.pointerEvents === '' && getComputedStyle(one).pointerEvents === 'none')
    for (const panel of panels) panel.style.pointerEvents = 'auto'
    const samples: [number, number][] = []
    for (let i = 1; i < 40; i++) {
      for (let j = 1; j < 30; j++) {
        const [left, top] = [Math.round((width * i) / 40), Math.round((height * j) / 30)]
        if (document.elementFromPoint(x + left, y + top)?.tagName === 'CANVAS') samples.push([left, top])
      }
    }
    for (const panel of panels) panel.style.pointerEvents = ''
    return { map: { x, y, width, height }, samples }
  })
}

for (const look of [
  { hash: '#/map?layer=report&last=400d', size: { width: 1366, height: 768 }, english: false, dark: false, scale: 1 },
  { hash: '#/map?layer=report&last=400d', size: { width: 1920, height: 1080 }, english: true, dark: true, scale: 2 },
  { hash: '#/map?layer=report&last=400d&mode=cells&lng=121.55&lat=29.87&zoom=13', size: { width: 1366, height: 768 }, english: true, dark: false, scale: 2 },
  { hash: '#/map?layer=report&last=14d&vs=weeks&lng=121.55&lat=29.87&zoom=10', size: { width: 1366, height: 768 }, english: false, dark: false, scale: 2 },
  { hash: '#/map?last=400d&mode=areas', size: { width: 1920, height: 1080 }, english: false, dark: true, scale: 1 },
]) {
  test(`the picture of ${look.hash} at ${look.size.width} × ${look.size.height}, ${look.dark ? 'dark' : 'light'}, ${look.scale}×, is what is painted`, needs, async () => {
    const page = await stage.openPage(look.hash, { ...look.size, dark: look.dark })
    if (look.english) await page.getByRole('button', { name: /^EN|English/ }).first().click()
    await page.locator('[data-sync="idle"]').waitFor()
    await page.locator('section[aria-label="图例"], section[aria-label="Legend"]').waitFor()
    await openExports(page)
    await choose(page, 'picture', String(look.scale))
    // The export's button is there once the picture has no newer one coming.
    await page.locator('[data-export] button:not([disabled])', { hasText: /^(导出|Export)$/ }).waitFor()
    const file = await download(page)
    assert.match(file.name, look.english ? /Simulated-data\.png$/ : /模拟数据\.png$/)
    await page.keyboard.press('Escape')
    await page.locator('[data-export]').waitFor({ state: 'detached' })
    // The words under the pointer let it through too.
    await page.mouse.move(2, 2)
    await page.locator('[data-readout]').waitFor({ state: 'detached' })
    const { map, samples } = await freeSamples(page)
    const found = await match(file.bytes, await page.screenshot(), map, samples, look.scale)
    assert.equal(found.width, Math.round((24 + map.width + 16 + 264 + 24) * look.scale))
    assert.ok(found.height > (map.height + 100) * look.scale, 'a head above and a foot below')
    assert.ok(found.samples > 250, `${found.samples} samples`)
    assert.ok(found.colours >= 3, `the samples see ${found.colours} colours`)
    assert.ok(found.offsets.length >= 1 && found.offsets.length <= 9, `the frame lies once in the picture: at ${found.offsets.join()}, ${found.misses} of ${found.samples} differ`)
    assert.deepEqual(stage.complaints, [])
    await page.context().close()
  })
}

test('after the graphics context is lost the picture is refused in words, and figures still leave', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&last=400d', { width: 1366, height: 768 })
  await page.locator('[data-field-ready="report"]').waitFor()
  const lost = page.getByText('图形上下文已丢失', { exact: false })
  for (let n = 0; n < 12 && (await lost.count()) === 0; n++) {
    await page.evaluate(() => (document.querySelector('[data-map] canvas') as HTMLCanvasElement | null)?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext())
    await page.waitForFunction((before) => document.querySelector('[data-map] canvas') !== before, await page.evaluateHandle(() => document.querySelector('[data-map] canvas')), { timeout: 5_000 }).catch(() => null)
  }
  await lost.waitFor()
  await openExports(page)
  await page.locator('[data-export]').getByText('图形上下文不可用').waitFor()
  assert.ok(await page.locator('[data-export]').getByRole('button', { name: '导出', exact: true }).isDisabled())
  await choose(page, 'overview', 'csv')
  assert.equal((await download(page)).after, 12)
  await page.context().close()
})

test('the link holds the camera of this moment, is announced, and opens the same view', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&last=7d&lng=121.55&lat=29.87&zoom=12', { width: 1366, height: 768 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.locator('[data-map]').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('l')
  await page.locator('output[data-link="copied"]').getByText('链接已复制').waitFor()
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  assert.equal(link.origin, stage.host.origin)
  assert.match(link.hash, /^#\/map\?layer=report&last=7d&lng=121\.5\d+&lat=29\.87&zoom=12$/)
  assert.notEqual(new URLSearchParams(link.hash.split('?')[1]).get('lng'), '121.55', 'the step to the right is in it')
  assert.doesNotMatch(link.href, /code=|token/)
  const other = await stage.openPage(link.hash, { width: 1366, height: 768 })
  await other.locator('[data-field-ready="report"]').waitFor()
  assert.equal(await other.locator('[data-map]').getAttribute('data-records'), await page.locator('[data-map]').getAttribute('data-records'))
  assert.equal(new URL(other.url()).hash, link.hash)
  await other.context().close()
  await page.context().close()
})

test('where the clipboard is closed the link stands in a field, chosen whole', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&last=7d&lng=121.55&lat=29.87&zoom=12', { width: 1366, height: 768 })
  await page.locator('[data-field-ready="report"]').waitFor()
  // Whatever is not granted by name is denied from here on.
  await page.context().grantPermissions(['geolocation'], { origin: stage.host.origin })
  await page.getByRole('button', { name: '复制本画面的链接' }).click()
  const field = page.getByRole('textbox', { name: '本画面的链接', exact: true })
  await field.waitFor()
  assert.match(await field.inputValue(), /#\/map\?layer=report&last=7d&lng=121\.55&lat=29\.87&zoom=12$/)
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).selectionEnd! - (document.activeElement as HTMLInputElement).selectionStart!), (await field.inputValue()).length)
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  await page.context().close()
})
