/** Nothing of a person is on a wall: marks stand in every word that a cache can hold, and in no scene and no news; what few stand behind is in neither. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_THRESHOLDS, SCENES } from '../../../preload/contract/wall-settings.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import { getCase } from '../../../main/store/queries/case-whole.ts'
import { getOnDuty } from '../../../main/store/queries/places.ts'
import { getNews, type News } from '../../../main/store/queries/wall-news.ts'
import { getWallScene } from '../../../main/store/queries/wall-scene.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { ROW_TYPES, type Row, type RowType } from '../../../main/sync/protocol.ts'
import { caseRow } from './cases.ts'
import { emptyCache, fillCity, NOW, putRow, putScope } from './filled-cache.ts'
import { fillReference } from './reference.ts'
import { spreadOver } from '../../field/whole-field.ts'

const HOUR = 3_600_000
const [CITY, REF, STREET] = ['city:3302', 'ref:330205', '330205001'] as const
const OFFICE = `office:${STREET}`
const [PHONE, ID] = ['13867451928', '330205198807124413'] as const
const AT = new Date(NOW - HOUR).toISOString()
const PLACE = { lng: 121.52, lat: 29.86 } as const
const THRESHOLDS = { ...DEFAULT_THRESHOLDS, hotSpotTimes: 1.2 }

let marks = 0
/** A word of its own, with a name, a telephone and a plate in it: whichever of them comes through is found. */
const mark = (): string => `秘${++marks}号赵翀霏${PHONE}浙B${String(marks).padStart(5, '0')}`
const isMarked = /秘\d+号|赵翀霏|浙B\d{5}/

/** Names of public places are public words: they carry numbers, as people write them, and no names. */
const numbered = (name: string): string => `${name} ${PHONE}/${ID}`

function plantedCase(n: number, more: Partial<Row<'case'>>): Row<'case'> {
  const reporter = (): { name: string; phone: string } => ({ name: mark(), phone: mark() })
  const photo = { sha256: 'a'.repeat(64), caption: mark() } as unknown as NonNullable<Row<'case'>['photo_list']>[number]
  return caseRow(n, {
    id: mark(), number: mark(), area: STREET, text: mark(), place: mark(), ...PLACE, reported_at: AT, updated_at: AT, filed_at: AT, reporter: reporter(), photos: 1, photo_list: [photo], department: mark(), fed_back_by: mark(),
    merged: [{ case: mark(), at: AT, number: mark(), reporter: reporter(), photos: 0 }], proposal: { valid: true, reason: mark(), by: mark(), by_name: mark(), at: AT, state: 'proposed' }, duplicate_of: mark(), external_id: mark(), source: mark(), ...more,
  })
}

