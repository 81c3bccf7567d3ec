/** The wall's words: titles that fit, ages that are judged by the clock they are given, figures that give up their unit before their size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textWidth } from '../../../../preload/contract/slide-text.ts'
import { FINDINGS, type Finding, WALL_FIGURES, type WallAlert } from '../../../../preload/contract/wall.ts'
import { HEADLINES } from '../../../../preload/contract/wall-settings.ts'
import { makeText } from '../../../../renderer/chrome/phrase.ts'
import { aboutWords, sinceWords } from '../../../../renderer/wall/stage/alert-words.ts'
import { captionOf, SCENE_EVERY_MS } from '../../../../renderer/wall/stage/caption-words.ts'
import { fitFigure } from '../../../../renderer/wall/stage/figure-words.ts'
import { LONGEST_TITLE, titleOf } from '../../../../renderer/wall/stage/finding-words.ts'
import { headlineWords } from '../../../../renderer/wall/stage/headline-words.ts'
import { isMixed, listUnit, writeRow } from '../../../../renderer/wall/stage/row-words.ts'
import { curveOf } from '../../../../renderer/wall/stage/trend-curve.ts'
import { cutTo } from '../../../../renderer/wall/stage/wall-words.ts'
import { ALERTS, heardAgo, NOW, wallScene, wallState } from './wall-scenes.ts'

const zh = makeText('zh-CN', 'Asia/Shanghai')
const en = makeText('en', 'Asia/Shanghai')
const title = (finding: Finding, em = 30, text = zh): string => titleOf({ scene: 'bottleneck', finding }, em, text)

test('a title is as full as its room, and drops the name before it is cut', () => {
  const finding: Finding = { id: 'bottleneck-top', name: { zh: '来福士广场', en: 'Raffles City' }, value: 38.5 }
  assert.equal(title(finding), '来福士广场每天损失 38.5 工时')
  assert.equal(title(finding, 12), '来福士广场损失工时最多')
  assert.equal(title({ ...finding, name: { zh: '宁波大学附属第一医院外滩院区东门', en: null } }), '一处每天损失 38.5 工时')
  assert.equal(title(finding, 30, en), 'Raffles City: 38.5 h lost a day')
})

test('a blank that nothing fills is never shown, and a finding that says nothing is the scene’s name', () => {
  for (const id of FINDINGS) {
    for (const name of [null, { zh: '洪塘街道', en: 'Hongtang' }]) {
      for (const value of [null, 0.2]) for (const text of [zh, en]) assert.doesNotMatch(title({ id, name, value }, 30, text), /[{}]/, id)
    }
  }
  assert.equal(title({ id: 'unknown', name: null, value: null }), '配送堵点')
})

test('no title is longer than eighteen Hanzi', () => {
  const name = { zh: '宁波大学附属第一医院外滩院区东门', en: 'First Affiliated Hospital of Ningbo University' }
  for (const id of FINDINGS) for (const text of [zh, en]) assert.ok(textWidth(title({ id, name, value: 1234 }, 30, text), 1) <= LONGEST_TITLE, id)
})

const factsAt = (minutes: number, now = NOW): Parameters<typeof captionOf>[1] => ({ state: wallState({}, { sources: heardAgo(minutes) }), scene: { madeAt: now - 1000 }, now, text: zh })

test('an age is said in words, and turns by itself as the clock goes on', () => {
  assert.deepEqual(captionOf(['points'], factsAt(1)), { freshness: 'fresh', words: '截止 14:04', at: NOW - 60_000 })
  assert.equal(captionOf(['points'], factsAt(5)).words, '5 分钟前')
  assert.equal(captionOf(['points'], factsAt(12)).words, '停更 12 分钟')
  assert.equal(captionOf(['points'], factsAt(90)).words, '失联，最后 12:35')
  const now = NOW + 11 * 60_000
  assert.equal(captionOf(['points'], { ...factsAt(1), now }).words, '停更 12 分钟')
})

test('a scene that is not made anew grows old though its sources are fresh', () => {
  const madeAt = NOW - 5 * SCENE_EVERY_MS - 60_000
  assert.deepEqual(captionOf(['points'], { ...factsAt(0), scene: { madeAt } }), { freshness: 'stale', words: '停更 11 分钟', at: madeAt })
})

test('the worst of several sources counts, one nobody has heard of is lost, and a fault is said', () => {
  const facts = factsAt(1)
  const [first, ...others] = facts.state.sources
  assert.equal(captionOf(['points', 'cases'], { ...facts, state: { ...facts.state, sources: [first!] } }).freshness, 'lost')
  const ahead = { ...facts.state, sources: [{ ...first!, faults: ['ahead' as const] }, ...others] }
  assert.deepEqual(captionOf([first!.id], { ...facts, state: ahead }), { freshness: 'late', words: '时钟超前', at: NOW - 60_000 })
})

test('a figure gives up its unit before its digits, and writes thousands short before it would shrink', () => {
  const room = { width: 252, digits: 84, unit: 30 }
  assert.deepEqual(fitFigure(386, 'count', 'open', room, zh), { digits: '386', unit: '件', aside: '' })
  assert.deepEqual(fitFigure(48_120, 'count', 'reports', room, zh), { digits: '4.8万', unit: '', aside: '件' })
  assert.deepEqual(fitFigure(48_120, 'count', 'reports', room, en), { digits: '48.1K', unit: '', aside: '' })
  assert.deepEqual(fitFigure(0.943, 'share', 'in-time', room, zh), { digits: '94%', unit: '', aside: '' })
  for (const value of [0, 7, 99.95, 12_345, 123_456, 9_876_543]) assert.ok(textWidth(fitFigure(value, 'count', 'reports', room, zh).digits, 84) <= 252, `${value}`)
})

test('every figure’s label has room in half the column at four picture heights', () => {
  for (const id of WALL_FIGURES) for (const text of [zh, en]) assert.ok(textWidth(text.t(`wall.figure.${id}`), 30) <= 252, `${id} ${text.locale}`)
})

test('a source’s line is worded and judged by the page', () => {
  const row = { ...wallScene('health').rows[3]!, note: 'fresh' as const }
  const { name, beside, note, warns, amount } = writeRow(row, false, false, factsAt(12))
  assert.deepEqual([name, beside, note, warns, amount], ['案件', '搁置 3 条', '停更', true, '12 分钟'])
})

test('lines of one list that count in several units each say theirs, else the list says it once', () => {
  const facts = factsAt(0)
  const [times] = wallScene('hotspot').rows
  const rows = [times!, { ...times!, value: 12, unit: 'count' as const }]
  assert.deepEqual([listUnit(rows, facts), listUnit([times!], facts)], ['', '倍'])
  assert.deepEqual(rows.map((row) => writeRow(row, false, isMixed(rows), facts).amount), ['3.4 倍', '12 件'])
})

test('a share is drawn of the whole, not of the largest day', () => {
  assert.deepEqual(curveOf({ unit: 'share', points: [{ at: 0, value: 0.5 }], usual: null }).last, { x: 50, y: 50 })
})

test('an alert says where, how much and since when', () => {
  const [danger, , spot] = ALERTS as [WallAlert, WallAlert, WallAlert]
  assert.equal(aboutWords(danger, zh), '洪塘街道 · 道路塌陷')
  assert.equal(aboutWords(spot, zh), '庄桥街道 · 占道停车 · 3.4 倍')
  assert.equal(sinceWords(danger, NOW, zh), '14:02 起，已 3 分钟')
})

test('a headline is of the wall’s own area where it names none, with its number where it has one', () => {
  const own = { zh: '江北区', en: 'Jiangbei' }
  assert.equal(headlineWords({ headline: 'heat', area: null, number: 38 }, own, zh), '江北区高温 38 ℃，请骑手补水避暑')
  for (const headline of HEADLINES) for (const number of [null, 5]) for (const text of [zh, en]) assert.doesNotMatch(headlineWords({ headline, area: null, number }, own, text), /[{}]/)
})

test('days that are not known are gaps of the curve, and it begins at zero', () => {
  const { values, last } = curveOf({ unit: 'count', points: [4, null, 8, null].map((value, n) => ({ at: n, value })), usual: null })
  assert.equal(values, 'M0 50M66.67 6')
  assert.deepEqual(last, { x: 200 / 3, y: 6 })
})

test('text without room ends in an ellipsis and stays text', () => {
  assert.equal(cutTo('宁波大学附属第一医院', 5), '宁波大学…')
  assert.equal(cutTo('<b>&amp;', 20), '<b>&amp;')
})
