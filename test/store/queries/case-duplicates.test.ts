/** Duplicates of one case among the open cases of the held offices: why, in which order, and nothing of offices that are not held. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getDuplicates } from '../../../main/store/queries/case-duplicates.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { emptyCache, NOW, putRow, putScope, seeded } from './filled-cache.ts'

const [HERE, THERE] = ['330205001', '330205002']
const MINUTE = 60_000

function caseRow(id: string, part: Partial<Row<'case'>> = {}): Row<'case'> {
  return {
    id, city: '3302', area: HERE, number: `号${id}`, class: 'light', status: 'handling', text: '路灯不亮', place: '桥', lng: 121.5, lat: 29.85, reported_at: new Date(NOW).toISOString(), updated_at: new Date(NOW).toISOString(),
    urgent: false, supervised: false, danger_to_life: false, photos: 0, reporter: { name: '王*', phone: '138****0000' }, simulated: true, source: 'test', ...part,
  }
}

function city(): { context: Parameters<typeof getDuplicates>[0]; put: (row: Row<'case'>) => void; db: ReturnType<typeof emptyCache> } {
  const db = emptyCache()
  putScope(db, 'city:3302')
  putScope(db, `office:${HERE}`, NOW - 1_000)
  for (const [id, level, parent] of [['3302', 'city'], ['330205', 'district', '3302'], [HERE, 'street', '330205'], [THERE, 'street', '330205']] as const) {
    putRow(db, 'city:3302', 'area', { id, city: '3302', level, name: `名${id}`, ...(parent === undefined ? { time_zone: 'Asia/Shanghai' } : { parent }), simulated: true, source: 'test' })
  }
  for (const [order, [id, group]] of ([['light', 'safety'], ['pole', 'safety'], ['noise', 'living']] as const).entries()) putRow(db, 'city:3302', 'class', { id, city: '3302', name: id, group, order, simulated: true })
  // As the writer does: a row never changes without its scope's cursor.
  const put = (row: Row<'case'>): void => {
    putRow(db, `office:${row.area}`, 'case', row)
    db.prepare('UPDATE scope SET cursor = cursor + 1 WHERE id = ?').run(`office:${row.area}`)
  }
  return { context: { db }, put, db }
}
const idsOf = (context: Parameters<typeof getDuplicates>[0], id = 'a'): string[] => getDuplicates(context, { id })!.candidates.map(({ row }) => row.id)

test('open cases near in space, time, class and words come with their parts, the likeliest first; closed ones and other matters do not', () => {
  const { context, put } = city()
  put(caseRow('a'))
  put(caseRow('near', { lng: 121.5003, reported_at: new Date(NOW - 30 * MINUTE).toISOString() }))
  put(caseRow('same', { text: '路 灯\u200B不亮！' }))
  put(caseRow('group', { class: 'pole', lng: 121.5001 }))
  put(caseRow('other', { class: 'noise', text: '夜里施工' }))
  put(caseRow('far', { lng: 121.51 }))
  for (const status of ['closed', 'merged', 'rejected', 'void', 'closed_forced'] as const) put(caseRow(status, { status }))
  const found = getDuplicates(context, { id: 'a' })!
  assert.deepEqual(found.candidates.map(({ row }) => row.id), ['same', 'near', 'group'])
  const [same, near] = found.candidates
  assert.deepEqual([same!.score, same!.likeness], [1, { meters: 0, distance: 1, apartMs: 0, time: 1, class: 'same', text: 1 }])
  assert.ok(Math.abs(near!.likeness.meters - 29) < 0.1 && near!.likeness.apartMs === 30 * MINUTE)
  assert.deepEqual([near!.row.number, near!.row.street.id, found.offices.map(({ id }) => id), found.provenance.asOf], ['号near', HERE, [HERE], NOW - 1_000])
  assert.ok(!JSON.stringify(found).includes('138'), 'reporters stay out of it')
  assert.equal(getDuplicates(context, { id: 'nobody' }), null)
})

test('what sync changes is seen by the next question: a new twin, one that was closed, one that moved', () => {
  const { context, put } = city()
  put(caseRow('a'))
  assert.deepEqual(idsOf(context), [])
  put(caseRow('b'))
  put(caseRow('c'))
  assert.deepEqual(idsOf(context), ['b', 'c'])
  put(caseRow('b', { status: 'closed' }))
  put(caseRow('c', { lng: 121.6 }))
  assert.deepEqual(idsOf(context), [])
})

test('a twin across the border is found where both offices are held, and gone with the office that is not', () => {
  const { context, put, db } = city()
  put(caseRow('a'))
  assert.deepEqual(idsOf(context), [])
  putScope(db, `office:${THERE}`)
  put(caseRow('across', { area: THERE, lng: 121.5002 }))
  assert.deepEqual(idsOf(context), ['across'])
  // The scope was withdrawn; were its rows still there, nobody would be shown them.
  db.prepare('DELETE FROM scope WHERE id = ?').run(`office:${THERE}`)
  assert.deepEqual(idsOf(context), [])
})

test('among a year of an office’s cases one question looks at what lies near, not at the year', () => {
  const { context, put, db } = city()
  const random = seeded(5)
  db.transaction(() => {
    for (let n = 0; n < 6_700; n++) put(caseRow(`y${n}`, { lng: 121.45 + 0.1 * random(), lat: 29.8 + 0.1 * random(), reported_at: new Date(NOW - 365 * 1440 * MINUTE * random()).toISOString() }))
  })()
  put(caseRow('a'))
  put(caseRow('twin'))
  idsOf(context)
  const times = Array.from({ length: 30 }, () => {
    const start = process.cpuUsage()
    assert.equal(idsOf(context)[0], 'twin')
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1_000
  }).sort((a, b) => a - b)
  console.log(`one question among 6,700 open cases: ${times[15]!.toFixed(2)} ms of processor time (median of 30)`)
})
