/** A map's picture says what it shows: limits as numbers, unit, period, age, approval number, simulation; colours and hatching by the answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BOXES, type Deck, type MapPicture } from '../../../../preload/contract/deck.ts'
import type { AreaFigure } from '../../../../preload/contract/measure.ts'
import type { City } from '../../../../preload/contract/model.ts'
import { plainText } from '../../../../preload/contract/slide-text.ts'
import { classColour } from '../../../../renderer/chrome/ground/palette.ts'
import { frameOf, layMap, roomOf } from '../../../../renderer/briefing/slides/lay-map.ts'
import { rgba } from '../../../../renderer/briefing/slides/lay-ground.ts'
import { askForMap, MapFailure } from '../../../../renderer/briefing/slides/map-answers.ts'
import type { MapPart, Part, TextMark } from '../../../../renderer/chrome/ground/marks.ts'
import { textOf } from '../../../../renderer/briefing/slides/slide-words.ts'
import { drawnDeck } from './drawn-deck.ts'
import { slideFaults } from './slide-faults.ts'

const AS_OF = Date.UTC(2026, 10, 22, 15, 50)
const WEEK = { from: Date.parse('2026-11-16T00:00+08:00'), to: Date.parse('2026-11-23T00:00+08:00') }
const provenance = { asOf: AS_OF, source: 'areas.figures report: point', simulated: true }
const square = (west: number, south: number): [number, number][][][] => [[[[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]]]
const PLACES = [['a', '甲区', 121.4], ['b', '乙区', 121.5], ['c', '丙区', 121.6], ['d', '丁区', 121.7]] as const
const city: City = {
  id: 'x', name: '示例市', nameEn: 'Sample', timeZone: 'Asia/Shanghai', bounds: [121.4, 29.8, 121.8, 29.9], simulated: true, classes: [], firstReportAt: 0, lastReportAt: 0, heldDistricts: ['a', 'b', 'c', 'd'], provenance,
  areas: [{ id: 'x', level: 'city', name: '示例市', nameEn: null, parent: null, label: null, boundarySimulated: true }, ...PLACES.map(([id, name, west]) => ({ id, level: 'district' as const, name, nameEn: null, parent: 'x', label: [west + 0.05, 29.85] as [number, number], boundarySimulated: true }))],
}
const figure = (area: string, value: number | null, reliability: AreaFigure['reliability']): AreaFigure => ({ area, amount: value, records: 20, exposure: null, value, interval: null, reliability, rank: null })
/** High, low with few, nothing, unknown. */
const figures = [figure('a', 60, 'plain'), figure('b', 4, 'few'), figure('c', 0, 'plain'), figure('d', null, 'plain')]
const ANSWERS: Record<string, unknown> = {
  'city.get': city, 'city.boundaries': PLACES.map(([id, , west]) => ({ id, simulated: true, polygons: square(west, 29.8) })),
  'areas.figures': { layer: 'report', measure: 'count', level: 'district', figures, limits: [3, 10, 20, 30, 50], scale: null, total: 64, records: 64, days: 7, span: WEEK, provenance },
}
const call = (async (method: string) => ({ ok: true, value: ANSWERS[method], tookMs: 0 })) as never

const deckOf = (english: boolean): Deck => drawnDeck(english)
const pictureOf = (deck: Deck): MapPicture => deck.slides.flatMap(({ visual }) => (visual.kind === 'map' ? [{ ...visual.picture, form: 'areas' as const, level: 'district' as const }] : []))[0]!
async function lay(deck: Deck, room = roomOf({ beside: null })): Promise<MapPart[]> {
  const picture = pictureOf(deck)
  return layMap(picture, await askForMap(call, null, picture, (aspect) => frameOf(room, aspect).ground), room, deck, textOf(deck))
}
const words = (parts: MapPart[]): string => parts.flatMap(({ marks }) => marks.filter((mark): mark is TextMark => mark.kind === 'text')).map(({ line }) => plainText(line)).join('\n')

