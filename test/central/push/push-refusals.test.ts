/** Pushing over HTTP, on PGlite and on a real PostgreSQL: what is refused, and why. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { putAccounts, revokeTokens } from '../../../main/central/account.ts'
import { newEpoch } from '../../../main/central/epoch.ts'
import { commit } from '../../../main/central/log.ts'
import { forgetOps } from '../../../main/central/push/applied-op.ts'
import { OpResult } from '../../../main/sync/push-protocol.ts'
import { LIMITS, Me, Meta, PROBLEM_BASE, Problem } from '../../../main/sync/protocol.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { actsOf, addCase, assertDone, assertProblem, CITY, CLIENT, edit, epochOf, lead, note, openDesk, openScene, OTHER_STREET, read, step, STREET } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`refusing a push on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, boss, far, city } = await openScene(databases)
    try {
      await t.test('a refusal is remembered as well', async () => {
        await addCase(sql, 'refused')
        const op = step('refused', { dispatch: (await read(sql, 'refused')).gver.dispatch }, 'close', 'filed', 'closed')
        const first = await desk.one(op)
        assert.equal(assertProblem(first, 'rejected', 'illegal-transition').why, 'other-status')
        await addCase(sql, 'refused', { status: 'checking' })
        assert.deepEqual(await desk.one(op), first)
      })

      await t.test('a step the flow does not know is refused with its reason', async () => {
        await addCase(sql, 'illegal', { status: 'checking', fed_back_by: 'desk' })
        const { gver } = await read(sql, 'illegal')
        const tried = (action: string, to: string, from = 'checking', set?: { reason: string }) => step('illegal', { dispatch: gver.dispatch }, action, from, to, set)
        assert.equal(assertProblem(await desk.one(tried('close', 'closed')), 'rejected', 'illegal-transition').why, 'own-feedback')
        assert.equal(assertProblem(await desk.one(tried('take', 'handling')), 'rejected', 'illegal-transition').why, 'other-status')
        assertProblem(await mate.one(tried('close', 'rework')), 'rejected', 'illegal-transition')
        assertProblem(await mate.one(tried('close', 'closed', 'fed_back')), 'rejected', 'illegal-transition')
        await addCase(sql, 'old', { status: 'closed', closed_at: '2026-01-01T00:00:00.000Z' })
        const old = await read(sql, 'old')
        assert.equal(assertProblem(await boss.one(step('old', { dispatch: old.gver.dispatch }, 'reopen', 'closed', 'filed', { reason: '又坏了' })), 'rejected', 'illegal-transition').why, 'too-long-closed')
        assert.equal((await actsOf(sql, 'illegal')).length, 0)
      })

      await t.test('rights are those of now: by scope, by duty, by configuration', async () => {
        await addCase(sql, 'rights')
        const { gver } = await read(sql, 'rights')
        const dispatch = () => step('rights', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        assertProblem(await far.one(dispatch()), 'rejected', 'op-forbidden')
        assertProblem(await city.one(dispatch()), 'rejected', 'op-forbidden')
        assertProblem(await far.one(note('rights', '看一下')), 'rejected', 'op-forbidden')
        assertProblem(await far.one(lead()), 'rejected', 'op-forbidden')
        assert.equal(assertProblem(await desk.one(step('rights', { dispatch: gver.dispatch }, 'void', 'filed', 'void', { reason: '误报' })), 'rejected', 'op-forbidden').why, 'other-duty')
        assert.equal(assertProblem(await desk.one(edit('rights', { supervision: gver.supervision }, { supervised: true })), 'rejected', 'op-forbidden').why, 'other-duty')
        const me = async () => Me.parse(await (await fetch(`${central.address}/v1/me`, { headers: { Authorization: `Bearer ${desk.token}` } })).json()).duties
        assert.deepEqual(await me(), ['desk', 'dispatcher', 'department'])
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk'] WHERE role = 'office'`)
        assert.deepEqual(await me(), ['desk'])
        assertProblem(await desk.one(dispatch()), 'rejected', 'op-forbidden')
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk', 'dispatcher', 'department'] WHERE role = 'office'`)
        await sql.transaction((tx) => putAccounts(tx, [{ account: 'mate', name: '名mate', role: 'office', city: CITY, home_area: '990102001' }]))
        assertProblem(await mate.one(dispatch()), 'rejected', 'op-forbidden')
        await sql.transaction((tx) => putAccounts(tx, [{ account: 'mate', name: '名mate', role: 'office', city: CITY, home_area: STREET }]))
        assertDone(await mate.one(dispatch()))
        const gone = await openDesk(central, 'gone', 'office', STREET)
        await revokeTokens(sql, 'gone', Date.now())
        assert.equal((await gone.post({ client: CLIENT, epoch: await epochOf(sql), format: 1, ops: [dispatch()] })).status, 401)
      })

      await t.test('a wall reads the cases of its district and changes none, whatever duties its role is given', async () => {
        await addCase(sql, 'hung')
        const { gver } = await read(sql, 'hung')
        const wall = await openDesk(central, 'wall', 'wall', '990101')
        const scopes = Me.parse(await (await fetch(`${central.address}/v1/me`, { headers: { Authorization: `Bearer ${wall.token}` } })).json()).scopes
        assert.deepEqual(scopes.filter(({ kind }) => kind === 'office').map(({ id, access }) => [id, access]), [[`office:${STREET}`, 'read'], [`office:${OTHER_STREET}`, 'read']])
        const tried = () => [step('hung', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' }), note('hung', '看一下'), lead()]
        for (const op of tried()) assertProblem(await wall.one(op), 'rejected', 'op-forbidden')
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk', 'dispatcher', 'department', 'supervisor'] WHERE role = 'wall'`)
        for (const op of tried()) assertProblem(await wall.one(op), 'rejected', 'op-forbidden')
        await sql.query(`UPDATE role_duty SET duties = ARRAY[]::text[] WHERE role = 'wall'`)
        assert.equal((await read(sql, 'hung')).row.status, 'filed')
        const narrow = await openDesk(central, 'narrow', 'wall', STREET)
        const own = Me.parse(await (await fetch(`${central.address}/v1/me`, { headers: { Authorization: `Bearer ${narrow.token}` } })).json()).scopes
        assert.deepEqual(own.filter(({ kind }) => kind === 'office').map(({ id, access }) => [id, access]), [[`office:${STREET}`, 'read']])
      })

      await t.test('of a chain the failed op takes its followers along; a note stands by itself', async () => {
        await addCase(sql, 'chain')
        const { gver } = await read(sql, 'chain')
        await boss.one(step('chain', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' }))
        const first = step('chain', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd2' })
        const second = step('chain', { dispatch: { op: first.op_id } }, 'take', 'dispatched', 'handling')
        const third = step('chain', { dispatch: { op: second.op_id } }, 'feed_back', 'handling', 'fed_back', { result: '好了' })
        const [lost, noted, ...blocked] = await desk.push(first, note('chain', '已电话联系'), second, third, note('chain', '随后', { depends_on: [first.op_id] }))
        assertProblem(lost, 'conflict', 'already-dispatched')
        assertDone(noted)
        assert.deepEqual(blocked.map((one) => [one.result, 'on' in one && one.on]), [['blocked', first.op_id], ['blocked', second.op_id], ['blocked', first.op_id]])
        assert.equal((await read(sql, 'chain')).row.note_count, 1)
      })

      await t.test('a chain that nobody disturbs is applied whole, and an op whose forerunner has not come yet waits for it', async () => {
        await addCase(sql, 'whole')
        const first = step('whole', { dispatch: (await read(sql, 'whole')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd2' })
        const second = step('whole', { dispatch: { op: first.op_id } }, 'take', 'dispatched', 'handling')
        assert.deepEqual(await desk.one(second), { op_id: second.op_id, result: 'retry', on: first.op_id })
        assert.equal((await desk.ask(second.op_id)).status, 404)
        for (const result of await desk.push(first, second)) assertDone(result)
        await addCase(sql, 'elsewhere')
        assertProblem(await desk.one(edit('elsewhere', { description: { op: first.op_id } }, { text: '错案' })), 'rejected', 'op-invalid')
        assertProblem(await mate.one(note('elsewhere', '别人的', { depends_on: [first.op_id] })), 'rejected', 'op-invalid')
      })

      await t.test('one op that is none does not stop the others', async () => {
        await addCase(sql, 'poison')
        const good = Array.from({ length: 49 }, (_, i) => note('poison', `第${i}条`))
        const bad = [null, 7, {}, { ...note('poison', 'x'), kind: 'dance' }, { ...note('poison', 'x'), op_id: 'none' }, { ...note('poison', 'x'), extra: 1 }, note('poison', '  '), note('poison', 'a\0b'), note('poison', 'a\ud800')]
        const answer = await desk.post({ client: CLIENT, epoch: await epochOf(sql), format: 1, ops: [...good.slice(0, 20), ...bad, ...good.slice(20)] })
        const { results } = await answer.json() as { results: OpResult[] }
        assert.deepEqual(results.map(({ result }) => result), [...good.slice(0, 20).map(() => 'applied'), ...bad.map(() => 'rejected'), ...good.slice(20).map(() => 'applied')])
        for (const one of results.filter(({ result }) => result === 'rejected')) assertProblem(one, 'rejected', 'op-invalid')
        assert.equal((await read(sql, 'poison')).row.note_count, 49)
      })

      await t.test('what an action needs must be given, and nothing else', async () => {
        await addCase(sql, 'fields')
        const { gver } = await read(sql, 'fields')
        const base = { dispatch: gver.dispatch }
        const later = '2026-12-01T00:00:00Z'
        for (const op of [
          step('fields', base, 'dispatch', 'filed', 'dispatched'), step('fields', base, 'dispatch', 'filed', 'dispatched', { department: ' ' }), step('fields', base, 'dispatch', 'filed', 'dispatched', { department: 'd', reason: 'x' }),
          step('fields', {}, 'dispatch', 'filed', 'dispatched', { department: 'd' }), step('fields', base, 'file', 'verifying', 'filed', { class: 'k1', place: 'x', due_at: later }), step('fields', base, 'file', 'verifying', 'filed', { place: 'x' }),
          edit('fields', base, {}), edit('fields', base, { class: 'none' }), edit('fields', { location: gver.location }, { lng: 121 }), edit('fields', { location: gver.location }, { area: '990101' }), edit('fields', { location: gver.location }, { lng: 999, lat: 1 }),
          edit('fields', { supervision: gver.supervision }, { urgent: 'yes' }), lead({ class: 'none' }), lead({ lat: 100 }), { ...note('fields', 'x'), depends_on: ['x'] },
        ]) assertProblem(await desk.one(op), 'rejected', 'op-invalid')
        assert.equal((await actsOf(sql, 'fields')).length, 0)
      })

      await t.test('an op on a case that is no more is a conflict', async () => {
        await addCase(sql, 'deleted')
        const { gver } = await read(sql, 'deleted')
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'deleted', why: 'deleted' }]))
        assertProblem(await desk.one(edit('deleted', { description: gver.description }, { text: 'x' })), 'conflict', 'gone')
        assertProblem(await desk.one(note('deleted', 'x')), 'conflict', 'gone')
      })

      await t.test('a push keeps to its envelope', async () => {
        const epoch = await epochOf(sql)
        const envelope = (more: object) => ({ client: CLIENT, epoch, format: 1, ops: [], ...more })
        assert.deepEqual(await (await desk.post(envelope({}))).json(), { epoch, results: [] })
        const cases: [Promise<Response>, number, string][] = [
          [desk.post('{'), 400, 'malformed'], [desk.post(envelope({ ops: 7 })), 400, 'malformed'], [desk.post(envelope({ client: 'x' })), 400, 'malformed'], [desk.post(envelope({ format: 2 })), 400, 'malformed'],
          [desk.post(envelope({}), { headers: { 'Content-Type': 'text/plain' } }), 400, 'malformed'], [desk.post(envelope({}), { headers: { 'Content-Encoding': 'br' } }), 406, 'encoding'],
          [desk.post(envelope({ ops: Array.from({ length: LIMITS.pushOps + 1 }, () => note('x', 'x')) })), 413, 'too-large'], [desk.post(envelope({ ops: [note('x', 'x'.repeat(LIMITS.pushBytes))] })), 413, 'too-large'],
          [desk.post(envelope({ epoch: randomUUID() })), 410, 'epoch-changed'], [desk.post(envelope({ epoch: randomUUID(), ops: [note('x', 'x')] })), 410, 'epoch-changed'], [desk.post(envelope({}), { headers: { Authorization: 'Bearer none-such-token-here' } }), 401, 'token-expired'],
        ]
        for (const [answer, status, type] of cases) {
          const given = await answer
          assert.deepEqual([given.status, Problem.parse(await given.json()).type], [status, PROBLEM_BASE + type])
        }
        const meta = Meta.parse(await (await fetch(`${central.address}/v1/meta`)).json())
        assert.deepEqual([meta.push, meta.limits.pushOps, meta.limits.pushBytes], [{ min: 1, max: 1 }, 100, 1_048_576])
      })

      await t.test('an answer is kept for 400 days', async () => {
        await addCase(sql, 'kept')
        const op = note('kept', 'x')
        const first = await desk.one(op)
        await forgetOps(sql, Date.now() + 399 * 86_400_000)
        assert.deepEqual(await desk.one(op), first)
        await forgetOps(sql, Date.now() + 401 * 86_400_000)
        // Even then its own id keeps it from happening twice.
        assertDone(await desk.one(op), 'satisfied')
        assert.equal((await read(sql, 'kept')).row.note_count, 1)
      })

      await t.test('after a new epoch an old push is refused whole, and versions are never issued again', async () => {
        await addCase(sql, 'epoch')
        const [epoch, { gver }] = [await epochOf(sql), await read(sql, 'epoch')]
        await newEpoch(sql)
        const op = edit('epoch', { description: gver.description }, { text: '新纪元' })
        const refused = await desk.post({ client: CLIENT, epoch, format: 1, ops: [op] })
        assert.deepEqual([refused.status, Problem.parse(await refused.json()).epoch], [410, await epochOf(sql)])
        assert.equal((await desk.ask(op.op_id)).status, 404)
        assert.ok(assertDone(await desk.one(op)).gver.description! >= gver.description + 2 ** 31)
      })
    } finally {
      await central.close()
    }
  })
}
