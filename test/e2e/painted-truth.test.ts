/** What the GPU painted is what a direct sum on the CPU says, with and without float textures; legend, colour, readout and the central's SQL say one value. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { nearMeters } from '../../main/field/distance.ts'
import type { Field } from '../../preload/contract/model.ts'
import { pixelOf, placeOf, type Camera } from '../../renderer/chrome/ground/camera.ts'
import { BASE_STYLE } from '../../renderer/chrome/ground/base-style.ts'
import { browserTest } from '../browser/chromium.ts'
import { canvasSize, coloursAt, type Rgb } from '../browser/remembered-picture.ts'
import type { Place } from './colour-stability.ts'
import { isInland, placesNear, readReports, sureClass, type Report } from './direct-field.ts'
import { classOfColour, over } from './field-colours.ts'
import { productDriver, type OpenMap } from './map-driver.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const DAY = 86_400_000
const BANDWIDTH = 600
/** Pixels between two that are compared. */
const STRIDE = 23
let stage: Stage
let reports: Report[]
let field: Field
let query: string
let period: { from: number; to: number }

const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
/** Width of a painted cell at the latitude of the city. */
const cellMeters = (zoom: number): number => (40_075_017 * Math.cos((29.87 * Math.PI) / 180)) / 2 ** (Math.floor(zoom) + 8)

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await untilSynced(stage)
  const [from, to] = [dayOf(Date.now() - 30 * DAY), dayOf(Date.now() - DAY)]
  period = { from: Date.parse(`${from}T00:00:00+08:00`), to: Date.parse(`${to}T00:00:00+08:00`) + DAY }
  reports = await readReports(stage, period.from, period.to)
  query = `layer=report&status=all&bw=${BANDWIDTH}&from=${from}&to=${to}`
  const view = { west: 121.4, east: 121.7, south: 29.8, north: 29.95, zoom: 11 }
  field = await stage.ask('field.get', { layer: 'report', filter: { ...period, area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }, view, bandwidthMeters: BANDWIDTH })
})
after(() => stage?.close())

/** Of all pixels of a raster that are beyond doubt and not drawn over: how many, of which classes, and which have another class than the direct sum. */
async function compare(map: OpenMap, camera: Camera): Promise<{ compared: number; classes: Set<number | null>; wrong: string[] }> {
  const size = await canvasSize(map.page)
  const pixels: [number, number][] = []
  for (let x = STRIDE; x < size.width; x += STRIDE) for (let y = STRIDE; y < size.height; y += STRIDE) pixels.push([x + 0.5, y + 0.5])
  const colours = await coloursAt(map.page, pixels, [0, 0, 0])
  const found = { compared: 0, classes: new Set<number | null>(), wrong: [] as string[] }
  for (const [n, [x, y]] of pixels.entries()) {
    const painted = classOfColour(colours[n]!)
    const place = placeOf(camera, size, x, y)
    const direct = painted === undefined ? undefined : sureClass(reports, place, BANDWIDTH, field.days, field.limits, cellMeters(camera.zoom))
    if (painted === undefined || direct === undefined) continue
    found.compared++
    found.classes.add(direct)
    if (painted !== direct) found.wrong.push(`${place.join()}: painted ${painted}, summed ${direct}`)
  }
  return found
}

const CAMERAS: Camera[] = [{ lng: 121.55, lat: 29.87, zoom: 11 }, { lng: 121.55, lat: 29.87, zoom: 13.5 }]

for (const [name, prepare] of [['as it is', undefined], ['without float textures', withoutFloats]] as const) {
  test(`a software GPU ${name} paints the classes that a direct sum on the CPU gives`, needs, async () => {
    const map = await productDriver(stage, query, prepare === undefined ? {} : { prepare }).open(CAMERAS[0]!)
    const all = new Set<number | null>()
    for (const camera of CAMERAS) {
      await map.move(camera)
      const { compared, classes, wrong } = await compare(map, camera)
      assert.deepEqual(wrong, [])
      assert.ok(compared > 300 && classes.size >= 2, `${compared} pixels of ${classes.size} classes at zoom ${camera.zoom}`)
      for (const index of classes) all.add(index)
    }
    assert.ok(all.size >= 4, `classes ${[...all].join()} only`)
    await map.close()
  })
}

