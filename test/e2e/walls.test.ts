/** The walls from the desk, with the real page of a wall beside it: added and taken away, turned, pinned, set, acknowledged. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { WallState } from '../../preload/contract/wall.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { enterAs, openStage, type Stage } from './stage.ts'
import { DESK, hearCalls, openDesk, openWall, shownOn } from './walls-desk.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 4_000, days: 30 })
  await enterAs(stage, 'district-jiangbei')
})
after(async () => {
  await stage?.close()
})

const stateOf = (wall: WallId): Promise<WallState> => stage.ask('wall.state', { wall })
const part = (page: Page, name: 'console' | 'settings' | 'thresholds'): Locator => page.locator(`[data-part="${name}"]`)

test('a wall is added, named and removed, and what was removed comes back as it was', needs, async () => {
  const page = await openDesk(stage)
  for (let n = 0; n < 3; n++) await page.locator('[data-add-wall]').click()
  await page.locator('[data-wall="4"][data-chosen]').waitFor()
  await page.locator('[data-add-wall]').waitFor({ state: 'detached' })
  for (const wall of ['4', '3']) await page.locator(`[data-wall="${wall}"]`).getByRole('button', { name: /移除/ }).click()
  await page.locator('[data-wall="2"] a').click()
  await page.locator('[data-wall="2"][data-chosen]').waitFor()
  await part(page, 'settings').click()
  await page.locator('[data-wall-form="2"] [data-field="name"]').fill('<b>大厅</b> 左')
  await page.locator('[data-wall-form] [type="submit"]').click()
  await page.getByText('<b>大厅</b> 左').first().waitFor()
  const before = (await stage.ask('wall.walls', null)).walls
  await page.locator('[data-wall="2"]').getByRole('button', { name: /移除/ }).click()
  await page.locator('[data-wall="2"]').waitFor({ state: 'detached' })
  assert.deepEqual((await stage.ask('wall.walls', null)).walls.map(({ id }) => id), ['1'])
  await page.locator('[data-undo-remove]').click()
  await page.locator('[data-wall="2"]').waitFor()
  assert.deepEqual((await stage.ask('wall.walls', null)).walls, before)
  await page.context().close()
})

test('what is typed while a save runs stays, what is saved shows at once, and a wall that is removed leaves nothing for the next of its number', needs, async () => {
  const page = await openDesk(stage)
  await page.locator('[data-wall="2"] a').click()
  await part(page, 'settings').click()
  const form = page.locator('[data-wall-form="2"]')
  const [name, distance] = [form.locator('[data-field="name"]'), form.locator('[data-field="distance"]')]
  const [sent, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await hearCalls(page, 'wall.set', () => {
    sent.resolve()
    return answered.promise
  })
  await distance.fill('3.5')
  await form.locator('[type="submit"]').click()
  await sent.promise
  await name.fill('大厅右')
  // From here on the page learns of no wall but by the answers to what it sets.
  const told = Promise.withResolvers<void>()
  let isOver = false
  await hearCalls(page, 'wall.walls', () => (isOver ? told.promise : Promise.resolve()))
  const landed = page.waitForResponse((response) => response.request().postData()?.includes('"wall.set"') === true)
  isOver = true
  answered.resolve()
  await (await landed).finished()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  assert.deepEqual([await name.inputValue(), await distance.inputValue()], ['大厅右', '3.5'])
  isOver = false
  told.resolve()
  await form.locator('[type="submit"]').click()
  await form.getByText('已保存').waitFor()
  assert.equal(await name.inputValue(), '大厅右')

  await name.fill('没有保存')
  await page.locator('[data-wall="2"]').getByRole('button', { name: /移除/ }).click()
  await page.locator('[data-wall="2"]').waitFor({ state: 'detached' })
  await page.locator('[data-add-wall]').click()
  await form.waitFor()
  assert.equal(await name.inputValue(), '大屏 2')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().close()
})

test('the desk opens a wall in a window that knows nothing of it, sees it well, and turns, pins and lets go what it shows', needs, async () => {
  const desk = await openDesk(stage)
  const wall = await openWall(desk, '1')
  assert.equal(await wall.evaluate(() => window.opener), null)
  await desk.locator('[data-wall="1"] [data-condition="well"]').waitFor()
  const first = await shownOn(wall)
  await desk.locator(`[data-preview="${first}"]`).waitFor()
  await desk.locator('[data-press="next"]').click()
  await wall.waitForFunction((scene) => document.querySelector('[data-wall]')?.getAttribute('data-scene') !== scene, first)
  const second = await shownOn(wall)
  await desk.locator(`[data-preview="${second}"]`).waitFor()
  await desk.locator(`[data-scene="${second}"]`).getByText('正在显示').waitFor()

  await desk.locator('[data-press="pin"]').click()
  await desk.locator(`[data-pinned="${second}"]`).waitFor()
  await wall.locator(`[data-wall][data-pinned="${second}"]`).waitFor()
  await desk.locator('[data-pin="loop"]').click()
  await wall.locator('[data-wall][data-scene="loop"]').waitFor()
  await desk.locator('[data-press="pin"]').click()
  await wall.locator('[data-wall][data-pinned=""]').waitFor()
  assert.equal((await stateOf('1')).pinned, null)
  await desk.context().close()
})

test('a scene is switched off, moved and timed, and one always stays on', needs, async () => {
  const page = await openDesk(stage)
  const row = (scene: string): Locator => page.locator(`ol [data-scene="${scene}"]`)
  await row('sites').getByRole('switch').click()
  await page.locator('[data-scene="sites"][data-on="false"]').waitFor()
  await until(async () => !(await stateOf('1')).scenes.some(({ scene }) => scene === 'sites'))
  await row('health').locator('[data-move="-1"]').click()
  await until(async () => (await stateOf('1')).settings.scenes.at(-1)?.scene === 'sites')
  await page.locator('ol [data-scene]:last-child[data-scene="sites"]').waitFor()
  await row('loop').locator('[data-dwell]').fill('9')
  await page.getByText('10–600 秒').waitFor()
  await row('loop').locator('[data-dwell]').fill('25')
  await row('loop').locator('[data-dwell]').press('Enter')
  await until(async () => (await stateOf('1')).settings.scenes.find(({ scene }) => scene === 'loop')?.dwellMs === 25_000)
  await page.keyboard.press('Escape')
  await until(async () => (await row('loop').locator('[data-dwell]').inputValue()) === '25')
  assert.equal(await row('loop').locator('[data-dwell]').evaluate((field) => field === document.activeElement), true, 'who has timed a scene is still in its field')
  for (const scene of ['overview', 'bottleneck', 'hotspot', 'coverage', 'loop']) await row(scene).getByRole('switch').click()
  await page.locator('[data-scene="loop"][data-on="false"]').waitFor()
  assert.equal(await row('health').getByRole('switch').isDisabled(), true)
  for (const scene of ['overview', 'bottleneck', 'hotspot', 'coverage', 'loop', 'sites']) await row(scene).getByRole('switch').click()
  await until(async () => (await stateOf('1')).settings.scenes.every(({ on }) => on))
  await page.context().close()
})

test('an urgent alert sounds on the console wherever one is, and one tone does for two', needs, async () => {
  const { thresholds } = await stage.ask('wall.walls', null)
  await stage.ask('wall.setThresholds', { ...thresholds, sound: true, quiet: null })
  const page = await stage.openPage('#/sync', { ...DESK, prepare: (page) => page.addInitScript(() => {
    const { start } = OscillatorNode.prototype
    Object.assign(globalThis, { tones: 0 })
    OscillatorNode.prototype.start = function (when) {
      ;(globalThis as unknown as { tones: number }).tones++
      start.call(this, when)
    }
  }) })
  const tones = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { tones: number }).tones)
  await page.locator('[data-scope]').first().waitFor()
  await putCases(stage.central, OFFICE, 'danger', 2, { status: 'reported', danger_to_life: true, urgent: true, handed_over: undefined, reported_at: new Date().toISOString(), filed_at: undefined, due_at: undefined, limit: undefined, suspended: undefined, extended: undefined })
  await stage.ask('sync.now', null)
  await page.locator('[data-mute]').waitFor({ state: 'attached' })
  // Where the browser lets nothing sound yet, the page says so and a press is enough.
  await until(async () => (await tones()) > 0 || (await page.locator('[data-mute="true"]').count()) > 0)
  if ((await tones()) === 0) await page.locator('[data-mute="true"] button').click()
  await until(async () => (await tones()) > 0)
  assert.equal(await tones(), 1)
  await stage.ask('wall.setThresholds', thresholds)
  await page.locator('[data-mute]').waitFor({ state: 'detached' })
  await page.context().close()
})

test('an urgent alert comes first; it is acknowledged, then all of them', needs, async () => {
  const page = await openDesk(stage)
  const { alerts, sources } = await stateOf('1')
  assert.equal(alerts.filter(({ level }) => level === 1).length, 2, JSON.stringify({ alerts, sources }))
  const first = page.locator('[data-alerts] [data-alert]').first()
  assert.equal(await first.getAttribute('data-level'), '1')
  const id = await first.getAttribute('data-alert')
  await first.locator('[data-acknowledge]').click()
  await page.locator(`[data-alerts] [data-alert="${id}"][data-seen="true"]`).waitFor()
  assert.deepEqual((await stateOf('1')).alerts.filter(({ acknowledgedAt }) => acknowledgedAt !== null).map((alert) => alert.id), [id])
  await page.locator('[data-acknowledge-all]').click()
  await page.locator('[data-unseen="0"]').waitFor()
  assert.ok((await stateOf('1')).alerts.every(({ acknowledgedAt }) => acknowledgedAt !== null))
  await page.context().close()
})

test('what cannot be set says what to do; what is set outlives a look elsewhere, and the console', needs, async () => {
  const page = await openDesk(stage)
  await part(page, 'settings').click()
  const distance = page.locator('[data-field="distance"]')
  await distance.fill('9')
  await page.getByText('请填 2 到 6 之间的数').waitFor()
  await page.locator('[data-wall-form] [type="submit"]').click()
  assert.equal(await distance.evaluate((field) => field === document.activeElement), true)
  await distance.fill('5.5')
  await page.evaluate(() => void (location.hash = '#/sync'))
  await page.locator('[data-scope]').first().waitFor()
  await page.evaluate(() => void (location.hash = '#/wall'))
  await part(page, 'settings').click()
  assert.equal(await distance.inputValue(), '5.5')
  await page.locator('[data-wall-form] [type="submit"]').click()
  await page.locator('[data-unsaved="false"]').waitFor()
  assert.equal((await stateOf('1')).settings.viewingDistanceInHeights, 5.5)

  await part(page, 'thresholds').click()
  await page.locator('[data-try-sound]').click()
  await page.locator('[data-try-sound="sounded"]').waitFor()
  await page.locator('[data-field="times"]').fill('3')
  await page.locator('[data-thresholds-form] [type="submit"]').click()
  await page.locator('[data-unsaved="false"]').waitFor()
  await page.context().close()
  await stage.restartConsole(stage.central.address)
  const again = await openDesk(stage)
  await part(again, 'settings').click()
  assert.equal(await again.locator('[data-field="distance"]').inputValue(), '5.5')
  assert.equal((await stage.ask('wall.walls', null)).thresholds.hotSpotTimes, 3)
  await again.context().close()
})

test('a damaged file of settings is said, and set anew', needs, async () => {
  await stage.restartConsole(stage.central.address, (folder) => writeFileSync(join(folder, 'walls.json'), '{"version": 1, "walls": 7'))
  const page = await openDesk(stage)
  await page.locator('[data-walls-damaged]').waitFor()
  await page.locator('ol [data-scene="sites"]').getByRole('switch').click()
  await page.locator('[data-walls-damaged]').waitFor({ state: 'detached' })
  await page.context().close()
})

test('with the central gone the desk still turns and sets the wall', needs, async () => {
  await stage.killCentral()
  const page = await openDesk(stage)
  await page.locator('[data-press="pin"]').click()
  await until(async () => (await stateOf('1')).pinned !== null)
  await page.locator('ol [data-scene="sites"]').getByRole('switch').click()
  await page.locator('[data-scene="sites"][data-on="true"]').waitFor()
  assert.equal(await page.locator('[data-wall-failure]').count(), 0)
  await page.context().close()
})
