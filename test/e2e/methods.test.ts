/** Every method of the contract answers over both codecs with the same value. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { decodeAnswer, encodeAnswer } from '../../preload/codec.ts'
import type { Answer, Input, Method } from '../../preload/contract/api.ts'
import { CASE_FILE_WORDS, type CaseFileWord } from '../../preload/contract/case-export.ts'
import { NO_EDITS } from '../../preload/contract/edited-deck.ts'
import { EXPORT_WORDS, type ExportWords } from '../../preload/contract/export.ts'
import { INPUTS } from '../../preload/contract/schema.ts'
import type { Filter, View } from '../../preload/contract/model.ts'
import { DEFAULT_THRESHOLDS } from '../../preload/contract/wall-settings.ts'
import { newWall } from '../../main/core/wall-keeping.ts'
import { browserTest } from '../browser/chromium.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const NOT_HERE = new Set(['basemap.add', 'basemap.check', 'basemap.cancel', 'basemap.remove', 'basemap.tile', 'wall.open', 'wall.shut', 'wall.startAtLogOn'])
const WORDS = Object.fromEntries(EXPORT_WORDS.map((word) => [word, word])) as ExportWords
const NO_RUN = '00000000-0000-4000-8000-000000000001'
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
/** Of a briefing that is not here. */
const GONE = new Set(['briefing.saveEdits', 'briefing.write', 'briefing.leave', 'briefing.deliver', 'briefing.notMade'])
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 1_000, days: 20 })
  await untilSynced(stage)
})
after(async () => {
  await stage?.close()
})

