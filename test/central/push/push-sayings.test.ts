/** Replies, proposals of points and handovers, on PGlite and on a real PostgreSQL: beside the flow and the groups, each once, each told. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { commit } from '../../../main/central/log.ts'
import { ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import { CASE_SAYINGS, DUTIES, whyNotSay } from '../../../preload/contract/case-flow.ts'
import type { CaseSaying } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { caseRow } from '../small-city.ts'
import { actsOf, addCase, assertDone, assertProblem, edit, handover, note, openScene, proposal, read, reply, step, STREET } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

test('a duty may say what the table gives it, and what the center has decided is not proposed again', () => {
  for (const saying of Object.keys(CASE_SAYINGS) as CaseSaying[]) {
    for (const duty of DUTIES) assert.equal(whyNotSay({}, saying, { sub: 'x', duties: [duty] }), duty === 'desk' || saying === 'note' || saying === 'handover' ? null : 'other-duty')
    assert.equal(whyNotSay({}, saying, { sub: 'x', duties: [] }), 'other-duty')
    for (const state of ['proposed', 'granted', 'declined'] as const) assert.equal(whyNotSay({ proposal: { state } }, saying, { sub: 'x', duties: ['desk'] }), saying === 'proposal' && state !== 'proposed' ? 'decided' : null)
  }
})

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`saying something of a case on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, boss, far, city } = await openScene(databases)
    try {
      await t.test('in every status of the flow, whatever others do to the case meanwhile, and twice is once', async () => {
        for (const status of CASE_STATUSES) {
          const id = `any-${status}`
          await addCase(sql, id, { status })
          const before = await read(sql, id)
          const said = [reply(id, '已收到'), proposal(id, true), handover(id, '120'), note(id, '看过')]
          const results = await desk.push(...said)
          for (const result of results) assertDone(result)
          assert.deepEqual(await desk.push(...said), results)
          const { row, gver } = await read(sql, id)
          assert.ok(ROW_SCHEMAS.case.safeParse(row).success)
          assert.deepEqual([row.status, row.note_count, row.replied_at, row.proposal?.state, row.handed_over?.to, row.urgent], [status, 1, assertDone(results[0]).at, 'proposed', '120', true])
          // Nothing but the urgency belongs to a group.
          assert.deepEqual(gver, { ...before.gver, supervision: assertDone(results[2]).gver.supervision })
          const acts = await actsOf(sql, id)
          assert.deepEqual(acts.map(({ kind, by }) => [kind, by]), ['reply', 'proposal', 'handover', 'note'].map((kind) => [kind, 'desk']))
          for (const act of acts) assert.ok(ROW_SCHEMAS.act.safeParse(act).success)
        }
      })

      await t.test('each is told with what it says; numbers in it are masked', async () => {
        await addCase(sql, 'told')
        const handed_at = '2026-11-28T09:30:00.000+08:00'
        for (const op of [reply('told', '请拨打13812345678', { phrase: 'phrase-01' }), proposal('told', false, '重复,见13812345678'), handover('told', 'other', { handed_at, text: '燃气抢修' })]) assertDone(await desk.one(op))
        const acts = await actsOf(sql, 'told')
        assert.deepEqual(acts.map(({ text, set }) => [text, set]), [
          ['请拨打138****5678', { phrase: 'phrase-01' }], ['重复,见138****5678', { valid: false }], ['燃气抢修', { to: 'other', handed_at, urgent: true }],
        ])
        const { row } = await read(sql, 'told')
        assert.deepEqual([row.proposal?.reason, row.proposal?.by_name, row.handed_over], ['重复,见138****5678', '名desk', { to: 'other', at: handed_at }])
        assert.equal((await sql.query(`SELECT 1 FROM record WHERE body LIKE '%1381234%' UNION ALL SELECT 1 FROM log WHERE body LIKE '%1381234%'`)).length, 0)
      })

      await t.test('of two proposals the later one counts, until the center has decided', async () => {
        await addCase(sql, 'points')
        assertDone(await desk.one(proposal('points', true)))
        assertDone(await mate.one(proposal('points', false, '重复上报')))
        const { row } = await read(sql, 'points')
        assert.deepEqual([row.proposal?.valid, row.proposal?.by, row.proposal?.reason], [false, 'mate', '重复上报'])
        await sql.transaction((tx) => commit(tx, [{ op: 'put', row: { ...caseRow('points', STREET), body: { ...row, proposal: { ...row.proposal!, state: 'declined' } } } }]))
        assert.equal(assertProblem(await desk.one(proposal('points', true)), 'rejected', 'illegal-transition').why, 'decided')
        assertDone(await desk.one(reply('points', '很遗憾')))
      })

      await t.test('rights and words are looked at', async () => {
        await addCase(sql, 'rights')
        await sql.query(`UPDATE role_duty SET duties = ARRAY['department'] WHERE role = 'office'`)
        for (const op of [reply('rights', 'x'), proposal('rights', true)]) assert.equal(assertProblem(await desk.one(op), 'rejected', 'op-forbidden').why, 'other-duty')
        assertDone(await desk.one(handover('rights', '110')))
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk', 'dispatcher', 'department'] WHERE role = 'office'`)
        for (const who of [far, city]) assertProblem(await who.one(reply('rights', 'x')), 'rejected', 'op-forbidden')
        assertProblem(await desk.one(reply('nowhere', 'x')), 'conflict', 'gone')
        for (const op of [reply('rights', ' '), proposal('rights', false), handover('rights', 'other'), handover('rights', '911'), handover('rights', '110', { handed_at: 'gestern' })]) assertProblem(await desk.one(op), 'rejected', 'op-invalid')
        const used = reply('rights', '一次')
        assertDone(await boss.one(used))
        assertProblem(await boss.one({ ...proposal('rights', true), id: used.id }), 'rejected', 'op-invalid')
      })

      await t.test('an edit made on the urgency before the handover hears of it, everything else passes', async () => {
        await addCase(sql, 'meet')
        const { gver } = await read(sql, 'meet')
        const handed = handover('meet', '119')
        assertDone(await desk.one(handed))
        assertDone(await mate.one(step('meet', { dispatch: gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: 'd' })))
        assertProblem(await mate.one(edit('meet', { supervision: gver.supervision }, { urgent: false })), 'conflict', 'group-changed')
        // Whoever handed over himself names his own op.
        assertDone(await desk.one(edit('meet', { supervision: { op: handed.op_id } }, { danger_to_life: true })))
      })

      await t.test('a handover goes before everything, and what builds on it meets what its author had not seen', async () => {
        await addCase(sql, 'unseen')
        const { gver } = await read(sql, 'unseen')
        const early = edit('unseen', { supervision: gver.supervision }, { urgent: true })
        const [mine, over] = [{ ...handover('unseen', '110'), seen: gver.supervision }, { ...handover('unseen', '120'), seen: { op: early.op_id } }]
        assertDone(await desk.one(mine))
        // Nobody else had written: the edit that builds on it goes on.
        assertDone(await desk.one(edit('unseen', { supervision: { op: mine.op_id } }, { danger_to_life: true })))
        assertDone(await mate.one(edit('unseen', { supervision: (await read(sql, 'unseen')).gver.supervision }, { urgent: false })))
        assertProblem(await desk.one(early), 'conflict', 'group-changed')
        for (const late of [{ ...mine, op_id: randomUUID(), id: randomUUID() }, over]) {
          assertDone(await desk.one(late))
          assertProblem(await desk.one(edit('unseen', { supervision: { op: late.op_id } }, { danger_to_life: false })), 'conflict', 'group-changed')
        }
        assert.deepEqual([(await read(sql, 'unseen')).row.urgent, (await read(sql, 'unseen')).row.danger_to_life], [true, true])
      })

      await t.test('a department that no list knows is dispatched to all the same', async () => {
        await addCase(sql, 'own-words')
        assertDone(await desk.one(step('own-words', { dispatch: (await read(sql, 'own-words')).gver.dispatch }, 'dispatch', 'filed', 'dispatched', { department: `某队${randomUUID()}` })))
      })
    } finally {
      await central.close()
    }
  })
}
