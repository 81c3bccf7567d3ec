/** Hexagons on the map, in the list beside it and under the pointer: the central's own counts; chosen and read by keyboard. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { latLngToCell } from 'h3-js'
import type { Page } from 'playwright-core'
import { WORLD_LEVEL, latOf, lngOf } from '../../main/field/ground.ts'
import { mercatorX, mercatorY } from '../../main/store/entities.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const DAY = 86_400_000
const WORLD = 2 ** WORLD_LEVEL
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const shanghai = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

const [from, to] = [dayOf(Date.now() - 30 * DAY), dayOf(Date.now() - 2 * DAY)]
const PERIOD = `&from=${from}&to=${to}`
const HOURS = `extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai')`

async function reports(where: string, params: string[] = []): Promise<{ lng: number; lat: number }[]> {
  const window = [new Date(shanghai(from)).toISOString(), new Date(shanghai(to) + DAY).toISOString()]
  return stage.central.sql.query(`SELECT lng, lat FROM report_point WHERE reported_at >= $1 AND reported_at < $2 AND ${where}`, [...window, ...params])
}

/** The cell of a report at the precision to which places are kept. */
const cellOf = ({ lng, lat }: { lng: number; lat: number }, resolution: number): string =>
  latLngToCell(latOf((mercatorY(lat) + 0.5) / WORLD), lngOf((mercatorX(lng) + 0.5) / WORLD), resolution)

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((next) => void (location.hash = next), hash)

test('five filters at three zooms count on the map what SQL counts in the central, and what the overview says', needs, async () => {
  const someClass = (await stage.ask('city.get', null))?.classes[0]?.id ?? ''
  const cases = [
    { hash: '', found: await reports('TRUE') },
    { hash: '&area=330212', found: await reports(`area LIKE '330212%'`) },
    { hash: '&area=330205008', found: await reports(`area = '330205008'`) },
    { hash: `&class=${someClass}`, found: await reports('class = $3', [someClass]) },
    { hash: '&hour=11,12', found: await reports(`${HOURS} IN (11, 12)`) },
  ]
  assert.ok(cases[0]!.found.length > 1_000 && cases.every(({ found }) => found.length > 0))
  const page = await stage.openPage()
  for (const [zoom, resolution] of [[9, 8], [12, 9], [14, 9]] as const) {
    for (const { hash, found } of cases) {
      const shown = page.locator(`[data-cells-ready="report count"][data-records="${found.length}"][data-resolution="${resolution}"]`)
      // An area one changes to or from is flown to, whatever camera the address names; a camera named after that is kept.
      let asked = 0
      await until(async () => {
        await goTo(page, `#/map?layer=report&status=all&mode=cells&measure=count${PERIOD}&lng=${121.55 + ++asked * 1e-4}&lat=29.87&zoom=${zoom}${hash}`)
        return shown.waitFor({ timeout: 3_000 }).then(() => true, () => false)
      }, 60_000).catch(async () => {
        assert.fail(`zoom ${zoom} ${hash}: SQL counts ${found.length}, the map shows ${await page.locator('[data-map]').getAttribute('data-records')} at ${await page.locator('[data-map]').getAttribute('data-resolution')}`)
      })
      await page.locator('[data-figure="overview.reports"]').getByText(found.length.toLocaleString('zh-CN')).first().waitFor()
    }
  }
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('a cell’s value is one: in the list, at the centre for the keyboard, under the pointer, and in SQL', needs, async () => {
  const counts = new Map<string, number>()
  for (const report of await reports('TRUE')) counts.set(cellOf(report, 9), (counts.get(cellOf(report, 9)) ?? 0) + 1)
  const page = await stage.openPage(`#/map?layer=report&status=all&mode=cells&measure=count${PERIOD}&lng=121.55&lat=29.87&zoom=12&show=`, { width: 1366, height: 768 })
  await page.locator('[data-cells-ready="report count"]').waitFor()
  await page.getByRole('tab', { name: '格子' }).click()
  const rows = page.locator('[data-cell]')
  await rows.first().waitFor()
  const listed = await rows.evaluateAll((all) => all.map((row) => [row.getAttribute('data-cell'), Number(row.getAttribute('data-amount'))] as const))
  assert.ok(listed.length > 5)
  for (const [id, amount] of listed) assert.equal(amount, counts.get(id!), id!)
  assert.deepEqual(listed.map(([, amount]) => amount), listed.map(([, amount]) => amount).toSorted((a, b) => b - a))

  const first = rows.nth(2)
  const [id, amount] = listed[2]!
  await first.getByRole('button').focus()
  await page.keyboard.press('Enter')
  const map = page.locator('[data-map]')
  const shows = async (where: string): Promise<string> => (await page.locator(where).textContent()) ?? ''
  // The flight has ended when the address has the middle of that very cell.
  await until(async () => {
    const params = new URLSearchParams(new URL(page.url()).hash.split('?')[1])
    return latLngToCell(Number(params.get('lat')), Number(params.get('lng')), 9) === id && Number(params.get('zoom')) > 12.5
  })
  await map.focus()
  await page.keyboard.press('Enter')
  await until(async () => new RegExp(`地图中心 ${amount} 件`).test(await shows('[data-map] output[aria-live]')))
  const box = (await map.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await until(async () => new RegExp(`指针处 ${amount} 件`).test(await shows('[data-readout]')))
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})

test('cells are chosen by keyboard, the address says so in both languages, and of workers it is said why there is no rate', needs, async () => {
  for (const [locale, name, words] of [['zh-CN', '按格子', '单个格子没有'], ['en', 'Cells', 'no single cell has a rate']] as const) {
    const page = await stage.openPage('#/map?layer=report&status=all', { width: 1366, height: 768 })
    if (locale === 'en') await page.getByRole('button', { name: /^EN|English/ }).first().click()
    await page.locator('[data-field-ready="report"]').waitFor()
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('Space')
    await page.locator('[data-cells-ready="report per-km2"]').waitFor()
    await page.waitForURL(/mode=cells/)
    await goTo(page, `${new URL(page.url()).hash}&measure=per-1000-workers`)
    await page.locator('[data-cells-ready="report per-1000-workers"]').waitFor()
    await page.getByRole('note').getByText(words).waitFor()
    await page.context().close()
  }
})