/** A GPU that can neither draw into float textures nor blend or filter them. */
async function withoutFloats(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { getExtension, getSupportedExtensions } = WebGL2RenderingContext.prototype
    Object.assign(WebGL2RenderingContext.prototype, {
      getExtension(this: WebGL2RenderingContext, name: string): unknown {
        return /float/i.test(name) ? null : getExtension.call(this, name as never)
      },
      getSupportedExtensions(this: WebGL2RenderingContext): string[] {
        return (getSupportedExtensions.call(this) ?? []).filter((name) => !/float/i.test(name))
      },
    })
  })
}

interface LegendRow { low: number; high: number; colours: Rgb[] }

/** Highest class first, as it is written; its colour as it is over land and over water. */
async function readLegend(page: Page): Promise<LegendRow[]> {
  const rows = await page.locator('section[aria-label="图例"] ol li').evaluateAll((all) => all.map((row) => ({ text: row.textContent ?? '', background: getComputedStyle(row.querySelector('span')!).backgroundImage })))
  return rows.map(({ text, background }) => {
    const [r = 0, g = 0, b = 0, a = 1] = (/rgba?\(([^)]*)\)/.exec(background)?.[1] ?? '').split(',').map(Number)
    const numbers = text.replaceAll(',', '').match(/[\d.]+/g)!.map(Number)
    return {
      low: numbers[0]!, high: numbers[1] ?? Infinity,
      colours: [BASE_STYLE.light.land, BASE_STYLE.light.water].map((under) => over([r, g, b, 255 * a], under)),
    }
  })
}

async function densityInSql([lng, lat]: Place): Promise<number> {
  const [east, north] = [nearMeters(lng, lat, lng + 0.01, lat) * 100, nearMeters(lng, lat, lng, lat + 0.01) * 100]
  const [row] = await stage.central.sql.query<{ sum: number }>(
    `SELECT sum(weight * exp(-(((lng - $1) * $3) ^ 2 + ((lat - $2) * $4) ^ 2) / (2 * $5 ^ 2))) AS sum FROM report_point
     WHERE reported_at >= $6 AND reported_at < $7 AND abs(lng - $1) < 0.05 AND abs(lat - $2) < 0.05`.replaceAll(/\$[1-5]/g, (name) => `${name}::double precision`),
    [lng, lat, east, north, BANDWIDTH, new Date(period.from).toISOString(), new Date(period.to).toISOString()])
  return (Number(row!.sum) * 1e6) / (2 * Math.PI * BANDWIDTH ** 2 * field.days)
}

test('at places of several classes, legend, painted colour, readout and SQL agree', needs, async () => {
  const seen = new Map<number, Place>()
  for (const place of placesNear(reports, 400, 1_500, 3)) {
    const index = isInland(place, 60) ? sureClass(reports, place, BANDWIDTH, field.days, field.limits, cellMeters(14)) : undefined
    if (typeof index === 'number' && !seen.has(index)) seen.set(index, place)
  }
  assert.ok(seen.size >= 4, `places of classes ${[...seen.keys()].join()}`)
  let agreed = 0
  for (const [index, place] of seen) {
    const camera = { lng: place[0] + 0.004, lat: place[1], zoom: 14 }
    const map = await productDriver(stage, query).open(camera)
    const { page } = map
    const size = await canvasSize(page)
    const pixel = pixelOf(camera, size, ...place)
    const [colour] = await coloursAt(page, [pixel], [0, 0, 0])
    const box = (await page.locator('canvas').first().boundingBox())!
    await page.mouse.move(box.x + pixel[0], box.y + pixel[1])
    const words = (await page.locator('[data-readout]').textContent())!
    const readout = Number(/([\d.,]+) 件/.exec(words)?.[1]?.replaceAll(',', ''))
    const sql = await densityInSql(place)
    const legend = await readLegend(page)
    const row = legend.at(-1 - index)!
    await map.close()
    // Two significant digits are written, of a cell's mean.
    assert.ok(Math.abs(readout / sql - 1) < 0.06, `${place.join()}: ${words}, SQL sums ${sql}`)
    assert.ok(sql >= row.low && sql < row.high, `${place.join()}: SQL sums ${sql}, the legend's row ${index} says ${row.low} to ${row.high}`)
    // A line or a name may lie over the place: then its colour says nothing.
    if (classOfColour(colour!) === undefined) continue
    assert.equal(classOfColour(colour!), index, `${place.join()}: painted ${colour!.join()}`)
    assert.ok(row.colours.some((shown) => shown.every((value, i) => Math.abs(value - colour![i]!) <= 3)), `${place.join()}: painted ${colour!.join()}, the legend shows ${row.colours.join(' or ')}`)
    agreed++
  }
  assert.ok(agreed >= 3, `${agreed} places could be seen`)
})
