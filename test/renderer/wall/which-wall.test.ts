/** A wall's page knows which wall it is from its address alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wallOf } from '../../../renderer/wall/which-wall.ts'

test('the address names the wall, and none or a wrong one is the first', () => {
  assert.equal(wallOf('?wall=2'), '2')
  assert.equal(wallOf(''), '1')
  assert.equal(wallOf('?wall=9'), '1')
})
