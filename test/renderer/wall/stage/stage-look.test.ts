/** The stage in every size, scene and language: nothing small, faint, cut or covered; and the eye that says so finds what is planted. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { SCENES, type WallSettings } from '../../../../preload/contract/wall-settings.ts'
import { makeText } from '../../../../renderer/chrome/phrase.ts'
import { browserTest, findChromium } from '../../../browser/chromium.ts'
import { wallFaults } from '../../../e2e/wall-faults.ts'
import type { Shown } from './page/main.ts'
import { openStagePage, type StagePage } from './stage-page.ts'
import { ALERTS, heardAgo, NOW, wallScene, wallState } from './wall-scenes.ts'

let stage: StagePage
before(async () => {
  if (findChromium() !== null) stage = await openStagePage()
})
after(() => stage?.close())

const LANGUAGES = ['zh-CN', 'en'] as const
const SIZES = [[2560, 1080, 1], [1280, 1024, 1], [1920, 1080, 1], [3840, 2160, 1], [1920, 1080, 2], [5760, 1080, 1], [1366, 768, 1]] as const
const zh = makeText('zh-CN', 'Asia/Shanghai')
const QUIET = { screen: [], banner: [], flood: null }

const shownOf = (settings: Partial<WallSettings>, patch: Partial<Shown> = {}): Shown => ({ state: wallState(settings), scene: wallScene('overview'), now: NOW, alerts: QUIET, link: 'here', keysShown: false, ...patch })

/** Faults of each picture, under its name. */
async function judge(page: Page, pictures: Record<string, Shown>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [name, shown] of Object.entries(pictures)) {
    await page.evaluate((what) => window.wallStage.show(what), shown)
    const faults = await wallFaults(page, { distanceInHeights: shown.state.settings.viewingDistanceInHeights })
    if (faults.length > 0) found[name] = faults
  }
  return found
}

for (const [width, height, scale] of SIZES) {
  test(`all scenes are whole and legible in both languages at ${width} × ${height}, ${scale} to a pixel`, browserTest(), async () => {
    const page = await stage.open(width, height, scale)
    const pictures = Object.fromEntries(LANGUAGES.flatMap((language) => SCENES.map((scene) => [`${scene} ${language}`, shownOf({ language }, { scene: wallScene(scene) })])))
    assert.deepEqual(await judge(page, pictures), {})
    await page.close()
  })
}

test('they are at every distance, by day and by night, at both ends of the orbit', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  const pictures: Record<string, Shown> = {}
  for (const language of LANGUAGES) {
    for (const viewingDistanceInHeights of [2, 3, 4.5, 5, 6]) for (const scene of SCENES) pictures[`${scene} ${language} at ${viewingDistanceInHeights}`] = shownOf({ language, viewingDistanceInHeights }, { scene: wallScene(scene) })
    for (const scene of SCENES) pictures[`${scene} ${language} at night`] = shownOf({ language, night: { from: 14, to: 15 } }, { scene: wallScene(scene) })
    for (const steps of [0, 8, 16, 24]) pictures[`${language} ${steps} steps on`] = shownOf({ language, orbit: true }, { now: NOW + steps * 180_000 })
  }
  assert.deepEqual(await judge(page, pictures), {})
  await page.close()
})

test('they are when they are late, stale and lost, when nothing answers, and under alerts', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  const pictures: Record<string, Shown> = {}
  for (const language of LANGUAGES) {
    for (const viewingDistanceInHeights of [2, 4, 6]) {
      const settings = { language, viewingDistanceInHeights }
      const named = (what: string): string => `${what} ${language} at ${viewingDistanceInHeights}`
      for (const minutes of [5, 12, 90]) for (const scene of SCENES) pictures[named(`${scene} ${minutes} minutes old`)] = shownOf(settings, { state: wallState(settings, { sources: heardAgo(minutes) }), scene: wallScene(scene) })
      for (const link of ['gone', 'stopped', 'nobody'] as const) for (const days of [0, 3, 400]) pictures[named(`${link} for ${days} days`)] = shownOf(settings, { link, now: NOW + 30 * 60_000 + days * 86_400_000 })
      pictures[named('nothing yet')] = shownOf(settings, { scene: null })
      pictures[named('P1')] = shownOf(settings, { alerts: { screen: ALERTS.slice(0, 2), banner: ALERTS.slice(2), flood: null } })
      pictures[named('many P1')] = shownOf(settings, { alerts: { screen: Array.from({ length: 8 }, (_, n) => ({ ...ALERTS[0]!, id: `${n}` })), banner: [], flood: null } })
      pictures[named('flood')] = shownOf(settings, { alerts: { screen: [], banner: [], flood: 14 } })
      pictures[named('banner and keys')] = shownOf(settings, { alerts: { screen: [], banner: ALERTS.slice(2), flood: null }, keysShown: true })
      pictures[named('headline')] = shownOf(settings, { state: wallState(settings, { ticker: [{ headline: 'heat', area: null, number: 38 }] }) })
    }
  }
  assert.deepEqual(await judge(page, pictures), {})
  await page.close()
})

