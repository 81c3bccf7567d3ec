/** Alerts in words of both languages, in the order in which they need somebody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALERT_KINDS, WALL_UNITS, type WallAlert } from '../../../../preload/contract/wall.ts'
import { makeText } from '../../../../renderer/chrome/phrase.ts'
import { orderAlerts, sharesOf, unseenOf, wordAlert } from '../../../../renderer/walls/console/alert-words.ts'

const zh = makeText('zh-CN', 'Asia/Shanghai')
const en = makeText('en', 'Asia/Shanghai')
const alert: WallAlert = { id: 'a', level: 2, kind: 'hot-spot', since: 0, area: { zh: '甬江街道', en: null }, about: { zh: '电梯故障', en: 'Lift out of order' }, source: 'points', value: 2.5, unit: 'times', acknowledgedAt: null }

test('an alert says what, where, of which class and how much, in the language there is', () => {
  assert.equal(wordAlert(alert, zh), `${zh.t('wall.alert.hot-spot')} · 甬江街道 · 电梯故障 · 2.5 倍`)
  assert.equal(wordAlert(alert, en), `${en.t('wall.alert.hot-spot')} · 甬江街道 · Lift out of order · 2.5 ×`)
  assert.equal(wordAlert({ ...alert, kind: 'source-stale', source: 'cases', area: null, about: null, value: null, unit: null }, zh), '数据停止更新 · 案件')
  assert.equal(wordAlert({ ...alert, kind: 'source-ahead', source: 'cases', area: null, about: null, value: null, unit: null }, zh), '数据时间超前 · 案件')
})

test('every kind and unit has words in both languages', () => {
  for (const text of [zh, en]) {
    for (const kind of ALERT_KINDS) for (const unit of WALL_UNITS) assert.doesNotMatch(wordAlert({ ...alert, kind, unit, value: 0.5 }, text), /wall\.|undefined/, `${kind} ${unit}`)
  }
})

test('what interrupts comes first, then what has lasted longest; what was seen comes last', () => {
  const alerts = [{ ...alert, id: 'seen', level: 1 as const, acknowledgedAt: 5 }, { ...alert, id: 'young', since: 9 }, { ...alert, id: 'old', since: 1 }, { ...alert, id: 'first', level: 1 as const, since: 99 }]
  assert.deepEqual(orderAlerts(alerts).map(({ id }) => id), ['first', 'old', 'young', 'seen'])
  assert.deepEqual(unseenOf(alerts), ['young', 'old', 'first'])
})

test('shares of the levels add up to one, and are not made of nothing', () => {
  assert.deepEqual(sharesOf({ byLevel: { 1: 1, 2: 3, 3: 16 } }), { 1: 0.05, 2: 0.15, 3: 0.8 })
  assert.equal(sharesOf({ byLevel: { 1: 0, 2: 0, 3: 0 } }), null)
})
