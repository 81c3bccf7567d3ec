/** Pushing over HTTP, on PGlite and on a real PostgreSQL: what an op does, and what it meets that others did. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { commit, load } from '../../../main/central/log.ts'
import { OpResult } from '../../../main/sync/push-protocol.ts'
import { ChangePage, LIMITS, PROBLEM_BASE, Problem, ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { caseRow } from '../small-city.ts'
import { actsOf, addCase, assertDone, assertProblem, CITY, edit, epochOf, lead, note, openScene, OTHER_STREET, read, step, STREET } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`pushing on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, boss } = await openScene(databases)
    try {
      await t.test('a case goes through the flow by the hands of those whose duty it is, and every step is told', async () => {
        await addCase(sql, 'walk', { status: 'reported' })
        const due = '2026-12-01T08:00:00.000Z'
        const steps = [
          [desk, 'accept', 'reported', 'verifying', undefined], [desk, 'file', 'verifying', 'filed', { class: 'k2', place: '桥西', due_at: due }], [desk, 'dispatch', 'filed', 'dispatched', { department: '环卫' }],
          [mate, 'take', 'dispatched', 'handling', undefined], [mate, 'ask_extension', 'handling', 'extension_requested', { until: '2026-12-03T08:00:00.000Z', reason: '等配件' }],
          [boss, 'grant', 'extension_requested', 'handling', undefined], [mate, 'feed_back', 'handling', 'fed_back', { result: '已清理' }], [desk, 'check', 'fed_back', 'checking', undefined], [desk, 'close', 'checking', 'closed', undefined],
        ] as const
        for (const [who, action, from, to, set] of steps) {
          const { gver } = await read(sql, 'walk')
          assertDone(await who.one(step('walk', action === 'file' ? { dispatch: gver.dispatch, location: gver.location } : { dispatch: gver.dispatch }, action, from, to, set)))
        }
        const { row } = await read(sql, 'walk')
        assert.deepEqual([row.status, row.class, row.place, row.department, row.due_at, row.fed_back_by], ['closed', 'k2', '桥西', '环卫', '2026-12-03T08:00:00.000Z', 'mate'])
        assert.ok(row.closed_at !== undefined && row.asked_until === undefined)
        const acts = await actsOf(sql, 'walk')
        assert.deepEqual(acts.map(({ by, action, from, to }) => [by, action, from, to]), steps.map(([who, action, from, to]) => [who.sub, action, from, to]))
        for (const act of acts) assert.ok(ROW_SCHEMAS.act.safeParse(act).success && act.by_name === `名${act.by}` && Date.parse(act.at) <= Date.now())
        const at = acts[1]!.at
        assert.deepEqual([acts[1]!.was, acts[1]!.set], [{ class: 'k1', place: '桥头', due_at: null, filed_at: null, fixed: null }, { class: 'k2', place: '桥西', due_at: due, filed_at: at, fixed: { at, until: due } }])
        assert.deepEqual([acts[4]!.text, acts[6]!.text], ['等配件', '已清理'])
      })

      await t.test('a result tells the number under which every desk pulls it, in the office and in the city', async () => {
        await addCase(sql, 'told')
        const result = assertDone(await desk.one(step('told', { dispatch: (await read(sql, 'told')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })))
        const changesOf = async (scope: string, after: number) => ChangePage.parse(await (await fetch(`${central.address}/v1/scopes/${encodeURIComponent(scope)}/changes?after=${await epochOf(sql)}.${after}`, { headers: { Authorization: `Bearer ${mate.token}` } })).json())
        const { changes, head } = await changesOf(result.scope, result.seq - 2)
        assert.deepEqual([head, changes.map(({ type }) => type).sort()], [result.seq, ['act', 'case']])
        const put = changes.find(({ type }) => type === 'case')
        assert.ok(put?.op === 'put' && put.ver === result.ver)
        assert.deepEqual([JSON.parse(put.row).status, JSON.parse(put.row).gver], ['dispatched', result.gver])
        assert.equal(result.gver.dispatch, result.ver)
        const [point] = (await changesOf(`city:${CITY}`, 1)).changes.filter(({ id }) => id === 'told').slice(-1)
        assert.ok(point?.op === 'put')
        assert.equal(JSON.parse(point.row).status, 'dispatched')
      })

      await t.test('the same op gets the same answer for ever, another one of its id none', async () => {
        await addCase(sql, 'again')
        const op = step('again', { dispatch: (await read(sql, 'again')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        const first = await desk.one(op)
        const after = await read(sql, 'again')
        assert.deepEqual(await desk.push(op, op), [first, first])
        // The order of the fields is no other body.
        assert.deepEqual(await desk.one(Object.fromEntries(Object.entries(op).toReversed()) as typeof op), first)
        assert.deepEqual(OpResult.parse(await (await desk.ask(op.op_id)).json()), first)
        assertProblem(await desk.one({ ...op, set: { department: 'd2' } }), 'rejected', 'op-id-reuse')
        assertProblem(await mate.one(op), 'rejected', 'op-id-reuse')
        for (const answer of [await mate.ask(op.op_id), await desk.ask(randomUUID()), await desk.ask('none'), await desk.ask('%00')]) assert.equal(Problem.parse(await answer.json()).type, `${PROBLEM_BASE}not-found`)
        assert.deepEqual(await read(sql, 'again'), after)
        assert.equal((await actsOf(sql, 'again')).length, 1)
      })

      await t.test('of two desks that dispatch one case the first wins; the second hears who, when and to whom, or that it is so already', async () => {
        await addCase(sql, 'both')
        const { gver } = await read(sql, 'both')
        const to = (department: string) => step('both', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department })
        const won = assertDone(await desk.one(to('d1')))
        const { current } = assertProblem(await mate.one(to('d2')), 'conflict', 'already-dispatched')
        assert.deepEqual(current?.dispatch, { status: 'dispatched', department: 'd1', class: 'k1', by: 'desk', by_name: '名desk', at: won.at, gver: won.gver.dispatch })
        const same = to('d1')
        assert.deepEqual(assertDone(await mate.one(same), 'satisfied').gver, { ...won.gver, dispatch: gver.dispatch })
        assert.deepEqual(await mate.one(same), await mate.one(same))
        assert.equal((await actsOf(sql, 'both')).length, 1)
      })

      await t.test('the opposite that leads to the same status is no agreement, and neither are other words', async () => {
        await addCase(sql, 'opposite', { status: 'extension_requested', asked_until: '2026-12-03T08:00:00.000Z' })
        const { gver } = await read(sql, 'opposite')
        const answer = (action: string) => step('opposite', { dispatch: gver.dispatch }, action, 'extension_requested', 'handling')
        assertDone(await boss.one(answer('grant')))
        assertProblem(await boss.one(answer('deny')), 'conflict', 'group-changed')
        const held = await read(sql, 'opposite')
        const back = (result: string) => step('opposite', { dispatch: held.gver.dispatch }, 'feed_back', 'handling', 'fed_back', { result })
        assertDone(await desk.one(back('已修好')))
        assertProblem(await mate.one(back('修不了')), 'conflict', 'group-changed')
        assertDone(await mate.one(back('已修好')), 'satisfied')
      })

      await t.test('three desks that edit three groups of one case do not meet; a stale group is a conflict, an equal value none', async () => {
        await addCase(sql, 'groups')
        const { gver } = await read(sql, 'groups')
        assertDone(await desk.one(edit('groups', { location: gver.location }, { place: '桥东', lng: 121.51, lat: 29.91 })))
        assertDone(await mate.one(edit('groups', { description: gver.description }, { text: '路灯全灭' })))
        assertDone(await boss.one(edit('groups', { supervision: gver.supervision }, { supervised: true })))
        const { current } = assertProblem(await mate.one(edit('groups', { location: gver.location }, { place: '桥南' })), 'conflict', 'group-changed')
        assert.deepEqual([current?.location?.place, current?.location?.by], ['桥东', 'desk'])
        const agreed = edit('groups', { location: gver.location }, { place: '桥东' })
        assertDone(await mate.one(agreed), 'satisfied')
        // Whoever wrote the same place knew of no other coordinates.
        assertProblem(await mate.one(edit('groups', { location: { op: agreed.op_id } }, { lng: 121.52, lat: 29.92 })), 'conflict', 'group-changed')
        const { row } = await read(sql, 'groups')
        assert.deepEqual([row.place, row.lng, row.text, row.supervised, row.original], ['桥东', 121.51, '路灯全灭', true, { crs: 'wgs84', x: 121.51, y: 29.91 }])
      })

      await t.test('whoever else writes the case, what a desk has not seen is not overwritten', async () => {
        await addCase(sql, 'others')
        const { gver, row } = await read(sql, 'others')
        await sql.transaction((tx) => commit(tx, [{ op: 'put', row: { ...caseRow('others', STREET), body: { ...row, text: '另有人写' } } }]))
        assertProblem(await desk.one(edit('others', { description: gver.description }, { text: '我写的' })), 'conflict', 'group-changed')
        assertDone(await desk.one(edit('others', { supervision: gver.supervision }, { urgent: true })))
      })

      await t.test('a text may have 8,000 characters, of any plane, and no more', async () => {
        await addCase(sql, 'long')
        assertDone(await desk.one(edit('long', { description: (await read(sql, 'long')).gver.description }, { text: '😀'.repeat(LIMITS.textPoints) })))
        assert.equal((await read(sql, 'long')).row.text, '😀'.repeat(LIMITS.textPoints))
        assertProblem(await desk.one(note('long', '字'.repeat(LIMITS.textPoints + 1))), 'rejected', 'op-invalid')
        assertDone(await desk.one(note('long', '字'.repeat(LIMITS.textPoints))))
      })

      await t.test('a number in a note, a reason or a place is masked before it is stored', async () => {
        await addCase(sql, 'masked')
        assertDone(await desk.one(note('masked', '请打13812345678')))
        assertDone(await desk.one(edit('masked', { location: (await read(sql, 'masked')).gver.location }, { place: '找李四13812345678' })))
        const acts = await actsOf(sql, 'masked')
        assert.deepEqual([acts[0]!.text, acts[1]!.set], ['请打138****5678', { place: '找李四138****5678' }])
        assert.equal((await sql.query(`SELECT 1 FROM record WHERE body LIKE '%1381234%' UNION ALL SELECT 1 FROM log WHERE body LIKE '%1381234%' UNION ALL SELECT 1 FROM applied_op WHERE result LIKE '%1381234%'`)).length, 0)
      })

      await t.test('a lead makes a case with a number of the central’s, its contact masked, once', async () => {
        const op = lead({ reporter: { name: '王五六', phone: '13912345678' }, danger_to_life: true })
        const result = assertDone(await desk.one(op))
        const { row, scope } = await read(sql, op.id)
        assert.deepEqual([row.status, row.reporter, row.urgent, scope, row.number], ['reported', { name: '王*', phone: '139****5678' }, true, `office:${STREET}`, `L-${op.id.replaceAll('-', '').slice(0, 12).toUpperCase()}`])
        assert.ok(ROW_SCHEMAS.case.safeParse(row).success)
        assert.equal((await sql.query(`SELECT 1 FROM record WHERE type = 'point' AND id = $1`, [op.id])).length, 1)
        assert.deepEqual(await desk.one(op), result)
        assertProblem(await mate.one({ ...lead(), id: op.id }), 'rejected', 'op-invalid')
        const chain = step(op.id, { dispatch: { op: op.op_id } }, 'accept', 'reported', 'verifying')
        assertDone(await desk.one(chain))
      })

      await t.test('unmerge goes back to what was, but for the time', async () => {
        await addCase(sql, 'main', { status: 'handling' })
        await addCase(sql, 'double', { status: 'verifying' })
        const before = await read(sql, 'double')
        const base = { dispatch: before.gver.dispatch }
        for (const into of ['double', 'nowhere']) assertProblem(await desk.one(step('double', base, 'merge', 'verifying', 'merged', { into })), 'rejected', 'op-invalid')
        const merged = assertDone(await desk.one(step('double', base, 'merge', 'verifying', 'merged', { into: 'main' })))
        const { row } = await read(sql, 'double')
        assert.deepEqual([row.status, row.duplicate_of, row.status_before], ['merged', 'main', 'verifying'])
        await addCase(sql, 'third', { status: 'reported' })
        assertProblem(await desk.one(step('third', { dispatch: (await read(sql, 'third')).gver.dispatch }, 'merge', 'reported', 'merged', { into: 'double' })), 'rejected', 'illegal-transition')
        assertDone(await desk.one(step('double', { dispatch: merged.gver.dispatch! }, 'unmerge', 'merged', 'verifying')))
        const { updated_at: _at, gver: _gver, ...after } = (await read(sql, 'double')).row
        const { updated_at: _was, gver: _ver, ...wanted } = before.row
        assert.deepEqual(after, wanted)
      })

      await t.test('a case takes along what was done to it, wherever it goes: by a corrected area, by a load, out of the central', async () => {
        await addCase(sql, 'moves')
        assertDone(await desk.one(note('moves', '在隔壁')))
        const result = assertDone(await desk.one(edit('moves', { location: (await read(sql, 'moves')).gver.location }, { area: OTHER_STREET, place: '隔壁' })))
        assert.equal(result.scope, `office:${OTHER_STREET}`)
        assert.deepEqual((await actsOf(sql, 'moves')).map(({ scope }) => scope), [result.scope, result.scope])
        const left = await sql.query<{ type: string; why: string; moved_to: string }>(`SELECT type, why, moved_to FROM log WHERE scope = $1 AND op = 'leave' AND (id = 'moves' OR type = 'act') ORDER BY type`, [`office:${STREET}`])
        assert.deepEqual(left, ['act', 'case'].map((type) => ({ type, why: 'moved', moved_to: result.scope })))
        assertProblem(await desk.one(note('moves', '还要说')), 'rejected', 'op-forbidden')
        for (const text of ['收到', '在路上', '到了']) assertDone(await boss.one(note('moves', text)))
        const back = await read(sql, 'moves')
        await load(sql, [{ ...caseRow('moves', STREET), body: { ...back.row, area: STREET } }])
        const acts = await actsOf(sql, 'moves')
        assert.deepEqual(acts.map(({ scope }) => scope), Array.from({ length: 5 }, () => `office:${STREET}`))
        // The order of their versions is that of the work, however often the case moves: the last one says who did it last.
        const inOrder = ['在隔壁', undefined, '收到', '在路上', '到了']
        assert.deepEqual(acts.map(({ text }) => text), inOrder)
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'moves', why: 'moved', to: `office:${OTHER_STREET}` }]))
        assert.deepEqual((await actsOf(sql, 'moves')).map(({ text }) => text), inOrder)
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'moves', why: 'aged' }]))
        assert.deepEqual(await actsOf(sql, 'moves'), [])
      })

      await t.test('the desk’s clock decides nothing: far off, it is only noted', async () => {
        await addCase(sql, 'clock')
        for (const made_at of ['2019-12-31T23:59:59Z', new Date(Date.now() + 3_600_000).toISOString(), '2199-01-01T00:00:00+08:00']) {
          const result = assertDone(await desk.one(note('clock', '几点了', { made_at })))
          assert.ok(result.clock_off === true && Math.abs(Date.parse(result.at) - Date.now()) < 60_000, made_at)
        }
        assert.equal(assertDone(await desk.one(note('clock', '三天前', { made_at: new Date(Date.now() - 3 * 86_400_000).toISOString() }))).clock_off, undefined)
        assert.deepEqual((await actsOf(sql, 'clock')).map(({ clock_off }) => clock_off), [true, true, true, undefined])
      })
    } finally {
      await central.close()
    }
  })
}
