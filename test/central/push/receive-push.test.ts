/** A push of which the central cannot decide an op now. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { receivePush } from '../../../main/central/push/receive-push.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { edit } from './push-desk.ts'

test('an op that cannot be decided now is not overtaken by a later one of its row, and holds up no other row', async () => {
  const sql = { transaction: () => Promise.reject(new Error('the database is gone')) } as unknown as Sql
  const ops = ['a', 'a', 'b'].map((id) => edit(id, { description: 1 }, { text: '路灯' }))
  const { results } = await receivePush({ sql, clock: () => 0, practice: false, log: () => {}, authorization: undefined }, { client: randomUUID(), epoch: randomUUID(), format: 1, ops })
  assert.deepEqual(results.map((one) => [one.op_id, one.result, 'on' in one ? one.on : null]), [[ops[0]?.op_id, 'retry', null], [ops[1]?.op_id, 'retry', ops[0]?.op_id], [ops[2]?.op_id, 'retry', null]])
})