test('a picture that stands says since when, with its day where that is not today, and why', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  const said = async (link: Shown['link'], days: number): Promise<string> => {
    await page.evaluate((shown) => window.wallStage.show(shown), shownOf({}, { link, now: NOW + days * 86_400_000 }))
    return page.locator('.wall-banner').innerText()
  }
  const at = { time: zh.time(NOW), moment: zh.shortMoment(NOW, NOW + 3 * 86_400_000) }
  assert.notEqual(at.time, at.moment)
  assert.equal(await said('gone', 0), `控制台无应答，画面停在 ${at.time}`)
  assert.equal(await said('gone', 3), `控制台无应答，画面停在 ${at.moment}`)
  assert.equal(await said('nobody', 3), `控制台尚未登录，画面停在 ${at.moment}`)
  await page.close()
})

test('the words are the settings’ language, whatever the browser’s is, and nothing is written with an error', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  await page.evaluate((shown) => window.wallStage.show(shown), shownOf({ language: 'en' }))
  assert.equal(await page.locator('.wall-label').first().innerText(), '7-day reports')
  assert.equal(await page.locator('.wall').getAttribute('lang'), 'en')
  await page.evaluate((shown) => window.wallStage.show(shown), shownOf({ language: 'zh-CN' }))
  assert.equal(await page.locator('.wall-label').first().innerText(), '七日上报')
  assert.equal(await page.locator('.wall-simulated').innerText(), '模拟数据')
  await page.close()
  assert.deepEqual(stage.complaints, [])
})

/** Done to a picture without a fault; each must be found by its first word. */
const PLANTED: [fault: string, selector: string, style: string, value: string][] = [
  ['small', '.wall-source', 'font-size', '20px'], ['small', '.wall-row .wall-amount', 'font-size', '28px'], ['small', '.wall-figure', 'font-size', '80px'], ['thin', '.wall-label', 'font-weight', '400'], ['faint', '.wall-label', 'color', '#8494a4'], ['faint', '.wall-finding', 'color', '#6a7884'],
  ['faint', '.wall-legend', 'background-color', 'rgba(16, 24, 32, 0.8)'], ['cut', '.wall-label', 'transform', 'translateX(260px)'], ['cut', '.wall-source', 'transform', 'translateY(40px)'], ['cut', '.wall-legend', 'width', '120px'],
  ['over each other', '.wall-card .wall-age', 'transform', 'translate(110px, -40px)'], ['covered', '.wall-hatching, .wall-dimming, .wall-credit', 'width', '1200px'],
]

for (const [fault, selector, style, value] of PLANTED) {
  test(`planted and found: ${selector} with ${style} ${value} is ${fault}`, browserTest(), async () => {
    const page = await stage.open(1920, 1080)
    await page.evaluate((shown) => window.wallStage.show(shown), shownOf({}))
    assert.deepEqual(await wallFaults(page, { distanceInHeights: 4 }), [])
    await page.locator(selector).first().evaluate((element, [name, to]) => (element as HTMLElement).style.setProperty(name, to, 'important'), [style, value] as const)
    const faults = await wallFaults(page, { distanceInHeights: 4 })
    assert.ok(faults.some((line) => line.startsWith(fault)), faults.join('\n'))
    await page.close()
  })
}

test('planted and found: type made for a nearer viewer is small', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  await page.evaluate((shown) => window.wallStage.show(shown), shownOf({}))
  assert.ok((await wallFaults(page, { distanceInHeights: 5 })).some((line) => line.startsWith('small')))
  await page.close()
})

test('planted and found: a tenth number', browserTest(), async () => {
  const page = await stage.open(1920, 1080)
  await page.evaluate((shown) => window.wallStage.show(shown), shownOf({}))
  await page.locator('.wall-clock').evaluate((element) => element.setAttribute('data-number', '1'))
  assert.deepEqual(await wallFaults(page, { distanceInHeights: 4 }), ['10 numbers, at most 9'])
  await page.close()
})
