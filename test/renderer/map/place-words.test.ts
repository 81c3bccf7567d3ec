/** Words of single places: weekly hours, opening, borders and deadlines, in both languages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { borderWords } from '../../../renderer/chrome/border-words.ts'
import { factWords } from '../../../renderer/map/facts.ts'
import { openingWords } from '../../../renderer/map/opening-words.ts'
import { lateWords } from '../../../renderer/map/overdue-words.ts'

const [zh, en] = [makeText('zh-CN', 'Asia/Shanghai'), makeText('en', 'Asia/Shanghai')]
const days = (list: number[], span: string): string[] => list.map((day) => `${day} ${span}`)
const NOW = Date.parse('2026-06-29T12:00+08:00')
const at = (text: string): number => Date.parse(`${text}+08:00`)

test('equal days stand together, a run by its ends, and times past midnight are the next day’s', () => {
  assert.equal(factWords('hours', days([1, 2, 3, 4, 5, 6, 7], '00:00–24:00'), zh), '每天 全天')
  assert.equal(factWords('hours', [...days([1, 2, 3, 4, 5], '08:00–22:00'), ...days([6, 7], '10:00–25:30')], zh), '周一–周五 08:00–22:00；周六、周日 10:00–次日 01:30')
  assert.match(factWords('hours', days([1, 3], '08:00–24:00'), en), /^Mon.*, Wed.* 08:00–24:00$/)
  assert.equal(factWords('hours', ['11:00–13:00', '17:00–18:00'], zh), '11:00–13:00、17:00–18:00', 'hours of the day, as bottlenecks state them')
})

test('open until, closed and opens, round the clock, and unknown is never called closed', () => {
  assert.equal(openingWords({ state: 'open', until: at('2026-06-29T22:00') }, NOW, zh), '营业中，至 22:00')
  assert.equal(openingWords({ state: 'open', until: at('2026-06-30T01:00') }, NOW, en), 'Open until Tue 01:00')
  assert.equal(openingWords({ state: 'closed', opensAt: at('2026-07-06T08:00') }, NOW, zh), '已打烊，周一 08:00 开门')
  assert.equal(openingWords({ state: 'open', until: null }, NOW, zh), '全天营业')
  for (const text of [zh, en]) assert.doesNotMatch(openingWords({ state: 'unknown' }, NOW, text), /打烊|closed/i)
})

test('a border names its neighbour and distance, which side one is on, and that it is simulated', () => {
  const border = { level: 'street', own: { id: 'a', name: '月湖街道', nameEn: null }, neighbour: { id: 'b', name: '江厦街道', nameEn: 'Jiangxia' }, meters: 18.6, across: false, simulated: true } as const
  assert.equal(borderWords(border, zh), '距 江厦街道 边界 19 米，在 30 米以内（界线为模拟）')
  assert.equal(borderWords({ ...border, across: true, simulated: false, meters: 3.42 }, en), '3.4 m across the border: lies in Jiangxia, names 月湖街道')
  assert.equal(borderWords({ ...border, neighbour: null, simulated: false }, zh), '距 月湖街道 边界 19 米，界外区划不详')
})

test('a deadline says when it was and how late, or how much is left', () => {
  assert.match(lateWords(at('2026-06-26T11:00'), NOW, zh), /^期限 2026年6月26日 11:00，已超 3天$/)
  assert.match(lateWords(at('2026-06-29T15:00'), NOW, en), /^due .*, 3 hours left$/)
})
