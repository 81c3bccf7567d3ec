/** Redoing a chain step by step: what a step that could not be saved leaves behind is told as it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bridge } from '../../../preload/contract/api.ts'
import { redo } from '../../../renderer/edits/settle-chain.ts'
import type { Step } from '../../../renderer/edits/ways-out.ts'
import { actionIntent, BASE, CASE, refused } from './refused.ts'

const FULL = { ok: true, value: { saved: false, why: 'full', detail: 'SQLITE_FULL' } }
const SAVED = { ok: true, value: { saved: true, unsent: 1, isCrowded: false } }
const RESOLVED = { ok: true, value: { isResolved: true } }
const MOVED = { ok: true, value: { isResolved: false } }

/** Answers in this order; `opIds`: of the edits it was given. */
function bridgeOf(answers: unknown[]): { bridge: Bridge; opIds: string[] } {
  const opIds: string[] = []
  const call = (_: string, { edits = [], edit = null }: { edits?: { op_id: string }[]; edit?: { op_id: string } | null }): Promise<unknown> => {
    opIds.push(...edits.map(({ op_id }) => op_id), ...(edit === null ? [] : [edit.op_id]))
    return Promise.resolve(answers.shift())
  }
  return { bridge: { call } as unknown as Bridge, opIds }
}
const step = (action: 'recall' | 'dispatch'): Step => ({ kind: 'transition', action, from: 'dispatched', to: 'filed', set: {} })
const chain = [{ edit: refused(actionIntent('dispatch')), steps: [step('recall'), step('dispatch')] }, { edit: refused(actionIntent('take')), steps: [step('dispatch')] }]
const whole = { id: CASE, base: BASE }

test('a whole chain names every new edit, in order', async () => {
  const { bridge, opIds } = bridgeOf([SAVED, RESOLVED, RESOLVED])
  assert.deepEqual(await redo(bridge, chain, whole), { state: 'done', how: 'redo', opIds })
  assert.equal(opIds.length, 3)
})

test('where nothing was saved, that is said with its reason', async () => {
  assert.deepEqual(await redo(bridgeOf([FULL]).bridge, chain, whole), { state: 'not-saved', by: { state: 'refused', by: FULL.value } })
  assert.deepEqual(await redo(bridgeOf([MOVED]).bridge, chain.slice(1), whole), { state: 'moved' })
})

test('where a part was saved before the disk was full or the chain had moved, that part is named and can be taken back', async () => {
  const within = bridgeOf([SAVED, MOVED])
  assert.deepEqual(await redo(within.bridge, chain, whole), { state: 'partly', opIds: within.opIds.slice(0, 1), by: null })
  const failure = { code: 'internal', detail: 'disk' } as const
  const between = bridgeOf([SAVED, RESOLVED, { ok: false, failure }])
  assert.deepEqual(await redo(between.bridge, chain, whole), { state: 'partly', opIds: between.opIds.slice(0, 2), by: { state: 'failed', failure } })
})
