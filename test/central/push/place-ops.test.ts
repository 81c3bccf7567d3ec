/** Corrections of friendly points and marks of shifts, on PGlite and on a real PostgreSQL: who may, what others did meanwhile, and what is already so. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { siteVersions } from '../../../main/central/group-versions.ts'
import { commit } from '../../../main/central/log.ts'
import type { CityRow } from '../../../main/central/log.ts'
import { ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { assertDone, assertProblem, CITY, openScene, OTHER_STREET, STREET, type AnyOp } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

const made = { simulated: true, source: 'test' }
const site = (id: string, fields: object = {}): CityRow => ({
  type: 'site', scope: 'ref:990101', city: CITY, body: { id, city: CITY, area: STREET, kind: 'station', name: '驿站', lng: 121.5, lat: 29.9, as_of: '2026-11-01T00:00:00Z', ...made, ...fields },
})
const shift = (id: string): CityRow => ({
  type: 'shift', scope: 'ref:990101', city: CITY,
  body: { id, city: CITY, team: 't1', area: STREET, post: '桥头值守点', lng: 121.5, lat: 29.9, reach_meters: 800, starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-11-01T04:00:00Z', headcount: 3, simulated: true },
})
const common = (): { op_id: string; made_at: string; skew_ms: number } => ({ op_id: randomUUID(), made_at: new Date().toISOString(), skew_ms: 0 })
const correct = (id: string, base: object, set: object, more: object = {}): AnyOp => ({ ...common(), kind: 'correct', type: 'site', id, base, set, ...more })
const attend = (id: string, volunteer: number, is: string, was: string | null, more: object = {}): AnyOp => ({ ...common(), kind: 'attend', type: 'shift', id, was, set: { volunteer, is }, ...more })

async function readRow<T extends 'site' | 'shift'>(sql: Sql, type: T, id: string): Promise<{ row: Row<T>; ver: number }> {
  const [found] = await sql.query<{ ver: number; body: string }>('SELECT ver, body FROM record WHERE type = $1 AND id = $2', [type, id])
  assert.ok(found, id)
  assert.ok(ROW_SCHEMAS[type].safeParse(JSON.parse(found.body)).success)
  return { row: JSON.parse(found.body) as Row<T>, ver: found.ver }
}

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`places on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, far, boss, city } = await openScene(databases)
    const put = (...rows: CityRow[]): Promise<unknown> => sql.transaction((tx) => commit(tx, rows.map((row) => ({ op: 'put' as const, row }))))
    const versions = async (id: string): Promise<ReturnType<typeof siteVersions>> => {
      const { row, ver } = await readRow(sql, 'site', id)
      return siteVersions(row, ver)
    }
    try {
      await t.test('a point is moved, renamed, given hours and closed, and says whose word that is', async () => {
        await put(site('a'))
        const hours = [{ weekday: 1, from: 480, to: 1200 }]
        const done = assertDone(await desk.one(correct('a', { place: (await versions('a')).place }, { name: '桥头驿站', lng: 121.51, lat: 29.91 })))
        assert.equal(done.scope, 'ref:990101')
        const second = assertDone(await mate.one(correct('a', { hours: (await versions('a')).hours, state: (await versions('a')).state }, { hours, state: 'closed' })))
        const { row, ver } = await readRow(sql, 'site', 'a')
        assert.deepEqual([row.name, row.lng, row.original, row.state, 'hours' in row ? row.hours : null], ['桥头驿站', 121.51, { crs: 'wgs84', x: 121.51, y: 29.91 }, 'closed', hours])
        assert.deepEqual([row.corrected?.['place']?.by, row.corrected?.['hours']?.by_name, row.as_of], ['desk', '名mate', second.at])
        assert.deepEqual([second.ver, second.gver['hours'], second.gver['place']], [ver, ver, done.ver])
      })

      await t.test('three desks that correct three groups of one point do not meet; a stale group is a conflict that tells who and what, an equal value none', async () => {
        await put(site('b', { kind: 'compound', access: 'ride_in' }))
        const base = await versions('b')
        assertDone(await desk.one(correct('b', { access: base.access }, { access: 'locker' })))
        assertDone(await mate.one(correct('b', { place: base.place }, { name: '新名' })))
        assertDone(await boss.one(correct('b', { state: base.state }, { state: 'closed' })))
        const { current } = assertProblem(await mate.one(correct('b', { access: base.access }, { access: 'shuttle' })), 'conflict', 'group-changed')
        assert.deepEqual([current?.['access']?.['access'], current?.['access']?.by, current?.['access']?.by_name, current?.['access']?.gver], ['locker', 'desk', '名desk', (await versions('b')).access])
        assertDone(await mate.one(correct('b', { access: base.access }, { access: 'locker' })), 'satisfied')
        assertDone(await desk.one(correct('b', { place: (await versions('b')).place }, { lng: 121.51, lat: 29.91 })))
        const agreed = correct('b', { place: base.place }, { name: '新名' })
        assertDone(await boss.one(agreed), 'satisfied')
        // Whoever gave the same name knew of no other place.
        assertProblem(await boss.one(correct('b', { place: { op: agreed.op_id } }, { lng: 121.52, lat: 29.92 })), 'conflict', 'group-changed')
        assert.equal(((await readRow(sql, 'site', 'b')).row as { access?: string }).access, 'locker')
      })

      await t.test('a chain builds on its own op, and falls with it', async () => {
        await put(site('c'))
        const first = correct('c', { state: (await versions('c')).state }, { state: 'closed' })
        const second = correct('c', { state: { op: first.op_id } }, { state: 'in_use' })
        assert.deepEqual((await desk.push(first, second)).map(({ result }) => result), ['applied', 'applied'])
        const stale = correct('c', { state: 1 }, { state: 'closed' })
        const after = correct('c', { state: { op: stale.op_id } }, { state: 'in_use' })
        assert.deepEqual((await desk.push(stale, after)).map(({ result }) => result), ['conflict', 'blocked'])
        assert.equal((await desk.one(correct('c', { state: { op: randomUUID() } }, { state: 'closed' }))).result, 'retry')
        assert.deepEqual(await desk.push(first), [assertDone((await desk.push(first))[0])])
      })

      await t.test('the desk of the office in whose area it lies may, and that of the district; nobody else', async () => {
        await put(site('d'), site('e', { area: OTHER_STREET }))
        const base = { state: (await versions('d')).state }
        for (const who of [far, city]) assertProblem(await who.one(correct('d', base, { state: 'closed' })), 'rejected', 'op-forbidden')
        assertProblem(await desk.one(correct('e', { state: (await versions('e')).state }, { state: 'closed' })), 'rejected', 'op-forbidden')
        assertDone(await boss.one(correct('e', { state: (await versions('e')).state }, { state: 'closed' })))
        assertDone(await desk.one(correct('d', base, { state: 'closed' })))
      })

      await t.test('what a point does not have, half a position, one outside the city and a missing base are refused; what is gone is a conflict', async () => {
        await put(site('f', { kind: 'merchant' }), { type: 'area', scope: `city:${CITY}`, city: CITY, body: { id: CITY, city: CITY, level: 'city', name: '小城', bounds: [121, 29, 122, 30], ...made } })
        const base = await versions('f')
        for (const op of [
          correct('f', { hours: base.hours }, { hours: [] }), correct('f', { access: base.access }, { access: 'locker' }), correct('f', { place: base.place }, { lng: 121.5 }), correct('f', { place: base.place }, { lng: 120, lat: 29.5 }),
          correct('f', {}, { name: 'x' }), correct('f', { place: base.place }, {}), correct('f', { place: base.place }, { name: '  ' }), correct('f', { place: base.place }, { name: 'x', surprise: 1 }),
        ]) assertProblem(await desk.one(op), 'rejected', 'op-invalid')
        assertProblem(await desk.one(correct('nowhere', { state: 1 }, { state: 'closed' })), 'conflict', 'gone')
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'site', id: 'f', why: 'deleted' }]))
        assertProblem(await desk.one(correct('f', { state: base.state }, { state: 'closed' })), 'conflict', 'gone')
      })

      await t.test('whoever else writes the point, what a desk has not seen is not overwritten', async () => {
        await put(site('g'))
        const base = await versions('g')
        await put(site('g', { name: '改了名' }))
        assertProblem(await desk.one(correct('g', { place: base.place }, { name: '别的名' })), 'conflict', 'group-changed')
        assertDone(await desk.one(correct('g', { state: base.state }, { state: 'closed' })))
      })

      await t.test('a shift is marked volunteer by volunteer: the same is satisfied, another value a conflict, a change of one’s own no conflict', async () => {
        await put(shift('s'))
        assertDone(await desk.one(attend('s', 1, 'present', null)))
        assertDone(await mate.one(attend('s', 2, 'absent', null)))
        assertDone(await mate.one(attend('s', 1, 'present', null)), 'satisfied')
        const { current } = assertProblem(await mate.one(attend('s', 1, 'absent', null)), 'conflict', 'group-changed')
        assert.deepEqual([current?.['attendance']?.['is'], current?.['attendance']?.by_name], ['present', '名desk'])
        assertDone(await desk.one(attend('s', 1, 'absent', 'present')))
        const { row } = await readRow(sql, 'shift', 's')
        assert.deepEqual(row.marks?.map(({ volunteer, is, by }) => [volunteer, is, by]), [[1, 'absent', 'desk'], [2, 'absent', 'mate']])
        assertProblem(await far.one(attend('s', 3, 'present', null)), 'rejected', 'op-forbidden')
        assertProblem(await desk.one(attend('nowhere', 1, 'present', null)), 'conflict', 'gone')
        assertProblem(await desk.one(attend('s', 0, 'present', null)), 'rejected', 'op-invalid')
      })

      await t.test('nobody is marked whom the shift does not have; who was marked before it became smaller may be put right', async () => {
        await put(shift('few'))
        for (const was of [null, 'present']) assertProblem(await desk.one(attend('few', 4, 'present', was)), 'rejected', 'op-invalid')
        assertDone(await desk.one(attend('few', 3, 'present', null)))
        const { row } = await readRow(sql, 'shift', 'few')
        await put({ ...shift('few'), body: { ...row, headcount: 2 } })
        assertDone(await desk.one(attend('few', 3, 'absent', 'present')))
      })

      await t.test('of two desks that mark one volunteer at once, one is told of the other', async () => {
        await put(shift('both'))
        const results = await Promise.all([desk.one(attend('both', 1, 'present', null)), mate.one(attend('both', 1, 'absent', null))])
        assert.deepEqual(results.map(({ result }) => result).sort(), ['applied', 'conflict'])
      })
    } finally {
      await central.close()
    }
  })
}
