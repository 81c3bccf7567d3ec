/** Figures leave as the screen shows them: the same rows, values and age in every format, counted again, inert, and without a person in them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { commit } from '../../main/central/log.ts'
import type { Filter } from '../../preload/contract/model.ts'
import { browserTest } from '../browser/chromium.ts'
import { readWorkbook } from '../export/words.ts'
import { until } from '../until.ts'
import { choose, download, type Downloaded, openExports } from './downloads.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const FORMULA = '=HYPERLINK("http://evil.example","\u202e点我")'
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 2_000, days: 45 })
  const [row] = await stage.central.sql.query<{ body: string; scope: string }>(`SELECT body, scope FROM record WHERE type = 'site' ORDER BY id LIMIT 1`)
  const body = { ...(JSON.parse(row!.body) as { id: string }), id: 'site-hostile', name: FORMULA }
  await stage.central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'site', scope: row!.scope, city: '3302', body } }]))
  await untilSynced(stage)
})
after(() => stage?.close())

interface Read {
  heads: string[]
  rows: (string | null)[][]
  about: string
}

function read(format: string, { bytes }: Downloaded): Read {
  if (format === 'csv') {
    const [heads = [], ...rows] = parse(bytes, { bom: true, comment: '#' }) as string[][]
    return { heads, rows: rows.map((row) => row.map((cell) => (cell === '' ? null : cell))), about: bytes.toString('utf8').split('\r\n').filter((line) => line.startsWith('#') || line.startsWith('\ufeff#')).join('\n') }
  }
  if (format === 'xlsx') {
    const [data = [], about = []] = readWorkbook(bytes).sheets
    const letters = [...data[0]!.keys()]
    return { heads: letters.map((letter) => data[0]!.get(letter)!.value), rows: data.slice(1).map((row) => letters.map((letter) => row.get(letter)?.value ?? null)), about: about.map((row) => [...row.values()].map(({ value }) => value).join(': ')).join('\n') }
  }
  const whole = JSON.parse(bytes.toString('utf8')) as { provenance: object; features: { properties: Record<string, string | number | null> }[] }
  return { heads: Object.keys(whole.features[0]?.properties ?? {}), rows: whole.features.map(({ properties }) => Object.values(properties).map((cell) => (cell === null || cell === '' ? null : String(cell)))), about: JSON.stringify(whole.provenance) }
}

const filterOf = async (): Promise<Filter> => {
  const city = await stage.ask('city.get', null)
  const day = new Date(city!.lastReportAt! + 8 * 3_600_000).toISOString().slice(0, 10)
  const to = Date.parse(`${day}T00:00:00+08:00`) + 86_400_000
  return { area: null, drawn: null, from: to - 400 * 86_400_000, to, classes: [], statuses: [], weekdays: [], hours: [] }
}

test('each kind of figures in each format holds the rows of the screen, and all formats hold the same values', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d&mode=areas&measure=per-1000-workers', { width: 1366, height: 768 })
  const figures = await stage.ask('areas.figures', { layer: 'report', filter: await filterOf(), measure: 'per-1000-workers', level: 'district' })
  const overview = await stage.ask('field.overview', { filter: await filterOf() })
  await openExports(page)
  for (const [kind, formats] of [['areas', ['csv', 'xlsx', 'geojson']], ['overview', ['csv', 'xlsx']], ['bottlenecks', ['csv', 'xlsx', 'geojson']], ['sites', ['csv', 'xlsx']], ['grid', ['csv', 'xlsx', 'geojson']]] as const) {
    const reads: Read[] = []
    for (const format of formats) {
      await choose(page, kind, format)
      const file = await download(page)
      assert.match(file.name, new RegExp(`模拟数据\\.${format}$`))
      const found = read(format, file)
      assert.ok(file.before !== null && file.before > 0, kind)
      assert.equal(file.after, file.before, `${kind} ${format}`)
      assert.equal(found.rows.length, file.before, `${kind} ${format}`)
      assert.match(found.about, /模拟数据/)
      if (kind !== 'sites') assert.match(found.about, /Asia\/Shanghai/)
      assert.match(found.about, new RegExp(`行数"?: ?${file.before}\\b`))
      reads.push(found)
    }
    const [csv, ...others] = reads
    const plain = (rows: Read['rows']): Read['rows'] => rows.map((row) => row.map((cell) => (cell !== null && cell !== '' && !Number.isNaN(Number(cell)) ? String(Number(cell)) : cell)))
    // Dates are written by each format in its own way.
    const dated = csv!.heads.indexOf('数据时间')
    const undated = (rows: Read['rows']): Read['rows'] => plain(rows).map((row) => row.filter((_, column) => column !== dated))
    const expected = undated(csv!.rows).map((row) => row.map((cell) => cell?.replace(/^'(?==)/, '') ?? null))
    for (const other of others) assert.deepEqual(undated(other.rows), expected, kind)
    if (kind === 'areas') assert.deepEqual(csv!.rows.map((row) => [row[0], row[2] === null ? null : Number(row[2])]), figures.figures.map(({ area, value }) => [area, value]))
    if (kind === 'overview') assert.deepEqual(csv!.rows.find(([id]) => id === 'overview.reports')?.[2], String(overview.reports.value))
    if (kind === 'bottlenecks') assert.equal(csv!.rows.length, overview.bottlenecks.value)
    if (kind === 'sites') {
      assert.equal(csv!.rows.length, Object.values(overview.sites).reduce((sum, { value }) => sum + value!, 0))
      assert.equal(csv!.rows.find(([id]) => id === 'site-hostile')?.[1], `'${FORMULA}`)
      assert.equal(others[0]!.rows.find(([id]) => id === 'site-hostile')?.[1], FORMULA)
    }
  }
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('the file follows the filter: a street’s file is the street’s rows, and says which street and which hours', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d&area=330205&by=street&measure=count&mode=areas&hour=11,12', { width: 1366, height: 768 })
  await page.locator('[data-map]').waitFor()
  await openExports(page)
  await choose(page, 'areas', 'csv')
  const { rows, about } = read('csv', await download(page))
  const counted = await stage.central.sql.query<{ id: string; n: number }>(`SELECT area AS id, count(*)::int AS n FROM report_point WHERE area LIKE '330205%' AND extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai') IN (11, 12) GROUP BY 1 ORDER BY 1`)
  assert.deepEqual(rows.filter((row) => Number(row[2]) > 0).map((row) => [row[0], Number(row[2])]), counted.map(({ id, n }) => [id, n]))
  assert.match(about, /江北区/)
  assert.match(about, /11–13/)
  await page.context().close()
})

test('no file holds anything the central keeps of a person', needs, async () => {
  const kept = await stage.central.sql.query<{ fields: Record<string, unknown> }>('SELECT fields FROM personal')
  const secrets = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= 6) secrets.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  kept.forEach(({ fields }) => collect(fields))
  assert.ok(secrets.size > 20, 'the practice city keeps originals')
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d', { width: 1366, height: 768 })
  await openExports(page)
  for (const [kind, format] of [['areas', 'csv'], ['overview', 'csv'], ['bottlenecks', 'csv'], ['sites', 'geojson']] as const) {
    await choose(page, kind, format)
    const said = (await download(page)).bytes.toString('utf8')
    assert.deepEqual([...secrets].filter((secret) => said.includes(secret)), [], kind)
    assert.doesNotMatch(said, /(?<![\d.])1[3-9]\d{9}(?!\d)/, kind)
  }
  await page.context().close()
})

test('hexagons leave as they are painted: those of the answer, with its numbers', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d&mode=cells&measure=count&lng=121.55&lat=29.87&zoom=12', { width: 1366, height: 768 })
  const legend = page.getByRole('region', { name: '图例' })
  await legend.waitFor()
  await openExports(page)
  await choose(page, 'cells', 'csv')
  const csv = await download(page)
  await choose(page, 'cells', 'geojson')
  const geo = read('geojson', await download(page))
  const { heads, rows } = read('csv', csv)
  assert.equal(rows.length, csv.before)
  const amount = heads.indexOf('数量')
  assert.ok(rows.length > 10 && rows.every((row) => Number(row[amount]) > 0))
  assert.deepEqual(geo.rows.map((row) => row[0]), rows.map((row) => row[0]))
  await page.context().close()
})

test('a file under way can be given up: it says so, and nothing is downloaded', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d', { width: 1366, height: 768 })
  await openExports(page)
  await choose(page, 'sites', 'csv')
  let downloads = 0
  page.on('download', () => downloads++)
  const held = Promise.withResolvers<void>()
  let answered = false
  await page.route('**/api/call', async (route) => {
    if (route.request().postData()?.includes('"export.file"') !== true) return route.continue()
    const response = await route.fetch()
    await held.promise
    await route.fulfill({ response }).catch(() => null)
    answered = true
  })
  await page.locator('[data-export]').getByRole('button', { name: '导出', exact: true }).click()
  await page.locator('[data-export="running"]').waitFor()
  await page.getByRole('button', { name: '取消导出' }).click()
  await page.locator('[data-export="failed"]').getByText('已取消').waitFor()
  held.resolve()
  await until(() => Promise.resolve(answered))
  await page.unroute('**/api/call')
  const after = await download(page)
  assert.ok(after.after! > 0, 'the next one goes')
  assert.equal(downloads, 1)
  await page.context().close()
})

test('by keyboard alone: the key, the arrows and Enter make a file', needs, async () => {
  const page = await stage.openPage('#/map?layer=report&status=all&last=400d', { width: 1366, height: 768 })
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.keyboard.press('e')
  await page.locator('[data-export="ready"]').waitFor()
  await page.locator('[data-export-rows="areas"]').filter({ hasText: /\d/ }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('value')), 'xlsx')
  for (let n = 0; n < 6 && (await page.evaluate(() => document.activeElement?.textContent)) !== '导出'; n++) await page.keyboard.press('Tab')
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  assert.match(file.suggestedFilename(), /\.xlsx$/)
  await page.locator('[data-export="done"]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-export]').waitFor({ state: 'detached' })
  await page.context().close()
})
