/** The photos of a case as its rows name them, each with the first caption that was said of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getCasePhotos } from '../../../main/store/queries/case-photos.ts'
import { emptyCache, putRow, putScope } from './filled-cache.ts'

const photo = (letter: string) => ({ sha256: letter.repeat(64), bytes: 9, width: 1, height: 1 })
const act = (n: number, fields: object) => ({ id: `act${n}`, city: '3302', case: 'c', kind: 'photo' as const, groups: [], by: 'd', by_name: '名d', at: `2026-11-02T0${n}:00:00Z`, simulated: true, ...fields })

test('a caption that came by itself is shown with the photo that had none, and makes no other photo', () => {
  const db = emptyCache()
  const row = {
    id: 'c', city: '3302', area: 's', number: '号', class: 'k', status: 'handling' as const, text: 'x', place: '桥', lng: 121.5, lat: 29.85, reported_at: '2026-11-01T00:00:00Z', updated_at: '2026-11-01T00:00:00Z',
    urgent: false, supervised: false, danger_to_life: false, photos: 3, photo_list: [photo('a'), photo('b')], simulated: true, source: 'test',
  }
  putScope(db, 'office:s')
  putRow(db, 'office:s', 'case', row)
  for (const one of [act(1, { text: '先前的话', photos: [photo('c')] }), ...['a', 'c', 'a'].map((letter, n) => act(n + 2, { text: `补充${n}`, set: { photo: { sha256: photo(letter).sha256 } } }))]) putRow(db, 'office:s', 'act', one)
  assert.deepEqual(getCasePhotos({ db }, { id: 'c' })?.photos.map(({ sha256, caption }) => [sha256[0], caption]), [['a', '补充0'], ['b', null], ['c', '先前的话']])
  db.close()
})
