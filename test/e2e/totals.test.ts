/** One total, five places: the map, its legend, the table beside it, the overview's tile and the central's SQL, at three zooms and under five filters, for two cities. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { runImport } from '../../main/central/import/run-import.ts'
import { browserTest } from '../browser/chromium.ts'
import { shared } from '../central/import/shared-data.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const BOSTON = shared('reports311/boston_311_2011H2.csv.gz')
const withBoston = { skip: needs.skip || (existsSync(BOSTON) ? false : 'the real data sets are not beside this checkout') }
const DAY = 86_400_000
const ZOOMS = [9, 12, 15]
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 4_000, days: 45 })
  await untilSynced(stage)
})
after(() => stage?.close())

const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** The same filter as the address says it and as SQL does. */
interface Question { query: string; where: string; params?: unknown[] }

async function countInSql(city: string, { where, params = [] }: Question): Promise<number> {
  const [row] = await stage.central.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM report_point WHERE scope = 'city:${city}' AND ${where}`, params)
  return row!.n
}

/** Each filter at each zoom, on one page that is never loaded again. */
async function compareTotals(page: Page, city: string, centre: string, questions: readonly Question[]): Promise<void> {
  const counts = await Promise.all(questions.map((question) => countInSql(city, question)))
  assert.equal(new Set(counts).size, questions.length, `every filter picks another number: ${counts.join()}`)
  assert.ok(counts.every((n) => n > 0), `every filter picks some: ${counts.join()}`)
  for (const zoom of ZOOMS)
    for (const [i, { query }] of questions.entries()) {
      const n = counts[i]!
      const written = n.toLocaleString('zh-CN')
      const address = `#/map?layer=report&measure=count&${query}&${centre}&zoom=${zoom}&status=all`
      await page.evaluate((hash) => void (location.hash = hash), address)
      const says = async (what: string, found: string, instead: () => Promise<string | null>): Promise<void> => {
        await page.locator(found).waitFor().catch(async () => assert.fail(`${address}: SQL counts ${n}, ${what} says ${await instead().catch(() => 'nothing')}`))
      }
      await says('the map', `[data-field-ready="report"][data-records="${n}"]`, () => page.locator('[data-map]').getAttribute('data-records'))
      await says('the legend', `section[aria-label="图例"] >> text="合计 ${written} 件上报"`, () => page.locator('section[aria-label="图例"]').textContent())
      await page.locator('#map-tab-figures').click()
      await says('the tile', `[data-figure="overview.reports"] >> text=/^${written}件$/`, () => page.locator('[data-figure="overview.reports"]').textContent())
      await page.locator('#map-tab-areas').click()
      await says('the table', `[data-areas-total="${n}"]`, () => page.locator('[data-areas-total]').getAttribute('data-areas-total'))
      const amounts = await page.locator('[data-area]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-amount'))))
      assert.equal(amounts.reduce((sum, amount) => sum + amount, 0), n, `${address}: the table's rows`)
    }
}

test('practice city: map, legend, tile, table and SQL count the same at three zooms under five filters', needs, async () => {
  const [from, to] = [dayOf(Date.now() - 30 * DAY), dayOf(Date.now() - 2 * DAY)]
  const window = [`${from}T00:00:00+08:00`, `${to}T24:00:00+08:00`]
  const within = 'reported_at >= $1::timestamptz AND reported_at < $2::timestamptz'
  const local = `(reported_at AT TIME ZONE 'Asia/Shanghai')`
  const [{ id } = { id: '' }] = await stage.central.sql.query<{ id: string }>(`SELECT id FROM report_class ORDER BY "order", id LIMIT 1`)
  const period = `from=${from}&to=${to}`
  const page = await stage.openPage()
  await compareTotals(page, '3302', 'lng=121.55&lat=29.87', [
    { query: period, where: within, params: window },
    { query: `${period}&class=${id}`, where: `${within} AND class = $3`, params: [...window, id] },
    { query: `${period}&status=closed`, where: `${within} AND status = 'closed'`, params: window },
    { query: `${period}&weekday=6,7`, where: `${within} AND extract(isodow FROM ${local}) IN (6, 7)`, params: window },
    { query: `${period}&area=330212&hour=11,12,18`, where: `${within} AND area LIKE '330212%' AND extract(hour FROM ${local}) IN (11, 12, 18)`, params: window },
  ])
  // Where nobody has chosen a problem counts once, however often it was reported, and what stands for none does not count.
  const problems = await countInSql('3302', { query: period, where: `${within} AND status NOT IN ('rejected', 'merged', 'void')`, params: window })
  await page.evaluate((hash) => void (location.hash = hash), `#/map?layer=report&measure=count&${period}&lng=121.55&lat=29.87&zoom=11`)
  await page.locator(`[data-field-ready="report"][data-records="${problems}"]`).waitFor()
  await page.locator('section[aria-label="图例"] >> text=/按问题计/').waitFor().catch(async () => assert.fail(String(await page.locator('section[aria-label="图例"]').textContent())))
  await page.context().close()
})

test('Boston’s reports of half a year: map, legend, tile, table and SQL count the same at three zooms under five filters', withBoston, async (t) => {
  const words: string[] = []
  const command = [BOSTON, '--as', 'cases', '--crs', 'wgs84', '--city', 'Boston', '--zone', 'America/New_York', '--area-column', 'neighborhood', '--yes', '--report', `${stage.folder}/refused.csv`]
  assert.equal(await runImport(command, { sql: stage.central.sql, print: (line) => words.push(line), progress: () => {} }), 0, words.join('\n'))
  await stage.ask('session.practice', { central: null, account: 'manager@boston' })
  await untilSynced(stage)
  const local = `(reported_at AT TIME ZONE 'America/New_York')`
  const [most] = await stage.central.sql.query<{ area: string }>(`SELECT area FROM report_point WHERE scope = 'city:boston' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`)
  const [kind] = await stage.central.sql.query<{ class: string; n: number }>(`SELECT class, count(*)::int AS n FROM report_point WHERE scope = 'city:boston' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`)
  // An imported city's areas are its streets: it has no districts.
  const year = 'by=street&from=2011-01-01&to=2011-12-31'
  const page = await stage.openPage()
  await compareTotals(page, 'boston', 'lng=-71.08&lat=42.32', [
    { query: year, where: 'TRUE' },
    { query: 'by=street&from=2011-09-01&to=2011-09-30', where: `${local} >= '2011-09-01' AND ${local} < '2011-10-01'` },
    { query: `${year}&class=${encodeURIComponent(kind!.class.replaceAll(/[%,]/g, encodeURIComponent))}`, where: 'class = $1', params: [kind!.class] },
    { query: `${year}&weekday=1&hour=9,10`, where: `extract(isodow FROM ${local}) = 1 AND extract(hour FROM ${local}) IN (9, 10)` },
    { query: `${year}&area=${encodeURIComponent(most!.area)}`, where: 'area = $1', params: [most!.area] },
  ])
  t.diagnostic(`${kind!.n} of the commonest class`)
  await page.context().close()
})