/** Rows of every type, the words of each its own marks. */
function plant(db: WritableDatabase): void {
  const common = { city: '3302', simulated: true, source: mark() }
  putScope(db, OFFICE)
  for (const [id, level, parent] of [['330205', 'district', '3302'], [STREET, 'street', '330205']] as const) putRow(db, CITY, 'area', { ...common, id, level, parent, name: numbered(`名${id}`), name_en: `Name ${PHONE}`, label: [121.5, 29.86] })
  putRow(db, CITY, 'class', { id: 'safety', city: '3302', name: numbered('类'), group: mark(), order: 1, simulated: true })
  putRow(db, CITY, 'department', { id: mark(), city: '3302', name: mark(), order: 1, simulated: true })
  putRow(db, CITY, 'phrase', { id: mark(), city: '3302', kind: 'reply', text: mark(), text_en: mark(), order: 1, simulated: true })
  putRow(db, CITY, 'indicator', { ...common, id: mark(), policy: 'meals', name: mark(), value: 3, unit: mark(), qualifier: 'exact', order: 1, as_of: AT })
  putRow(db, CITY, 'worker', { ...common, id: mark(), area: '330205', sector: 'parcel', verified: 3, as_of: AT })
  putRow(db, CITY, 'team', { ...common, id: 't1', name: mark(), name_en: mark(), rank: 'detachment', sector: 'parcel' })
  for (let n = 0; n < 40; n++) putRow(db, CITY, 'point', { id: mark(), area: STREET, ...PLACE, reported_at: new Date(NOW - (n % 6) * HOUR - 1).toISOString(), class: 'safety', status: 'reported', weight: 1 })
  for (let n = 0; n < 12; n++) putRow(db, CITY, 'point', { id: mark(), area: STREET, lng: 121.3, lat: 29.7, reported_at: AT, class: 'safety', status: 'reported', weight: 1 })
  const hand = { by: mark(), by_name: mark(), at: AT }
  putRow(db, REF, 'site', { ...common, id: mark(), area: STREET, kind: 'station', name: numbered('驿站'), ...PLACE, hours: [{ weekday: 3, from: 0, to: 1_440 }], services: [mark()], corrected: { state: hand }, as_of: AT })
  putRow(db, REF, 'site', { ...common, id: mark(), area: STREET, kind: 'merchant', name: mark(), lng: 121.4, lat: 29.8, meal_deals: [mark()], as_of: AT })
  putRow(db, REF, 'bottleneck', { ...common, id: 'b0', area: STREET, kind: 'mall', name: numbered('堵点'), ...PLACE, severity: 3, hours: [11], causes: ['long_walk'], measures: [], as_of: AT })
  putRow(db, REF, 'shift', { id: mark(), city: '3302', team: 't1', area: STREET, post: mark(), lng: 121.6, lat: 29.9, reach_meters: 500, starts_at: new Date(NOW - HOUR).toISOString(), ends_at: new Date(NOW + HOUR).toISOString(), headcount: 2, marks: [{ ...hand, volunteer: 1, is: 'present' }], simulated: true })
  putRow(db, REF, 'handover', { ...common, id: mark(), place: 'b0', area: STREET, ...PLACE, from: '2026-06-29', to: '2026-06-29', hours: [[11, 40, 900]] })
  for (let n = 0; n < 6; n++) putRow(db, OFFICE, 'case', plantedCase(n, { status: 'handling', due_at: new Date(NOW - (n + 1) * HOUR).toISOString() }))
  putRow(db, OFFICE, 'case', plantedCase(10, { status: 'handling', danger_to_life: true, urgent: true }))
  putRow(db, OFFICE, 'case', plantedCase(11, { status: 'handling', supervised: true, due_at: AT }))
  for (let n = 12; n < 17; n++) putRow(db, OFFICE, 'case', plantedCase(n, { status: 'closed', closed_at: new Date(NOW - HOUR / 2).toISOString() }))
  putRow(db, OFFICE, 'act', { id: mark(), city: '3302', case: 'c', kind: 'note', text: mark(), set: { department: mark() }, groups: [], by: mark(), by_name: mark(), at: AT, simulated: true })
  db.prepare("INSERT INTO bad_row (scope, type, id, ver, h, body, why) VALUES (?, 'case', ?, 1, x'00', ?, 'lng')").run(OFFICE, mark(), JSON.stringify({ text: mark() }))
  db.prepare('UPDATE scope SET name = ?, error = ?').run(mark(), mark())
}

const db = emptyCache()
fillCity(db, 3_000)
fillReference(db)
plant(db)
const context = { db }
const VIEW = { west: 121.4, south: 29.8, east: 121.7, north: 30, zoom: 12 }
const AREAS = [null, '330205', STREET]
const compose = (area: string | null): WallScene[] => SCENES.map((scene) => getWallScene(context, { scene, area, view: VIEW, thresholds: THRESHOLDS, at: NOW }))
const ask = (area: string | null): News => getNews(context, { area, headlineArea: STREET, thresholds: THRESHOLDS, at: NOW })

test('every type of row carries marks, and a desk is shown them', () => {
  for (const type of ROW_TYPES.filter((one: RowType) => one !== 'area' && one !== 'class')) {
    assert.match(JSON.stringify(db.prepare(`SELECT id, body FROM "${type}"`).all()), isMarked, type)
  }
  const id = db.prepare('SELECT id FROM "case" LIMIT 1').pluck().get() as string
  assert.match(JSON.stringify(getCase(context, { id, at: NOW })), isMarked)
  assert.match(JSON.stringify(getOnDuty(context, { area: null, drawn: null, at: NOW })), isMarked)
})

test('the scenes are full, so that there is something to leave out', () => {
  const scenes = new Map(compose(STREET).map((scene) => [scene.scene, scene]))
  for (const scene of SCENES) assert.ok(scenes.get(scene)!.figures.every(({ value }) => value !== null), `${scene} ${JSON.stringify(scenes.get(scene)!.figures)}`)
  for (const scene of ['bottleneck', 'hotspot', 'coverage', 'loop', 'sites', 'health'] as const) assert.ok(scenes.get(scene)!.rows.length > 0, scene)
  assert.deepEqual([...new Set(ask('330205').alerts.map(({ kind }) => kind))].sort(), ['coverage-gap', 'danger', 'hot-spot', 'overdue', 'overdue-supervised'])
})

