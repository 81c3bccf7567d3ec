/** The walls from the desk by keys alone, and by presses that come faster than answers. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { WallCommand, WallState } from '../../preload/contract/wall.ts'
import type { WallSettings } from '../../preload/contract/wall-settings.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { enterAs, openStage, type Stage } from './stage.ts'
import { DESK, hearCalls, openDesk } from './walls-desk.ts'

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

const stateOf = (): Promise<WallState> => stage.ask('wall.state', { wall: '1' })

test('by keyboard alone: to the console, step, pin, go on, switch a scene, move it and keep the focus', needs, async () => {
  const page = await stage.openPage('#/sync', DESK)
  await page.locator('[data-scope]').first().waitFor()
  await page.keyboard.press('9')
  await page.locator('[data-preview]:not([data-preview=""])').waitFor()
  const tabTo = async (is: string): Promise<void> => {
    for (let n = 0; n < 120; n++) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, is)) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`no ${is} by Tab`)
  }
  await tabTo('[data-console]')
  const before = (await stateOf()).steps.length
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await until(async () => (await stateOf()).steps.length === before + 2)
  assert.deepEqual((await stateOf()).steps.slice(-2).map(({ by }) => by), [1, -1])
  await page.keyboard.press(' ')
  await page.locator('[data-pinned="overview"]').waitFor()
  await page.keyboard.press(' ')
  await page.locator('[data-pinned=""]').waitFor()
  await tabTo('[data-scene="bottleneck"] input[type="checkbox"]')
  await page.keyboard.press(' ')
  await page.locator('[data-scene="bottleneck"][data-on="false"]').waitFor()
  assert.equal((await stateOf()).pinned, null, 'Space on a switch turns the switch alone')
  await tabTo('[data-scene="bottleneck"] [data-move="1"]')
  await page.keyboard.press('Enter')
  await page.locator('ol [data-scene]:nth-child(3)[data-scene="bottleneck"]').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('ol [data-scene]:nth-child(4)[data-scene="bottleneck"]').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.matches('[data-scene="bottleneck"] [data-move="1"]')), true)
  await page.context().close()
})

test('two fast presses are two, and a key that is held presses once', needs, async () => {
  const page = await openDesk(stage)
  await page.locator('[data-preview]:not([data-preview=""])').waitFor()
  const held = Promise.withResolvers<void>()
  await hearCalls(page, 'wall.state', () => held.promise)
  const orders = await hearCalls<{ command: WallCommand }>(page, 'wall.command')
  const did = (): string[] => orders.map(({ command }) => command.do)
  await page.locator('[data-console]').focus()
  await page.keyboard.press(' ')
  await page.keyboard.press(' ')
  await until(async () => did().length === 2)
  assert.deepEqual(did(), ['pin', 'resume'])
  await page.keyboard.down('ArrowRight')
  await page.keyboard.down('ArrowRight')
  await page.keyboard.up('ArrowRight')
  await page.locator('[data-pin="loop"]').focus()
  await page.keyboard.down('Enter')
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.locator('[data-pin="loop"]').click()
  await until(async () => did().length === 5)
  assert.deepEqual(did().slice(2), ['step', 'pin', 'resume'])
  const isOn = (await page.locator('[data-scene="sites"]').getAttribute('data-on')) === 'true'
  const kept = await hearCalls<WallSettings>(page, 'wall.set')
  await page.locator('[data-scene="sites"] input[type="checkbox"]').evaluate((input: HTMLInputElement) => {
    input.click()
    input.click()
  })
  await until(async () => kept.length === 2)
  assert.deepEqual(kept.map(({ scenes }) => scenes.find(({ scene }) => scene === 'sites')?.on), [!isOn, isOn])
  held.resolve()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().close()
})
