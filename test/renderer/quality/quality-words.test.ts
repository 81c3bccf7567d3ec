/** Causes, directions and groups in both languages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Displacement } from '../../../preload/contract/quality.ts'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { wordCause, wordDirection, wordGroup, wordOffset } from '../../../renderer/quality/quality-words.ts'

const zh = makeText('zh-CN', 'Asia/Shanghai')
const en = makeText('en', 'Asia/Shanghai')
const of = (type: Displacement['type'], grouping: Displacement['grouping'], group: Displacement['group']): Displacement => ({ type, grouping, group }) as Displacement

test('eight directions cover the circle, and north is both of its ends', () => {
  assert.deepEqual([0, 22, 23, 67, 68, 126, 180, 247, 305, 337, 338, 359.9].map((bearing) => wordDirection(bearing, en)),
    ['north', 'north', 'north-east', 'north-east', 'east', 'south-east', 'south', 'south-west', 'north-west', 'north-west', 'north', 'north'])
})

test('a cause names both systems, an offset its distance to ten metres and its direction', () => {
  assert.equal(wordCause({ actual: 'gcj02', declared: 'wgs84' }, zh), 'GCJ-02 坐标被当作 WGS-84')
  assert.equal(wordOffset({ distanceMeters: 1_107, bearing: 67.6 }, zh), '约 1,110 米，偏向东（68°）')
  assert.equal(wordOffset({ distanceMeters: 493, bearing: 126 }, en), 'about 490 m to the south-east (126°)')
})

test('a group is named by its own word: a kind from the catalogue, a class in the language, a source as it is', () => {
  assert.equal(wordGroup(of('point', 'all', null), zh), '全部')
  assert.equal(wordGroup(of('site', 'kind', { id: 'station', name: 'station', nameEn: null }), zh), '种类 · 甬爱驿站')
  assert.equal(wordGroup(of('bottleneck', 'kind', { id: 'mall', name: 'mall', nameEn: null }), en), 'Kind · Mall')
  assert.equal(wordGroup(of('point', 'class', { id: 'c', name: '噪声', nameEn: 'Noise' }), en), 'Class · Noise')
  assert.equal(wordGroup(of('site', 'source', { id: 'a.csv', name: 'a.csv', nameEn: null }), en), 'Source · a.csv')
})
