/** Refused edits in chains: each is in exactly one, under the one that failed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chainsOf } from '../../../renderer/edits/chains.ts'
import { actionIntent, noteIntent, refused } from './refused.ts'

test('blocked edits stand under the one that failed, at any remove, in the order of saving', () => {
  const one = refused(actionIntent('dispatch'), { n: 1 })
  const other = refused(noteIntent('甲'), { n: 2 })
  const take = refused(actionIntent('take'), { n: 3, blockedOn: one.opId })
  const result = refused(actionIntent('feed_back'), { n: 4, blockedOn: take.opId })
  assert.deepEqual(chainsOf([result, other, one, take]), [[one, take, result], [other]])
})

test('one whose cause has left the inbox stands by itself, and takes its own followers', () => {
  const take = refused(actionIntent('take'), { n: 3, blockedOn: 'settled long ago' })
  const result = refused(actionIntent('feed_back'), { n: 4, blockedOn: take.opId })
  assert.deepEqual(chainsOf([take, result]), [[take, result]])
  assert.deepEqual(chainsOf([]), [])
})
