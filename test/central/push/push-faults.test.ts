/** Pushing when things go wrong or come together: crowds, lost answers, restored backups; on PGlite and on a real PostgreSQL. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, test } from 'node:test'
import { load } from '../../../main/central/log.ts'
import { newEpoch } from '../../../main/central/epoch.ts'
import { serveCentral } from '../../../main/central/serve-central.ts'
import { openDatabase } from '../../../main/central/sql.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { backUp, prepareBackup, putBack } from '../../sim/central-backup.ts'
import { until } from '../../until.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { actsOf, addCase, assertDone, assertProblem, CLIENT, edit, epochOf, lead, note, openDesk, pushCity, read, step, STREET } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

/** Commits and then loses the connection, as often as told. */
function losing(sql: Sql): Sql & { losses: number } {
  const own = {
    ...sql, losses: 0,
    transaction: async (...given: Parameters<Sql['transaction']>) => {
      const result = await sql.transaction(...given)
      if (own.losses === 0) return result
      own.losses -= 1
      throw new Error('Connection terminated unexpectedly')
    },
  } as Sql & { losses: number }
  return own
}

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`pushing under faults on ${databases.kind}`, async (t) => {
    const sql = losing(await openDatabase(await databases.fresh()))
    const served = await serveCentral({ sql, port: 0, practice: false, clock: Date.now, log: () => {} })
    const central = { address: served.address, sql: sql as Sql }
    await load(sql, pushCity())
    const desk = await openDesk(central, 'desk', 'office', STREET)
    const mate = await openDesk(central, 'mate', 'office', STREET)
    const boss = await openDesk(central, 'boss', 'district', '990101')
    try {
      await t.test('one op sent a hundred times at once has one effect and one answer', async () => {
        await addCase(sql, 'crowd')
        const op = step('crowd', { dispatch: (await read(sql, 'crowd')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        const answers = await Promise.all(Array.from({ length: 100 }, () => desk.one(op)))
        for (const answer of answers) assert.deepEqual(answer, assertDone(answers[0]))
        assert.equal((await actsOf(sql, 'crowd')).length, 1)
        const told = note('crowd', '一次')
        const notes = await Promise.all(Array.from({ length: 100 }, () => desk.one(told)))
        for (const answer of notes) assert.deepEqual(answer, assertDone(notes[0]))
        assert.equal((await read(sql, 'crowd')).row.note_count, 1)
      })

      await t.test('of many desks that dispatch one case at once exactly one wins, and all others hear of it', async () => {
        for (let round = 0; round < 5; round += 1) {
          const id = `race-${round}`
          await addCase(sql, id)
          const { gver } = await read(sql, id)
          const ops = Array.from({ length: 12 }, (_, i) => ({ who: [desk, mate, boss][i % 3]!, department: `d${i % 4}`, op: step(id, { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: `d${i % 4}` }) }))
          const results = await Promise.all(ops.map(({ who, op }) => who.one(op)))
          const winner = ops[results.findIndex(({ result }) => result === 'applied')]!
          assert.equal((await read(sql, id)).row.department, winner.department)
          for (const [i, { department, op }] of ops.entries()) {
            if (op === winner.op) continue
            if (department === winner.department) assertDone(results[i], 'satisfied')
            else assert.equal(assertProblem(results[i], 'conflict', 'already-dispatched').current?.dispatch?.by, winner.who.sub)
          }
          assert.equal((await actsOf(sql, id)).length, 1)
        }
      })

      await t.test('two ops that would make the same new row make one', async () => {
        const [one, two] = [lead(), lead()]
        two.id = one.id
        const results = await Promise.all([desk.one(one), mate.one(two)])
        assert.deepEqual(results.map(({ result }) => result).sort(), ['applied', 'rejected'])
        await addCase(sql, 'noted')
        const [first, second] = [note('noted', '甲'), note('noted', '乙')]
        second.id = first.id
        assert.deepEqual((await Promise.all([desk.one(first), mate.one(second)])).map(({ result }) => result).sort(), ['applied', 'rejected'])
        assert.equal((await read(sql, 'noted')).row.note_count, 1)
      })

      await t.test('many desks at many cases get through, two by two merged into each other', async () => {
        const ids = Array.from({ length: 6 }, (_, i) => `mesh-${i}`)
        for (const id of ids) await addCase(sql, id, { status: 'reported' })
        const held = new Map(await Promise.all(ids.map(async (id) => [id, await read(sql, id)] as const)))
        const results = await Promise.all(ids.flatMap((id, i) => [desk, mate].map((who) => who.one(step(id, { dispatch: held.get(id)!.gver.dispatch }, 'merge', 'reported', 'merged', { into: ids[(i + 1) % ids.length] })))))
        for (const { result } of results) assert.ok(['applied', 'satisfied', 'conflict', 'rejected'].includes(result), result)
        // However they met, no circle came of it.
        const rows = await Promise.all(ids.map(async (id) => (await read(sql, id)).row))
        assert.ok(rows.some(({ status }) => status === 'reported'))
        for (const row of rows) {
          const acts = await actsOf(sql, row.id)
          assert.equal(acts.filter(({ kind }) => kind === 'transition').length, row.status === 'merged' ? 1 : 0)
          // Each that came tells so, and is shown.
          const came = acts.filter(({ kind }) => kind === 'collect').map(({ other }) => other)
          assert.deepEqual(came.toSorted(), rows.filter(({ duplicate_of }) => duplicate_of === row.id).map(({ id }) => id).toSorted())
          assert.ok(came.every((id) => row.merged?.some((entry) => entry.case === id)))
        }
      })

      await t.test('an answer lost after the commit is given again', async () => {
        await addCase(sql, 'lost')
        const op = step('lost', { dispatch: (await read(sql, 'lost')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        sql.losses = 1
        const first = await desk.one(op)
        assert.equal(first.result, 'retry')
        const known = await (await desk.ask(op.op_id)).json()
        assert.deepEqual(await desk.one(op), known)
        assertDone(await desk.one(op))
        assert.equal((await actsOf(sql, 'lost')).length, 1)
      })

      await t.test('a desk that hangs up before the answer finds it when it comes again', async () => {
        await addCase(sql, 'hung')
        const op = note('hung', '喂?')
        const body = JSON.stringify({ client: CLIENT, epoch: await epochOf(sql), format: 1, ops: [op] })
        const call = request(`${central.address}/v1/push`, { method: 'POST', headers: { Authorization: `Bearer ${desk.token}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } })
        const ended = new Promise((resolve) => call.once('close', resolve))
        call.on('error', () => {})
        // The central has the whole op when it begins to answer or has decided; whichever is first, nobody hears of it.
        call.on('response', (answer) => answer.destroy())
        call.end(body)
        await until(async () => call.destroyed || (await sql.query('SELECT 1 FROM applied_op WHERE op_id = $1', [op.op_id])).length > 0)
        call.destroy()
        await ended
        await until(async () => (await desk.ask(op.op_id)).status === 200)
        const known = await (await desk.ask(op.op_id)).json()
        assert.deepEqual(await desk.one(op), known)
        assert.equal((await read(sql, 'hung')).row.note_count, 1)
      })

      await t.test('a central set back to its backup regains every acknowledged op, each once', async () => {
        await prepareBackup(sql)
        for (const id of ['kept', 'regained']) await addCase(sql, id)
        const kept = step('kept', { dispatch: (await read(sql, 'kept')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        const before = assertDone(await desk.one(kept))
        await backUp(sql)
        const first = step('regained', { dispatch: (await read(sql, 'regained')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd1' })
        const second = step('regained', { dispatch: { op: first.op_id } }, 'take', 'dispatched', 'handling')
        const told = note('regained', '已接收')
        const made = lead()
        const ops = [first, second, told, made]
        const acknowledged = (await desk.push(...ops)).map((one) => assertDone(one))
        const number = (await read(sql, made.id)).row.number
        await putBack(sql)
        await newEpoch(sql)
        assert.equal((await desk.ask(first.op_id)).status, 404)
        const again = (await desk.push(kept, ...ops, ...ops)).map((one) => assertDone(one))
        assert.deepEqual(again[0], before)
        assert.deepEqual(again.slice(1, 5), again.slice(5))
        // What is issued anew was never issued before.
        for (const [i, one] of again.slice(1, 5).entries()) assert.ok(one.ver > acknowledged[i]!.ver)
        assert.deepEqual((await actsOf(sql, 'regained')).map(({ id }) => id), [first.op_id, second.op_id, told.id])
        const { row } = await read(sql, 'regained')
        assert.deepEqual([row.status, row.note_count, (await read(sql, made.id)).row.number], ['handling', 1, number])
      })

      await t.test('a change that another desk saw before the restore is no silent overwrite after it', async () => {
        await addCase(sql, 'seen')
        await backUp(sql)
        const { gver } = await read(sql, 'seen')
        assertDone(await desk.one(edit('seen', { description: gver.description }, { text: '甲' })))
        const seen = (await read(sql, 'seen')).gver.description
        await putBack(sql)
        await newEpoch(sql)
        assertDone(await boss.one(edit('seen', { description: gver.description }, { text: '丙' })))
        assertProblem(await mate.one(edit('seen', { description: seen }, { text: '乙' })), 'conflict', 'group-changed')
        assert.equal((await read(sql, 'seen')).row.text, '丙')
      })
    } finally {
      await served.close()
      await sql.close()
    }
  })
}
