/** Communities of a street: counted where rows name them, unknown where none does, and never zero for unknown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Filter } from '../../../preload/contract/model.ts'
import { getCommunities } from '../../../main/store/queries/communities.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { DAY, NOW, emptyCache, fillCity, putRow } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const filter = (part: Partial<Filter> = {}): Filter => ({ area: '330205001', drawn: null, from: NOW - 60 * DAY, to: NOW + DAY, classes: [], statuses: [], weekdays: [], hours: [], ...part })

function cityWithCommunities(): ReturnType<typeof emptyCache> {
  const db = emptyCache()
  fillCity(db, 200)
  fillReference(db)
  for (const id of ['330205001001', '330205001002']) putRow(db, 'city:3302', 'area', { id, city: '3302', level: 'community', name: `社区${id}`, parent: '330205001', label: [121.5, 29.85], simulated: true, source: 'test' })
  return db
}

test('where nothing names a community the figures are unknown, and all of the street is unnamed', () => {
  const db = cityWithCommunities()
  const said = getCommunities({ db }, { filter: filter() })!
  const overview = getOverview({ db }, { filter: filter() })
  assert.deepEqual(said.communities.map(({ id, counts }) => [id, counts]), ['330205001001', '330205001002'].map((id) => [id, { reports: null, bottlenecks: null, sites: null }]))
  assert.deepEqual([said.unnamed.reports, said.unnamed.bottlenecks], [overview.reports.value, overview.bottlenecks.value])
})

test('rows that name a community are counted for it, the others for none, and together they are the street’s', () => {
  const db = cityWithCommunities()
  db.exec("UPDATE point SET area = '330205001002' WHERE area = '330205001' AND class = 'safety'")
  const said = getCommunities({ db }, { filter: filter() })!
  const named = db.prepare("SELECT count(*) FROM point WHERE area = '330205001002'").pluck().get() as number
  assert.ok(named > 0)
  assert.deepEqual(said.communities.map(({ counts }) => counts.reports), [0, named])
  assert.equal(named + said.unnamed.reports, getOverview({ db }, { filter: filter() }).reports.value)
  assert.deepEqual(getCommunities({ db }, { filter: filter({ classes: ['rental'] }) })!.communities.map(({ counts }) => counts.reports), [null, null])
  assert.deepEqual(said.communities.map(({ counts }) => counts.sites), [null, null])
})

test('only a street has a list', () => {
  const db = cityWithCommunities()
  for (const area of [null, '330205', 'unheard-of']) assert.equal(getCommunities({ db }, { filter: filter({ area }) }), null)
  assert.deepEqual(getCommunities({ db }, { filter: filter({ area: '330205002' }) })!.communities, [])
})