test('limits, unit, period, total, age, approval number and simulation stand in the picture, in the language of the deck', async () => {
  const zh = words(await lay(deckOf(false)))
  for (const said of ['≥ 50', '30 – 50', '20 – 30', '10 – 20', '3 – 10', '0.15 – 3', '件', '2026年11月16日', '2026年11月22日', '64 件', '23:50', '甬S(2026)00号', '模拟数据', '北', '公里', '无颜色', '斜线']) assert.ok(zh.replaceAll('\n', '').includes(said), `${said} in ${zh}`)
  const en = words(await lay(deckOf(true)))
  for (const said of ['≥ 50', 'Nov 16, 2026', 'Simulated data', 'Map approval no.', 'km']) assert.ok(en.replaceAll('\n', ' ').includes(said), `${said} in ${en}`)
  assert.match(words(await lay({ ...deckOf(false), approvalNumber: '' })), /无审图号/)
})

test('a picture of fewer days than the deck’s names them', async () => {
  assert.doesNotMatch(words(await lay(deckOf(false))), /只按这些天/)
  const cut: Record<string, unknown> = { ...ANSWERS, 'areas.figures': { ...(ANSWERS['areas.figures'] as object), span: { ...WEEK, to: WEEK.to - 86_400_000 } } }
  const picture = pictureOf(deckOf(false))
  const asked = await askForMap((async (method: string) => ({ ok: true, value: cut[method], tookMs: 0 })) as never, null, picture, (aspect) => frameOf(roomOf({ beside: null }), aspect).ground)
  const said = words(layMap(picture, asked, roomOf({ beside: null }), deckOf(false), textOf(deckOf(false)))).replaceAll('\n', '')
  assert.ok(said.includes('2026年11月21日') && said.includes('只按这些天'), said)
})

test('an area has the colour of its class, dark for high; zero has none; few are hatched over their colour, unknown without one', async () => {
  const parts = await lay(deckOf(false))
  const fills = parts.flatMap(({ marks }) => marks).flatMap((mark) => (mark.kind === 'area' ? [mark.fill] : []))
  const land = fills.slice(0, 4)
  assert.equal(new Set(land).size, 1, 'every district has land under it')
  assert.deepEqual(fills.slice(4), [rgba(classColour('light', 5)), rgba(classColour('light', 1))])
  const [high, low] = [classColour('light', 5), classColour('light', 0)]
  assert.ok(high[0] + high[1] + high[2] < low[0] + low[1] + low[2])
  const ground = parts[2]!
  const hatched = ground.marks.filter((mark) => mark.kind === 'lines' && mark.ends.length > 0)
  assert.equal(hatched.length, 1)
  const names = ground.marks.filter((mark): mark is TextMark => mark.kind === 'text' && mark.halo)
  const xOf = (name: string): number => names.find(({ line }) => plainText(line) === name)!.x
  const ends = hatched.flatMap((mark) => (mark.kind === 'lines' ? [...mark.ends].filter((_, n) => n % 2 === 0) : []))
  const half = (xOf('乙区') - xOf('甲区')) / 2
  for (const [name, isHatched] of [['甲区', false], ['乙区', true], ['丙区', false], ['丁区', true]] as const) assert.equal(ends.some((x) => Math.abs(x - xOf(name)) < half * 0.9), isHatched, name)
})

test('nothing of the picture leaves it or lies on other words, narrow or wide, in both languages', async () => {
  for (const english of [false, true]) {
    for (const { width, height } of [BOXES.visual, BOXES.mapBeside]) {
      const parts = await lay(deckOf(english), { width, height })
      assert.deepEqual(slideFaults(parts.map((part, n) => ({ shape: String(n), ...part }) as Part)), [])
    }
  }
})

test('a question whose place another took is asked again; any other failure is told as it is', async () => {
  let times = 0
  const picture = pictureOf(deckOf(false))
  const busy = (async (method: string) => (method === 'areas.figures' && times++ < 2 ? { ok: false, failure: { code: 'superseded', detail: '' } } : { ok: true, value: ANSWERS[method], tookMs: 0 })) as never
  assert.ok('areas' in (await askForMap(busy, null, picture, () => ({ width: 400, height: 300 }))).painted)
  assert.equal(times, 3)
  const stopped = (async () => ({ ok: false, failure: { code: 'stopped', detail: 'closing' } })) as never
  await assert.rejects(askForMap(stopped, null, picture, () => ({ width: 400, height: 300 })), (error) => error instanceof MapFailure && error.failure.code === 'stopped')
})
