/** Names are found as people type them, in the order they expect, and any text whatever is only text. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { byLevel, findPlaces, type Place } from '../../main/search/find.ts'
import { MATCHES, matchName } from '../../main/search/match.ts'
import { plain, spell } from '../../main/search/spelling.ts'

const place = (name: string, level = 5, latin: string | null = null): Place => ({ id: name, name, level, latin, spelling: spell(name) })
const NAMES: [string, number][] = [['江北区', 1], ['鄞州区', 1], ['慈溪市', 1], ['余姚市', 1], ['象山县', 1], ['奉化区', 1], ['前江街道', 3], ['石碶街道', 3], ['浒山街道', 3], ['兰庭社区居委会', 4], ['江北区人民医院', 5], ['老街面馆(江北店)', 6], ['绿茵花园A区', 6], ['菜小驿站', 6], ['100%优惠_"店" NEAR(x)*', 6]]
const PLACES = NAMES.map(([name, level]) => place(name, level)).sort(byLevel)
const find = (text: string): string[] => findPlaces(PLACES, text, 20).found.map(({ name }) => name)
const matched = (name: string, text: string): string | null => {
  const match = matchName(spell(name), plain(text))
  return match === null ? null : MATCHES[match]
}

test('characters, full pinyin, first letters and mixtures of them name a place', () => {
  for (const text of ['兰庭', '庭社', 'lanting', 'lan ting she', 'lt', 'ltsq', 'lan庭', 'l庭社q', 'lantings', 'LanTing', 'tingshequ', '兰tsq', 'lantingsh']) assert.ok(find(text).includes('兰庭社区居委会'), text)
  for (const text of ['lvyin', 'luyin', 'lüyin', 'ly', '绿yin', 'huayuana', 'Ａ区']) assert.ok(find(text).includes('绿茵花园A区'), text)
  assert.deepEqual(find('lanbei'), [])
})

test('names that are read otherwise elsewhere are read as the people of the city read them', () => {
  for (const [text, name] of [['yinzhou', '鄞州区'], ['cixi', '慈溪市'], ['yuyao', '余姚市'], ['xiangshan', '象山县'], ['fenghua', '奉化区'], ['shiqi', '石碶街道'], ['hushan', '浒山街道']] as const) assert.equal(find(text)[0], name, text)
  assert.equal(matched('牟山镇', 'moushan'), 'prefix')
})

test('each kind of match is told, and the better comes first, then the larger, then by name', () => {
  assert.deepEqual(['江北区', '江北', 'jiangbeiqu', 'jiangbei', 'jiangb', 'jbq', 'jb', 'jbei', '北区', 'bq', '江南'].map((text) => matched('江北区', text)), ['exact', 'prefix', 'exact', 'prefix', 'initials', 'initials', 'initials', 'initials', 'inside', 'inside', null])
  assert.deepEqual(find('江北'), ['江北区', '江北区人民医院', '老街面馆(江北店)'])
  assert.deepEqual(find('jb'), ['江北区', '江北区人民医院', '老街面馆(江北店)'])
  const same = [place('星河苑', 5), place('星河府', 5), place('星河', 6), place('东星河', 1)].sort(byLevel)
  assert.deepEqual(findPlaces(same, '星河', 20).found.map(({ name }) => name), ['星河', '星河府', '星河苑', '东星河'])
})

test('an answer is bounded and says how many there are', () => {
  const many = Array.from({ length: 57 }, (_, n) => place(`驿站${n}号`)).sort(byLevel)
  const { found, total } = findPlaces(many, 'yizhan', 20)
  assert.deepEqual([found.length, total], [20, 57])
})

test('signs stand for themselves', () => {
  for (const text of ['%', '_', '"', 'NEAR(', '*', '100%', '"店"', 'near(x)*']) assert.deepEqual(find(text), ['100%优惠_"店" NEAR(x)*'], text)
  for (const text of ["'", '\\', '.*', '[a', ';--', 'AND', '%%', '\u0000', '\ud800']) assert.deepEqual(find(text), [], text)
})

test('no text breaks the search, and every piece of a name finds it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => void find(text)))
  fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (name, from, length) => {
    const chars = [...plain(name)]
    const start = chars.length === 0 ? 0 : from % chars.length
    const piece = chars.slice(start, start + 1 + (length % 6)).join('')
    if (plain(piece).replaceAll('ü', 'v') !== piece || piece === '') return
    assert.notEqual(matchName(spell(name), piece), null)
  }))
})

/** Code of a street → pinyin, joined by codes that some streets no longer have: within a district it is a list of readings. */
const ORACLE = new URL('../../../shared/data/geo/ningbo_street_pinyin.csv', import.meta.url)

test('every checked reading of a street is that of a street in its district', { skip: existsSync(ORACLE) ? false : 'the checked readings are not here' }, () => {
  const divisions = (JSON.parse(readFileSync(new URL('../../resources/geo/divisions.json', import.meta.url), 'utf8')) as [string, string][]).filter(([code]) => code.length <= 9)
  const rows = readFileSync(ORACLE, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',') as [string, string, string])
  assert.ok(rows.length > 150)
  for (const [code, name, reading] of rows) {
    const read = plain(reading)
    const same = code.length === 9 ? divisions.filter(([other]) => other.length === 9 && other.startsWith(code.slice(0, 6))) : divisions.filter(([other]) => other === code)
    const found = same.filter(([, other]) => ['exact', 'prefix'].includes(matched(other, read) ?? ''))
    assert.ok(found.length > 0, `${name} ${reading}`)
  }
})
