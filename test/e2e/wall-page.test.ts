/** A wall's page in a real browser: it turns, obeys, goes stale by itself, and comes back from what befalls it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startLoopback } from '../../main/loopback/loopback.ts'
import type { Answer } from '../../preload/contract/api.ts'
import type { SceneId, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { BUILT_PAGE, enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
const SIZE = { width: 1366, height: 768 }
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 4_000, days: 60 })
  await enterAs(stage, 'wall-jiangbei')
})
after(() => stage?.close())

async function setWall(id: WallId, scenes: readonly SceneId[], dwellMs: number): Promise<WallSettings> {
  const { settings } = await stage.ask('wall.state', { wall: id })
  const next: WallSettings = { ...settings, orbit: false, night: null, scenes: settings.scenes.map((one) => ({ ...one, dwellMs, on: scenes.includes(one.scene) })) }
  await stage.ask('wall.set', next)
  return next
}
const read = (page: Page, name: string): Promise<string | null> => page.locator('[data-wall]').first().getAttribute(`data-${name}`)
const sees = (page: Page, name: string, value: string): Promise<void> => page.locator(`[data-wall][data-${name}="${value}"]`).waitFor()
async function turnsTo(page: Page, key: string): Promise<string> {
  const turns = Number(await read(page, 'changes'))
  await page.keyboard.press(key)
  await sees(page, 'drawn', String(turns + 1))
  return (await read(page, 'scene')) ?? ''
}
const openDrawn = async (...[wall, options]: Parameters<Stage['openWall']>): Promise<Page> => {
  const page = await stage.openWall(wall, { ...SIZE, ...options })
  await page.locator('[data-drawn]:not([data-drawn="0"])').waitFor()
  return page
}

test('scenes follow each other by themselves, each drawn', needs, async () => {
  await setWall('1', ['overview', 'loop'], 10_000)
  const page = await openDrawn('1')
  const seen: (string | null)[] = []
  for (const turn of ['1', '2', '3']) {
    await sees(page, 'drawn', turn)
    seen.push(await read(page, 'scene'))
  }
  assert.deepEqual(seen, ['overview', 'loop', 'overview'])
  await page.context().close()
})

test('keys step, pin, and switch scenes off, and the console hears of it', needs, async () => {
  await setWall('1', ['overview', 'bottleneck', 'coverage'], 600_000)
  const page = await openDrawn('1')
  assert.equal(await turnsTo(page, 'ArrowRight'), 'bottleneck')
  assert.equal(await turnsTo(page, '6'), 'coverage')
  assert.equal(await turnsTo(page, 'PageUp'), 'bottleneck')
  await page.keyboard.press('Space')
  await sees(page, 'pinned', 'bottleneck')
  await until(async () => (await stage.ask('wall.state', { wall: '1' })).pinned?.scene === 'bottleneck', 20_000)
  await page.keyboard.press('5')
  await sees(page, 'pinned', '')
  await until(async () => (await stage.ask('wall.state', { wall: '1' })).pinned === null, 20_000)
  await page.keyboard.press('?')
  await page.getByText('确认告警').waitFor()
  await page.keyboard.press('/')
  await page.getByText('场景开关').waitFor()
  const [sheet, board] = await page.evaluate(() => ['.wall-switches', '.wall'].map((part) => getComputedStyle(document.querySelector(part)!).fontFamily))
  assert.equal(sheet, board)
  assert.equal(await page.locator('.wall-switches').getAttribute('lang'), 'zh-CN')
  await page.keyboard.press('4')
  await until(async () => (await stage.ask('wall.state', { wall: '1' })).scenes.every(({ scene }) => scene !== 'coverage'), 20_000)
  await page.keyboard.press('Escape')
  assert.equal(await turnsTo(page, 'ArrowRight'), 'overview')
  // From the desk, by the same orders.
  await stage.ask('wall.command', { wall: '1', command: { do: 'step', by: 1 } })
  await sees(page, 'scene', 'bottleneck')
  await page.context().close()
})

test('while the console is silent everything turns stale and the scenes go on; when it answers all is fresh again', needs, async () => {
  await setWall('1', ['overview', 'bottleneck'], 10_000)
  const page = await openDrawn('1', { prepare: (fresh) => fresh.clock.install() })
  assert.notEqual(await turnsTo(page, 'ArrowRight'), await turnsTo(page, 'ArrowRight'), 'both have been here')
  await page.locator('.wall-map[data-freshness="fresh"]').waitFor()
  const heart = await read(page, 'heart')
  await page.route('**/api/call', (route) => route.abort())
  await page.clock.fastForward(180_000)
  await page.clock.fastForward(600_000)
  await sees(page, 'link', 'silent')
  await page.locator('.wall-map[data-freshness="stale"], .wall-map[data-freshness="lost"]').waitFor()
  const turns = Number(await read(page, 'changes'))
  await page.clock.fastForward(12_000)
  await until(async () => Number(await read(page, 'changes')) > turns, 60_000)
  assert.equal(await turnsTo(page, 'ArrowRight') === '', false, 'keys act all the same')
  await page.unroute('**/api/call')
  await sees(page, 'link', 'here')
  await page.locator('.wall-map[data-freshness="fresh"]').waitFor()
  await until(async () => (await read(page, 'heart')) !== heart, 60_000)
  await page.context().close()
})