test('each method is answered, and both codecs carry the same answer', needs, async () => {
  const filter: Filter = { area: null, drawn: null, from: Date.now() - 20 * 86_400_000, to: Date.now(), classes: [], statuses: [], weekdays: [], hours: [] }
  const view: View = { west: 121.4, south: 29.7, east: 121.8, north: 30, zoom: 11 }
  const central = stage.central.address
  const inputs: { [M in Method]: Input<M> } = {
    'session.get': null, 'session.accounts': { central }, 'city.get': null, 'city.boundaries': { level: 'district', parent: null }, 'city.indicators': null, 'city.choices': null,
    'areas.communities': { filter: { ...filter, area: '330205008' } },
    'cells.get': { layer: 'report', filter, measure: 'per-km2', view },
    'field.get': { layer: 'report', filter, view, bandwidthMeters: 300 }, 'field.overview': { filter }, 'areas.figures': { layer: 'report', filter, measure: 'per-km2', level: 'district' },
    'places.sites': { filter, view, kinds: ['station', 'charging'], at: Date.now(), openOnly: true }, 'places.bottlenecks': { filter }, 'places.onDuty': { area: null, drawn: null, at: Date.now() }, 'places.card': { type: 'site', id: 'none', at: Date.now() }, 'places.border': { lng: 121.55, lat: 29.88 }, 'places.search': { text: 'jb' }, 'places.ground': { drawn: [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9]] }, 'places.effect': { id: 'place-001' }, 'places.overdue': { filter, view, at: Date.now() },
    'cases.page': { question: { filter, view: 'all', home: null, text: '', at: Date.now() }, order: { by: 'reported', descending: true }, from: 0, limit: 100 },
    'cases.units': { question: { filter, view: 'late', home: null, text: '', at: Date.now() } },
    'cases.counts': { question: { filter, view: 'late', home: null, text: '', at: Date.now() } }, 'cases.get': { id: 'none', at: Date.now() }, 'cases.wholes': { ids: ['none', 'case-0000001'], at: Date.now() }, 'cases.history': { id: 'none' }, 'cases.limit': { id: 'case-0000001', class: 'manhole', at: Date.now() }, 'cases.duplicates': { id: 'case-0000001' },
    'edits.save': { edits: [{ op_id: randomUUID(), kind: 'note', type: 'act', id: randomUUID(), on: 'none', set: { text: '备注' } }], draft: null }, 'leads.send': { leads: [{ op_id: '00000000-0000-4000-8000-00000000000a', kind: 'create', type: 'case', id: '00000000-0000-4000-8000-00000000000b', set: { area: '330205008', class: 'none', text: 'x', place: '', lng: 121.5, lat: 29.9, urgent: false, danger_to_life: false } }], again: false }, 'edits.badge': null,
    'photos.list': { id: 'case-0000001' }, 'photos.get': { id: 'case-0000001', sha256: 'a'.repeat(64) }, 'photos.add': { job: 'photo-job-1', first: 0, of: 10, data: 'AAAA' }, 'photos.cancel': { job: 'photo-job-1' },
    'edits.unsent': { afterN: 0, limit: 10 }, 'edits.refused': { afterN: 0, limit: 10 }, 'edits.history': { opId: randomUUID() }, 'edits.known': { opIds: [randomUUID()] }, 'edits.withdraw': { opIds: [randomUUID()] }, 'edits.sendAgain': { opIds: [randomUUID()] },
    'edits.resolve': { opIds: [randomUUID()], how: 'discard', edit: null }, 'edits.support': null, 'edits.goOn': null,
    'drafts.get': { form: 'note', key: 'none' }, 'drafts.list': { form: null }, 'drafts.put': { form: 'note', key: 'none', body: '{}' }, 'drafts.drop': { form: 'note', key: 'none' },
    'shift.get': { office: null, from: Date.now() - 8 * 3_600_000, to: Date.now() },
    'cases.names': { ids: ['case-0000001', 'none'] },
    'quality.get': null, 'quality.flagged': { from: 0, limit: 50 },
    'export.file': { job: 'methods-1', question: { kind: 'bottlenecks', input: { filter } }, format: 'csv', english: false, words: WORDS, title: 'title', scope: [], unit: '', expected: { rows: 0, asOf: null } },
    'export.progress': { job: 'methods-1' }, 'export.cancel': { job: 'methods-1' }, 'export.pdf': { name: 'a.pdf' }, 'export.save': { name: 'a.csv', bytes: new Uint8Array([1]) },
    'export.cases': { job: 'methods-2', question: { filter, view: 'all', home: null, text: '', at: Date.now() }, order: { by: 'reported', descending: true }, columns: ['number', 'text'], format: 'csv', english: false, words: WORDS, caseWords: Object.fromEntries(CASE_FILE_WORDS.map((word) => [word, word])) as Record<CaseFileWord, string>, title: 'title', scope: [], purpose: 'test', expected: 0 },
    'export.piece': { job: 'methods-2', from: 0 }, 'export.keep': { job: 'methods-2' }, 'export.drop': { job: 'methods-2' }, 'export.printing': { cases: ['case-0000001'], purpose: 'test' },
    'upload.add': { upload: 'methods-3', first: 0, of: 2, data: 'AAA=' },
    'briefing.check': { job: 'methods-4', upload: 'methods-3' }, 'briefing.checking': { job: 'methods-4' }, 'briefing.stopCheck': { job: 'methods-4' }, 'upload.drop': { upload: 'methods-3' },
    'briefing.compose': { job: 'methods-6', question: { kind: 'daily', area: null, lastDay: YESTERDAY, english: false }, again: null }, 'briefing.get': { run: NO_RUN }, 'briefing.runs': null, 'briefing.forget': { run: NO_RUN }, 'briefing.style': null,
    'briefing.saveEdits': { run: NO_RUN, edits: NO_EDITS }, 'briefing.write': { job: 'methods-5', run: NO_RUN, edits: NO_EDITS, format: 'xlsx', pictures: [], purpose: 'test' }, 'briefing.leave': { run: NO_RUN, edits: NO_EDITS, format: 'pdf', slides: ['kpi'], purpose: 'test' }, 'briefing.setStyle': { accent: '#0B5A8C' },
    'briefing.schedule': null, 'briefing.setSchedule': { isOn: false, kind: 'weekly', area: null, english: false, weekday: 1, time: '08:00', purpose: 'test' }, 'briefing.chooseFolder': null, 'briefing.due': null, 'briefing.deliver': { lease: NO_RUN, job: 'methods-5' }, 'briefing.notMade': { lease: NO_RUN, why: 'internal' },
    'sync.status': null, 'sync.page': null, 'sync.now': null, 'sync.check': null, 'sync.rebuild': null,
    'settings.get': null, 'settings.set': { approvalNumber: '' }, 'basemap.list': null, 'basemap.get': null, 'basemap.choose': { id: null },
    'basemap.add': null, 'basemap.check': { id: 'none' }, 'basemap.cancel': { id: 'none' }, 'basemap.remove': { id: 'none' }, 'basemap.tile': { id: 'none', z: 0, x: 0, y: 0 },
    'wall.state': { wall: '1' }, 'wall.scene': { wall: '1', scene: 'overview', view }, 'wall.command': { wall: '1', command: { do: 'step', by: 1 } }, 'wall.acknowledge': { alerts: ['none'] }, 'wall.walls': null,
    'wall.beat': { wall: '1', page: 'page-0001', upMs: 0, scene: null, sceneForMs: 0, changes: 0, frames: 0, dataAt: null, heapBytes: null, contexts: 1, decks: 1, lost: 0, disabled: [], visible: true, safe: false },
    'wall.set': newWall('2'), 'wall.remove': { wall: '2' }, 'wall.setThresholds': DEFAULT_THRESHOLDS, 'wall.open': { wall: '1' }, 'wall.shut': { wall: '1' }, 'wall.restart': { wall: '1' }, 'wall.startAtLogOn': { on: false }, 'wall.address': { wall: '1' },
    'session.connect': { central, token: 'not-a-token-not-a-token-not-a-token' }, 'session.practice': { central: null, account: null }, 'session.signOut': null,
  }
  const overview = await stage.ask('field.overview', { filter })
  inputs['export.file'].expected = { rows: (await stage.ask('places.bottlenecks', { filter })).length, asOf: overview.bottlenecks.provenance.asOf }
  assert.deepEqual(Object.keys(inputs).toSorted(), Object.keys(INPUTS).toSorted())
  for (const [method, input] of Object.entries(inputs)) {
    const answer = (await stage.core.dispatch(method, input)) as Answer<never>
    // No such base map, no dialog on this host, no such token: each is a refusal by its name.
    const refusal = method === 'session.connect' ? 'token-refused' : NOT_HERE.has(method) ? 'refused' : GONE.has(method) ? 'changed' : null
    assert.ok(answer.ok ? refusal === null : answer.failure.code === refusal, `${method}: ${JSON.stringify(answer).slice(0, 300)}`)
    const overElectron: unknown = structuredClone(answer)
    const overHttp: unknown = decodeAnswer(encodeAnswer(answer).buffer)
    assert.deepEqual(overHttp, overElectron, method)
  }
})
