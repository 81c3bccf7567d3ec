/** The list beside the map names what is in view, drawn or not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SITE_KINDS, type SiteMarks, type View } from '../../../preload/contract/model.ts'
import { listPlaces, listsNothing } from '../../../renderer/map/places-list.ts'

const view: View = { west: 121, south: 29, east: 122, north: 30, zoom: 11 }
const nothing: Parameters<typeof listPlaces>[0] = { bottlenecks: [], marks: [], showsDuty: true, duty: [], sites: null, openOnly: false }
const station = SITE_KINDS.indexOf('station')
const sites: SiteMarks = {
  kinds: Uint8Array.of(station, station), lngLat: Float64Array.of(121.5, 29.8, 121.6, 29.9), counts: Uint32Array.of(1, 12), open: Uint32Array.of(1, 5), closed: Uint32Array.of(0, 7),
  ids: ['s1', ''], names: ['驿站', ''], total: 13, openings: { open: 6, closed: 7, unknown: 0 }, provenance: { asOf: 0, source: 'practice', simulated: true },
}
const place = (id: string, lng: number, lostHoursPerDay: number) => ({ id, lng, lat: 29.5, name: id, kind: 'mall' as const, area: 'a', severity: 3, orders: 10, lostHoursPerDay })

test('sites answered for the view are listed below the zoom they are drawn from, the largest cluster first', () => {
  const listed = listPlaces({ ...nothing, sites }, view)
  assert.deepEqual(listed.sites.map(({ id, count }) => [id, count]), [['', 12], ['s1', 1]])
  assert.equal(listsNothing(listed), false)
})

test('bottlenecks in view are listed, the worst first', () => {
  const bottlenecks = [place('mild', 121.5, 1), place('far', 125, 9), place('bad', 121.6, 5)]
  assert.deepEqual(listPlaces({ ...nothing, bottlenecks }, view).bottlenecks.map(({ id }) => id), ['bad', 'mild'])
  assert.equal(listPlaces({ ...nothing, bottlenecks }, null).bottlenecks.length, 3)
})

test('places that all lie elsewhere are none in view', () => {
  assert.equal(listsNothing(listPlaces({ ...nothing, bottlenecks: [place('far', 125, 9)] }, view)), true)
  assert.equal(listsNothing(listPlaces(nothing, view)), true)
})
