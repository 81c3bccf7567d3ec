/** The index of names over real rows: whole before it answers, and following every change. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_FOUND, type FoundPlaces } from '../../../preload/contract/search.ts'
import { searchPlaces, SPELLED_AT_ONCE } from '../../../main/store/queries/search.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import { NOW, emptyCache, fillCity, putRow } from './filled-cache.ts'
import { fillReference, SITES } from './reference.ts'

function search(context: ReaderContext, text: string): FoundPlaces {
  for (;;) {
    const answer = searchPlaces(context, { text })
    if ('places' in answer) return answer
  }
}

function filled(): ReaderContext & { db: ReturnType<typeof emptyCache> } {
  const db = emptyCache()
  fillCity(db, 10)
  fillReference(db)
  return { db }
}
const site = (id: string, name: string) => ({ id, city: '3302', simulated: true, source: 'test', area: '330205001', kind: 'merchant' as const, name, lng: 121.5, lat: 29.85, as_of: new Date(NOW).toISOString() })

test('areas, bottlenecks and sites are found with their kind and what they lie in', () => {
  const context = filled()
  const [found] = search(context, '堵点3').places
  assert.deepEqual(found, { type: 'bottleneck', id: 'b3', name: '堵点3', nameEn: null, kind: 'mall', lng: 121.53, lat: 29.85 + 0.004 * 3, within: [{ id: '330205002', name: '名330205002', nameEn: null }, { id: '330205', name: '名330205', nameEn: null }] })
  assert.deepEqual(search(context, 'ming330205').places.map(({ id, kind }) => [id, kind]), [['330205', 'district'], ['330205001', 'street'], ['330205002', 'street']])
  const { places, total } = search(context, 'dian')
  assert.deepEqual([places.length, total], [MOST_FOUND, SITES + 6])
  assert.deepEqual(search(context, '  '), { places: [], total: 0 })
})

test('a name that is added, changed or taken away is followed at the next question', () => {
  const context = filled()
  assert.equal(search(context, '鄞江').total, 0)
  putRow(context.db, 'ref:330205', 'site', site('new', '鄞江面馆'))
  assert.deepEqual(search(context, 'yinjiang').places.map(({ id }) => id), ['new'])
  context.db.exec("UPDATE site SET name = '余姚面馆', ver = ver + 1 WHERE id = 'new'")
  assert.equal(search(context, 'yinjiang').total, 0)
  assert.deepEqual(search(context, 'yymg').places.map(({ name }) => name), ['余姚面馆'])
  context.db.exec("DELETE FROM site WHERE id = 'new'")
  assert.equal(search(context, 'yymg').total, 0)
})

test('names are spelled some at a time, and no answer comes from half an index', () => {
  const context = filled()
  for (let n = 0; n < 2 * SPELLED_AT_ONCE; n++) putRow(context.db, 'ref:330205', 'site', site(`m${n}`, `面馆${n}`))
  const answers = [1, 2, 3].map(() => searchPlaces(context, { text: 'mianguan' }))
  assert.deepEqual(answers.map((answer) => 'places' in answer), [false, false, true])
  assert.equal((answers[2] as FoundPlaces).total, 2 * SPELLED_AT_ONCE)
})

test('signs with a meaning in SQL are signs of names, and hostile names are text', () => {
  const context = filled()
  for (const [n, name] of ['半价50%', 'a_b', '"引号"', 'NEAR(甬', '五星*', "'; DROP TABLE site; --", '<img src=x onerror=alert(1)>'].entries()) putRow(context.db, 'ref:330205', 'site', site(`odd${n}`, name))
  for (const [n, text] of ['%', '_', '"', 'NEAR(', '*', "'; DROP", '<img'].entries()) assert.deepEqual(search(context, text).places.map(({ id }) => id), [`odd${n}`], text)
})
