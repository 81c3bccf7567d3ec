/** What a wall shows of a whole console, at the five sizes, in all scenes and both languages: legible from where the farthest viewer sits, nothing cut, nothing over anything else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { SCENES, type WallSettings } from '../../preload/contract/wall-settings.ts'
import { browserTest } from '../browser/chromium.ts'
import { enterAs, openStage, type Stage } from './stage.ts'
import { wallFaults } from './wall-faults.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 20_000, days: 60 })
  await enterAs(stage, 'wall-jiangbei')
})
after(() => stage?.close())

/** All scenes on, none turning by itself, and no alert over them. */
async function quietWall(patch: Partial<WallSettings>): Promise<void> {
  const { settings, alerts } = await stage.ask('wall.state', { wall: '1' })
  await stage.ask('wall.set', { ...settings, orbit: false, night: null, scenes: SCENES.map((scene) => ({ scene, on: true, dwellMs: 600_000 })), ...patch })
  const open = alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ id }) => id)
  if (open.length > 0) await stage.ask('wall.acknowledge', { alerts: open.slice(0, 100) })
}

/** Waits for the scene last asked for to be the one drawn; its turn. */
async function settled(page: Page, after: number): Promise<number> {
  const turn = await page.waitForFunction((turns) => {
    const { changes, drawn } = document.querySelector<HTMLElement>('[data-wall]')?.dataset ?? {}
    return changes !== undefined && changes === drawn && Number(drawn) > turns ? Number(drawn) : false
  }, after)
  return Number(await turn.jsonValue())
}

/** One round, by the wall's own key: the faults of each scene that has any, and all scenes that were seen. */
async function lookRound(page: Page, distanceInHeights: number): Promise<{ seen: string[]; faults: Record<string, string[]> }> {
  const faults: Record<string, string[]> = {}
  const seen = new Set<string>()
  let turn = await settled(page, -1)
  for (let n = 0; n < SCENES.length; n++) {
    await page.keyboard.press('ArrowRight')
    turn = await settled(page, turn)
    // A fade is not what is judged.
    await page.evaluate(() => Promise.all(document.getAnimations().map(async (animation) => animation.finish())))
    const scene = (await page.locator('.wall-finding').getAttribute('data-scene')) ?? ''
    seen.add(scene)
    const found = await wallFaults(page, { distanceInHeights })
    if (found.length > 0) faults[scene] = found
  }
  return { seen: [...seen].sort(), faults }
}

const SIZES = [[1920, 1080, 1], [3840, 2160, 1], [1920, 1080, 2], [5760, 1080, 1], [1366, 768, 1]] as const
for (const [width, height, deviceScaleFactor] of SIZES) {
  test(`at ${width} × ${height}, ${deviceScaleFactor} to a pixel, every scene is legible and whole in both languages`, needs, async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      await quietWall({ language, viewingDistanceInHeights: 4 })
      const page = await stage.openWall('1', { width, height, deviceScaleFactor })
      await page.locator(`.wall[lang="${language}"] .wall-finding[data-scene]`).waitFor()
      const { seen, faults } = await lookRound(page, 4)
      assert.deepEqual(faults, {}, language)
      assert.deepEqual(seen, [...SCENES].sort())
      await page.context().close()
    }
  })
}

test('from six picture heights away too', needs, async () => {
  await quietWall({ language: 'zh-CN', viewingDistanceInHeights: 6 })
  const page = await stage.openWall('1', {})
  await page.locator('.wall-finding[data-scene]').waitFor()
  assert.deepEqual((await lookRound(page, 6)).faults, {})
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})