test('no mark is in a scene or in the news of any area, and numbers in public names are masked', () => {
  for (const area of AREAS) {
    const text = JSON.stringify([compose(area), ask(area)])
    assert.doesNotMatch(text, isMarked, area ?? 'city')
    assert.ok(!text.includes(PHONE) && !text.includes(ID), area ?? 'city')
  }
  const shown = JSON.stringify([compose('330205'), ask('330205')])
  for (const name of ['名330205', `名${STREET}`, '类', '堵点']) assert.ok(shown.includes(`${name} 138****1928`), name)
})

test('of a case its class and its street are told, and an id that is not its own', () => {
  const [danger] = ask(STREET).alerts.filter(({ kind }) => kind === 'danger')
  assert.deepEqual(Object.keys(danger!).sort(), ['about', 'acknowledgedAt', 'area', 'id', 'kind', 'level', 'since', 'source', 'unit', 'value'])
  assert.deepEqual([danger!.level, danger!.since, danger!.acknowledgedAt], [1, NOW - HOUR, null])
  assert.equal(ask('330205').alerts.find(({ kind }) => kind === 'danger')!.id, danger!.id)
})

test('what fewer than five stand behind is in the sums alone', () => {
  const few = emptyCache()
  fillCity(few, 0)
  fillReference(few)
  const [one, other] = [STREET, '330205002']
  for (const street of [one, other]) putScope(few, `office:${street}`)
  for (const [street, count, lng] of [[one, 5, 121.3], [other, 4, 121.35]] as const) {
    for (let n = 0; n < count; n++) {
      putRow(few, CITY, 'point', { id: `${street}-${n}`, area: street, lng, lat: 29.7, reported_at: AT, class: 'safety', status: 'reported', weight: 1_000 })
      putRow(few, `office:${street}`, 'case', caseRow(n, { id: `${street}-${n}`, area: street, reported_at: AT, status: 'handling', due_at: AT }))
    }
  }
  const scene = (id: (typeof SCENES)[number]): WallScene => getWallScene({ db: few }, { scene: id, area: '330205', view: { west: 121.2, south: 29.6, east: 121.45, north: 29.8, zoom: 12 }, thresholds: { ...THRESHOLDS, gapReports: 5 }, at: NOW })
  const rows = (id: (typeof SCENES)[number]): [string, number | null][] => scene(id).rows.map(({ name, value }) => [name.zh, value])
  assert.deepEqual(rows('overview'), [[`名${one}`, 5]])
  assert.equal(scene('overview').figures.find(({ id }) => id === 'reports')?.value, 9)
  assert.deepEqual(rows('loop'), [[`名${one}`, 5]])
  assert.equal(scene('loop').finding.value, 9)
  assert.deepEqual(rows('coverage'), [[`名${one}`, 5]])
  for (const id of ['overview', 'coverage'] as const) {
    const { field, marks } = scene(id).map!
    assert.equal(marks.filter(({ kind }) => kind !== 'post').length, id === 'coverage' ? 1 : 0)
    const column = (lng: number): number => Math.floor(((lng + 180) / 360) * 2 ** field!.level) - field!.covered.x0
    const whole = spreadOver(field!.covered, field!)
    assert.ok(field!.values.some((value) => value > 0) || id === 'coverage')
    for (let row = 0; row < field!.covered.height; row++) assert.equal(whole[row * field!.covered.width + column(121.35)], 0)
    const inBox = column(121.35) + field!.covered.x0 - field!.x0
    assert.ok(inBox < 0 || inBox >= field!.width, 'the box tells of no place either')
  }
  const news = getNews({ db: few }, { area: '330205', headlineArea: null, thresholds: { ...THRESHOLDS, gapReports: 5 }, at: NOW })
  assert.deepEqual(news.alerts.map(({ kind, area, value }) => [kind, area?.zh, value]), [['coverage-gap', `名${one}`, 5], ['overdue', `名${one}`, 5]])
})

test('a scene, its field, a mark and a row have these properties and no others', () => {
  for (const scene of compose('330205')) {
    assert.deepEqual(Object.keys(scene).sort(), ['area', 'figures', 'finding', 'from', 'madeAt', 'map', 'mapSources', 'rowSources', 'rows', 'scene', 'simulated', 'to', 'trend'])
    for (const row of scene.rows) assert.deepEqual(Object.keys(row).sort(), ['area', 'name', 'note', 'rank', 'source', 'unit', 'value'])
    if (scene.map?.field) assert.deepEqual(Object.keys(scene.map.field).sort(), ['bandwidthMeters', 'covered', 'days', 'height', 'layer', 'level', 'limits', 'provenance', 'records', 'scale', 'span', 'total', 'unit', 'values', 'width', 'x0', 'y0'])
    for (const one of scene.map?.marks ?? []) assert.deepEqual(Object.keys(one).sort(), ['kind', 'lat', 'lng', 'rank', 'reachMeters'])
  }
})
