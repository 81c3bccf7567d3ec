/** The period played on the map: each picture is of its own day, and the end puts back what was there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 20 })
  await untilSynced(stage)
})
after(() => stage?.close())

test('stepped by keyboard and played, the map shows each day’s own count, and ends with the period it began with', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=7d', { width: 1366, height: 768 })
  const map = page.locator('[data-field-ready="report"]')
  await map.waitFor()
  const whole = await map.getAttribute('data-records')
  await page.getByRole('button', { name: '时间播放' }).click()
  const counts: string[] = []
  const days: string[] = []
  for (let day = 0; day < 7; day++) {
    await page.locator(`[data-playback="${day}"]`).waitFor()
    const from = (await (await page.waitForFunction((before) => [new URLSearchParams(location.hash.split('?')[1]).get('from')].find((from) => from !== null && from !== before), days.at(-1) ?? null)).jsonValue())!
    days.push(from)
    const [row] = await stage.central.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM record WHERE type = 'point' AND ((body::json ->> 'reported_at')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date = $1::date`, [from])
    await page.locator(`[data-field-ready="report"][data-records="${row!.n}"]`).waitFor()
    counts.push(String(row!.n))
    if (day < 6) await page.keyboard.press(']')
  }
  assert.equal(counts.reduce((sum, n) => sum + Number(n), 0), Number(whole))
  await page.getByRole('button', { name: '周', exact: true }).click()
  await page.locator(`[data-field-ready="report"][data-records="${whole}"]`).waitFor()
  await page.getByRole('button', { name: '小时' }).click()
  await page.keyboard.press('p')
  await page.locator('[data-playback="2"]').waitFor()
  await page.keyboard.press('p')
  await page.getByRole('button', { name: /^结束播放/ }).click()
  await page.waitForFunction(() => location.hash.includes('last=7d') && !location.hash.includes('hour='))
  await page.locator(`[data-field-ready="report"][data-records="${whole}"]`).waitFor()
  assert.deepEqual(stage.complaints, [])
})

test('who leaves the map while it plays takes along the period from before, and a link keeps its own', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=7d&hour=11,12', { width: 1366, height: 768 })
  const play = async (): Promise<void> => {
    await page.getByRole('button', { name: '时间播放' }).click()
    await page.waitForFunction(() => location.hash.includes('from='))
  }
  await page.locator('[data-field-ready="report"]').waitFor()
  await play()
  await page.keyboard.press(']')
  await page.locator('[data-playback="1"]').waitFor()
  await page.keyboard.press('2')
  await page.waitForFunction(() => location.hash.startsWith('#/desk') && location.hash.includes('last=7d') && location.hash.includes('hour=11,12') && !location.hash.includes('from='))
  await page.keyboard.press('1')
  await page.locator('[data-field-ready="report"]').waitFor()
  await play()
  await page.evaluate(() => void (location.hash = '#/desk?from=2020-02-03&to=2020-02-04'))
  await page.locator('[data-playback]').waitFor({ state: 'detached' })
  await page.keyboard.press('1')
  await page.waitForFunction(() => location.hash.startsWith('#/map'))
  assert.match(await page.evaluate(() => location.hash), /from=2020-02-03&to=2020-02-04/)
  assert.deepEqual(stage.complaints, [])
})