/** In the page before anything else: keeps the newest context. */
function keepContext(): void {
  const get = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, options?: unknown) => unknown
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    const context = get.call(this, kind, options)
    if (context instanceof WebGL2RenderingContext) Object.assign(window, { lastContext: context })
    return context
  } as typeof HTMLCanvasElement.prototype.getContext
}

/** In the page before anything else: as without a graphics card. */
function refuseContexts(): void {
  const get = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, options?: unknown) => unknown
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    return kind.startsWith('webgl') ? null : get.call(this, kind, options)
  } as typeof HTMLCanvasElement.prototype.getContext
}

test('a lost context is made anew: the same picture is back, and a beat says so', needs, async () => {
  await setWall('1', ['overview'], 600_000)
  const page = await openDrawn('1', { prepare: (fresh) => fresh.addInitScript(keepContext) })
  const picture = (): Promise<Buffer> => page.locator('.wall-slot').screenshot()
  let steady = await picture()
  await until(async () => {
    const last = steady
    steady = await picture()
    return last.equals(steady)
  }, 30_000)
  await page.evaluate(() => (window as unknown as { lastContext: WebGL2RenderingContext }).lastContext.getExtension('WEBGL_lose_context')!.loseContext())
  await until(async () => {
    const beat = (await stage.ask('wall.walls', null)).health.find(({ wall }) => wall === '1')?.beat
    return beat?.lost === 1 && beat.decks === 2 && beat.contexts === 1
  }, 30_000)
  await until(async () => (await picture()).equals(steady), 30_000)
  await page.context().close()
})

test('in safe mode every scene is drawn without WebGL', needs, async () => {
  await setWall('1', ['overview', 'bottleneck', 'loop'], 600_000)
  const page = await openDrawn('1', { safe: true, prepare: (fresh) => fresh.addInitScript(keepContext) })
  for (const scene of ['bottleneck', 'loop', 'overview']) {
    assert.equal(await turnsTo(page, 'ArrowRight'), scene)
    assert.equal(await page.locator('canvas').count(), 1)
    const colours = await page.locator('canvas[data-drawn-map]').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      return new Set(new Uint32Array((canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data.buffer)).size
    })
    assert.ok(colours > 50, `${scene}: ${colours} colours`)
  }
  assert.equal(await page.evaluate(() => 'lastContext' in window), false)
  await until(async () => (await stage.ask('wall.walls', null)).health.find(({ wall }) => wall === '1')?.beat?.safe === true, 30_000)
  await page.context().close()
})

