/** Merging and taking out again, on PGlite and on a real PostgreSQL: what the target collects, chains, rights, crowds; and both rows as they were. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { commit } from '../../../main/central/log.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import { caseRow } from '../small-city.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { actsOf, addCase, assertDone, assertProblem, edit, note, openScene, OTHER_STREET, proposal, read, step } from './push-desk.ts'
import type { Desk } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

const dispatchOf = async (sql: Sql, id: string) => ({ dispatch: (await read(sql, id)).gver.dispatch })
const merge = async (sql: Sql, who: Desk, id: string, into: string) => {
  const { row } = await read(sql, id)
  return who.one(step(id, await dispatchOf(sql, id), 'merge', row.status, 'merged', { into }))
}
const unmerge = async (sql: Sql, who: Desk, id: string) => who.one(step(id, await dispatchOf(sql, id), 'unmerge', 'merged', (await read(sql, id)).row.status_before ?? 'reported'))
/** The row byte by byte, but for when it was last touched and which versions its groups have. */
async function bytesOf(sql: Sql, id: string): Promise<string> {
  const { updated_at: _at, gver: _gver, ...row } = (await read(sql, id)).row
  return JSON.stringify(row)
}
const collectedBy = async (sql: Sql, id: string): Promise<string[]> => ((await read(sql, id)).row.merged ?? []).map((entry) => `${entry.case}${entry.into === undefined ? '' : ` in ${entry.into}`}`)
const reporter = (n: number) => ({ reporter: { name: `王${n}`, phone: `1381234567${n}` }, photos: n })

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`merging on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, boss } = await openScene(databases)
    try {
      await t.test('the target collects reporter, photos and the earliest deadline; unmerge leaves both rows byte for byte as they were', async () => {
        await addCase(sql, 'main', { status: 'handling', due_at: '2026-12-03T08:00:00.000Z', ...reporter(1) })
        await addCase(sql, 'double', { status: 'verifying', due_at: '2026-12-02T08:00:00.000Z', ...reporter(2) })
        const before = [await bytesOf(sql, 'main'), await bytesOf(sql, 'double')]
        const gver = (await read(sql, 'main')).gver
        const merged = assertDone(await merge(sql, desk, 'double', 'main'))
        const { row } = await read(sql, 'main')
        assert.ok(ROW_SCHEMAS.case.safeParse(row).success)
        assert.deepEqual(row.merged, [{ case: 'double', at: merged.at, number: 'double', photos: 2, reporter: { name: '王*', phone: '138****5672' }, due_at: '2026-12-02T08:00:00.000Z' }])
        assert.deepEqual([row.due_at, row.merged_due_at], ['2026-12-03T08:00:00.000Z', '2026-12-02T08:00:00.000Z'])
        // Nothing of the target's groups has changed: whoever is at work on it does not meet the merge.
        assert.deepEqual((await read(sql, 'main')).gver, gver)
        assertDone(await mate.one(step('main', { dispatch: gver.dispatch }, 'feed_back', 'handling', 'fed_back', { result: '已清理' })))
        assertDone(await unmerge(sql, desk, 'double'))
        const restored = JSON.parse(await bytesOf(sql, 'main'))
        assert.deepEqual([restored.status, restored.fed_back_by], ['fed_back', 'mate'])
        assert.equal(JSON.stringify({ ...restored, status: 'handling', fed_back_by: undefined }), before[0])
        assert.equal(await bytesOf(sql, 'double'), before[1])
        const told = (await actsOf(sql, 'main')).filter(({ kind }) => kind === 'collect')
        assert.deepEqual(told.map(({ action, other, by, groups, scope }) => [action, other, by, groups, scope]), ['merge', 'unmerge'].map((action) => [action, 'double', 'desk', [], row.area === undefined ? '' : `office:${row.area}`]))
        for (const act of told) assert.ok(ROW_SCHEMAS.act.safeParse(act).success)
        assert.deepEqual((await actsOf(sql, 'double')).map(({ kind, action }) => [kind, action]), [['transition', 'merge'], ['transition', 'unmerge']])
      })

      await t.test('what else happened meanwhile stays: later notes, a proposal of points, another place', async () => {
        await addCase(sql, 'kept', { status: 'filed' })
        await addCase(sql, 'gone', { status: 'reported', ...reporter(3) })
        assertDone(await desk.one(proposal('gone', true)))
        assertDone(await merge(sql, desk, 'gone', 'kept'))
        for (const id of ['kept', 'gone']) assertDone(await desk.one(note(id, '之后的话')))
        assertDone(await desk.one(proposal('gone', false, '重复')))
        assertDone(await desk.one(edit('kept', { location: (await read(sql, 'kept')).gver.location }, { place: '桥东' })))
        assertDone(await unmerge(sql, desk, 'gone'))
        const [kept, gone] = [(await read(sql, 'kept')).row, (await read(sql, 'gone')).row]
        assert.deepEqual([kept.note_count, kept.place, kept.merged, gone.note_count, gone.proposal?.valid, gone.status], [1, '桥东', undefined, 1, false, 'reported'])
      })

      await t.test('a target that is itself merged takes along what it had collected; each one leaves the whole line', async () => {
        for (const [i, id] of ['A', 'B', 'C', 'D'].entries()) await addCase(sql, id, { status: 'verifying', ...reporter(i) })
        const before = new Map(await Promise.all(['A', 'B', 'C', 'D'].map(async (id) => [id, await bytesOf(sql, id)] as const)))
        assertDone(await merge(sql, desk, 'A', 'B'))
        assertDone(await merge(sql, desk, 'B', 'C'))
        assertDone(await merge(sql, desk, 'D', 'C'))
        assert.deepEqual(await collectedBy(sql, 'C'), ['B', 'A in B', 'D'])
        // Into a case that is merged nothing is merged, nor into oneself by a detour.
        await addCase(sql, 'E', { status: 'verifying' })
        assertProblem(await merge(sql, desk, 'E', 'B'), 'rejected', 'illegal-transition')
        assertProblem(await merge(sql, desk, 'C', 'A'), 'rejected', 'illegal-transition')
        assertDone(await unmerge(sql, mate, 'A'))
        assert.deepEqual([await collectedBy(sql, 'B'), await collectedBy(sql, 'C')], [[], ['B', 'D']])
        assertDone(await merge(sql, desk, 'A', 'C'))
        assertDone(await unmerge(sql, mate, 'B'))
        assert.deepEqual(await collectedBy(sql, 'C'), ['D', 'A'])
        for (const id of ['D', 'A']) assertDone(await unmerge(sql, desk, id))
        for (const [id, bytes] of before) assert.equal(await bytesOf(sql, id), bytes, id)
        assert.deepEqual((await actsOf(sql, 'C')).map(({ action, other }) => [action, other]), [['merge', 'B'], ['merge', 'D'], ['unmerge', 'A'], ['merge', 'A'], ['unmerge', 'B'], ['unmerge', 'D'], ['unmerge', 'A']])
      })

      await t.test('whoever may not change the target takes nothing out of it', async () => {
        await addCase(sql, 'theirs', { status: 'filed' }, OTHER_STREET)
        await addCase(sql, 'ours', { status: 'reported' })
        assertProblem(await merge(sql, desk, 'ours', 'theirs'), 'rejected', 'op-forbidden')
        assertDone(await merge(sql, boss, 'ours', 'theirs'))
        assert.deepEqual((await actsOf(sql, 'theirs')).map(({ kind, scope }) => [kind, scope]), [['collect', `office:${OTHER_STREET}`]])
        assertProblem(await unmerge(sql, desk, 'ours'), 'rejected', 'op-forbidden')
        // Without a target there is nothing of it to change.
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'theirs', why: 'aged' }]))
        assertDone(await unmerge(sql, desk, 'ours'))
      })

      await t.test('a merge that is asked for twice is one, and the same op again gets its answer', async () => {
        await addCase(sql, 'one', { status: 'filed' })
        await addCase(sql, 'two', { status: 'reported' })
        const base = await dispatchOf(sql, 'two')
        const op = step('two', base, 'merge', 'reported', 'merged', { into: 'one' })
        const first = assertDone(await desk.one(op))
        assert.deepEqual(await desk.one(op), first)
        assertDone(await mate.one(step('two', base, 'merge', 'reported', 'merged', { into: 'one' })), 'satisfied')
        assert.deepEqual([await collectedBy(sql, 'one'), (await actsOf(sql, 'one')).length], [['two'], 1])
      })

      await t.test('a case holds 200 others and refuses the next', async () => {
        const merged = Array.from({ length: 200 }, (_, i) => ({ case: `m${i}`, at: '2026-11-01T08:00:00.000Z', number: `m${i}`, photos: 0 }))
        await addCase(sql, 'full', { status: 'filed', merged })
        await addCase(sql, 'over', { status: 'reported' })
        assertProblem(await merge(sql, desk, 'over', 'full'), 'rejected', 'op-invalid')
        assert.equal((await read(sql, 'over')).row.status, 'reported')
      })

      await t.test('reporters among the collected are masked, whoever writes them', async () => {
        const merged = [{ case: 'x', at: '2026-11-01T08:00:00.000Z', number: 'x', photos: 0, reporter: { name: '欧阳锋', phone: '13912345678' } }]
        await sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow('open', '990101001', { merged }) }]))
        assert.deepEqual((await read(sql, 'open')).row.merged?.[0]?.reporter, { name: '欧阳*', phone: '139****5678' })
      })

      await t.test('many that are merged into one at once are all collected, and all come out again', async () => {
        await addCase(sql, 'crowd', { status: 'filed', ...reporter(0) })
        const ids = Array.from({ length: 12 }, (_, i) => `crowd-${i}`)
        for (const id of ids) await addCase(sql, id, { status: 'reported', ...reporter(1) })
        const before = await bytesOf(sql, 'crowd')
        for (const result of await Promise.all(ids.map((id, i) => merge(sql, [desk, mate, boss][i % 3]!, id, 'crowd')))) assertDone(result)
        assert.deepEqual((await collectedBy(sql, 'crowd')).sort(), [...ids].sort())
        for (const result of await Promise.all(ids.map((id, i) => unmerge(sql, [mate, boss, desk][i % 3]!, id)))) assertDone(result)
        assert.equal(await bytesOf(sql, 'crowd'), before)
        assert.equal((await actsOf(sql, 'crowd')).length, 24)
      })

      await t.test('merging and separating along one line at once ends with every case where its last act left it', async () => {
        const ids = Array.from({ length: 6 }, (_, i) => `line-${i}`)
        for (const id of ids) await addCase(sql, id, { status: 'reported', ...reporter(1) })
        for (let round = 0; round < 4; round += 1) {
          const results = await Promise.all(ids.flatMap((id, i) => [
            merge(sql, desk, id, ids[(i + 1) % ids.length]!), unmerge(sql, mate, ids[(i + round) % ids.length]!), mate.one(note(id, `轮${round}`)),
          ]))
          for (const { result } of results) assert.ok(['applied', 'satisfied', 'conflict', 'rejected'].includes(result), result)
        }
        const rows = new Map(await Promise.all(ids.map(async (id) => [id, (await read(sql, id)).row] as const)))
        const above = (id: string): string[] => {
          const { status, duplicate_of } = rows.get(id)!
          return status === 'merged' ? [duplicate_of!, ...above(duplicate_of!)] : []
        }
        for (const [id, row] of rows) assert.deepEqual((row.merged ?? []).map((entry) => entry.case).sort(), ids.filter((other) => above(other).includes(id)).sort(), id)
        for (const row of rows.values()) assert.equal(row.note_count, 4)
      })
    } finally {
      await central.close()
    }
  })
}
