/** The central's process is killed while desks push, on a real PostgreSQL: between commit and answer, and wherever it happens to be. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { load } from '../../../main/central/log.ts'
import { openDatabase } from '../../../main/central/sql.ts'
import type { OpResult } from '../../../main/sync/push-protocol.ts'
import { startApi } from '../../storm/api-child.ts'
import { until } from '../../until.ts'
import { findPostgres } from '../databases.ts'
import { actsOf, addCase, assertDone, edit, note, openDesk, pushCity, read, STREET } from './push-desk.ts'
import type { AnyOp, Desk } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())
const skip = postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false

async function openScene() {
  const target = await postgres!.fresh()
  assert.ok(target.kind === 'postgres')
  const sql = await openDatabase(target)
  await load(sql, pushCity())
  return { sql, url: target.url }
}

test('a central killed between commit and answer gives the answer when it is asked again', { skip }, async () => {
  const { sql, url } = await openScene()
  const settle = '  return { epoch: push.epoch, results }'
  const dying = await startApi({ url, port: 0, patches: [{ file: 'main/central/push/receive-push.ts', find: settle, replace: `  process.kill(process.pid, 'SIGKILL')\n${settle}` }] })
  const desk = await openDesk({ address: dying.address, sql }, 'desk', 'office', STREET)
  await addCase(sql, 'killed')
  const ops = [note('killed', '一'), edit('killed', { description: (await read(sql, 'killed')).gver.description }, { text: '二' })]
  await assert.rejects(desk.push(...ops))
  await dying.ended
  const api = await startApi({ url, port: dying.port })
  try {
    const told = await Promise.all(ops.map(async ({ op_id }) => (await desk.ask(op_id)).json() as Promise<OpResult>))
    const again = await desk.push(...ops)
    assert.deepEqual(again, told)
    for (const result of again) assertDone(result)
    assert.deepEqual((await actsOf(sql, 'killed')).map(({ kind }) => kind), ['note', 'edit'])
  } finally {
    await api.end()
    await sql.close()
  }
})

const CASES = 6
const OPS = 60
const KILLS = 5

test('a central killed again and again under load applies each op once and answers it in one way', { skip }, async (t) => {
  const { sql, url } = await openScene()
  let api = await startApi({ url, port: 0 })
  const ids = Array.from({ length: CASES }, (_, i) => `load-${i}`)
  for (const id of ids) await addCase(sql, id)
  const desks = await Promise.all(['a', 'b', 'c'].map((sub) => openDesk({ address: api.address, sql }, sub, 'office', STREET)))
  const answers = new Map<string, OpResult[]>()
  let lost = 0
  /** As a desk: what got no answer is sent again until it has one. */
  const send = async (desk: Desk, ops: readonly AnyOp[]): Promise<void> => {
    for (let left = [...ops]; left.length > 0; ) {
      const results = await desk.push(...left).catch(() => null)
      if (results === null) {
        lost += 1
        await until(async () => await fetch(`${api.address}/v1/meta`).then((answer) => answer.ok, () => false))
        continue
      }
      for (const result of results) if (result.result !== 'retry') answers.set(result.op_id, [...(answers.get(result.op_id) ?? []), result])
      left = left.filter(({ op_id }) => !answers.has(op_id))
    }
  }
  const sent: AnyOp[] = []
  const work = desks.map(async (desk, d) => {
    for (let i = 0; i < OPS; i += 1) {
      const id = ids[(i + d) % CASES]!
      const batch = [note(id, `${desk.sub}${i}`), edit(id, { description: (await read(sql, id)).gver.description }, { text: `${desk.sub}${i}` }), note(id, `${desk.sub}${i},又`)]
      sent.push(...batch)
      await send(desk, batch)
    }
  })
  const done = Promise.all(work).then(() => true)
  const countOps = async (): Promise<number> => (await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM applied_op'))[0]!.n
  try {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await until(async () => (await countOps()) >= kill * 40)
      await api.kill()
      api = await startApi({ url, port: api.port })
    }
    await done
    // Each once more, by the desk that made it.
    for (const op of sent) {
      const text = String((op.set as { text: string }).text)
      const desk = desks.find(({ sub }) => text.startsWith(sub))!
      answers.get(op.op_id)!.push((await desk.push(op))[0]!)
    }
    for (const given of answers.values()) for (const answer of given) assert.deepEqual(answer, given[0])
    const applied = sent.filter(({ op_id }) => answers.get(op_id)?.[0]?.result === 'applied').map((op) => (op.kind === 'note' ? String(op.id) : op.op_id))
    const acts = (await Promise.all(ids.map((id) => actsOf(sql, id)))).flat()
    assert.deepEqual(acts.map(({ id }) => id).sort(), applied.sort())
    const kinds = [...answers.values()].map(([first]) => first!.result)
    t.diagnostic(`${sent.length} ops, ${lost} pushes without an answer, ${kinds.filter((kind) => kind === 'applied').length} applied, ${kinds.filter((kind) => kind === 'conflict').length} conflicts`)
    assert.equal(kinds.filter((kind) => kind !== 'applied' && kind !== 'conflict').length, 0)
    assert.ok(lost > 0, 'no push was hit by a kill')
  } finally {
    await api.end()
    await sql.close()
  }
})