test('a wall whose browser has no WebGL paints its map all the same, and what it paints counts as frames', needs, async () => {
  const settings = await setWall('1', ['overview'], 600_000)
  const beat = async () => (await stage.ask('wall.walls', null)).health.find(({ wall }) => wall === '1')?.beat
  const other = (await beat())?.page
  const page = await openDrawn('1', { prepare: (fresh) => fresh.addInitScript(refuseContexts) })
  await until(async () => {
    const first = await beat()
    return first?.page !== other && first?.safe === true && first.decks === 0 && first.frames > 0
  }, 30_000)
  const before = await beat()
  // News of any kind is drawn, changed or not.
  await stage.ask('wall.set', settings)
  await until(async () => ((await beat())?.frames ?? 0) > before!.frames, 30_000)
  assert.equal((await beat())?.page, before!.page, 'it was not loaded anew')
  await page.context().close()
})

test('two walls show different scenes, and a key at one moves it alone', needs, async () => {
  await setWall('1', ['overview', 'bottleneck'], 600_000)
  await setWall('2', ['loop', 'health'], 600_000)
  const [first, second] = [await openDrawn('1'), await openDrawn('2')]
  assert.deepEqual([await read(first, 'scene'), await read(second, 'scene')], ['overview', 'loop'])
  assert.equal(await turnsTo(second, 'ArrowRight'), 'health')
  assert.equal(await read(first, 'scene'), 'overview')
  for (const page of [first, second]) await page.context().close()
})

test('a page loaded anew begins with the scene that it showed', needs, async () => {
  await setWall('1', ['overview', 'bottleneck', 'coverage'], 600_000)
  const page = await openDrawn('1')
  assert.equal(await turnsTo(page, 'ArrowLeft'), 'coverage')
  await page.reload()
  await page.locator('[data-drawn="1"]').waitFor()
  assert.equal(await read(page, 'scene'), 'coverage')
  await page.context().close()
})

test('a console that was started anew does not know the page, and the page says so and keeps its picture', needs, async (t) => {
  await setWall('1', ['overview', 'bottleneck'], 600_000)
  const own = await startLoopback({ console: stage.core, files: BUILT_PAGE, port: 0 })
  let anew = own
  t.after(() => anew.close())
  const page = await (await stage.browser.newContext({ viewport: SIZE, locale: 'zh-CN' })).newPage()
  await page.goto(own.wallAddress('1'))
  await page.locator('[data-drawn="1"]').waitFor()
  await own.close()
  await sees(page, 'link', 'silent')
  anew = await startLoopback({ console: stage.core, files: BUILT_PAGE, port: own.port })
  await sees(page, 'link', 'stopped')
  await page.getByText('控制台已重启').waitFor()
  assert.equal(await read(page, 'scene'), 'overview')
  await page.context().close()
})

test('a scene that cannot be drawn takes nothing with it: the others go on, it is left out, and a beat says so', needs, async (t) => {
  await setWall('1', ['overview', 'bottleneck', 'loop'], 600_000)
  const spoilt = { ...stage.core, async dispatch(method: string, input: unknown, ...rest: [never]) {
    const answer = (await stage.core.dispatch(method, input, ...rest)) as Answer<object>
    const isSpoilt = method === 'wall.scene' && (input as { scene: SceneId }).scene === 'bottleneck' && answer.ok
    return isSpoilt ? { ...answer, value: { ...answer.value, figures: null } } : answer
  } } as typeof stage.core
  const own = await startLoopback({ console: spoilt, files: BUILT_PAGE, port: 0 })
  t.after(() => own.close())
  const page = await (await stage.browser.newContext({ viewport: SIZE, locale: 'zh-CN' })).newPage()
  await page.goto(own.wallAddress('1'))
  await page.locator('[data-drawn="1"]').waitFor()
  for (const tries of [1, 2, 3]) {
    await sees(page, 'scene', 'overview')
    await page.keyboard.press('ArrowRight')
    await page.locator('[data-wall][data-scene="loop"] .wall-list').waitFor()
    if (tries < 3) await page.keyboard.press('ArrowRight')
  }
  await until(async () => (await stage.ask('wall.walls', null)).health.find(({ wall }) => wall === '1')?.beat?.disabled.join() === 'bottleneck', 30_000)
  assert.equal(await turnsTo(page, 'ArrowLeft'), 'overview')
  await page.context().close()
})
