/** Pages of a deck lie in their order by name, whatever their slides are called. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageName } from '../../../../renderer/briefing/slides/page-pictures.ts'

test('names sort as the slides stand, and hold nothing that leads out of a folder', () => {
  assert.equal(pageName(0, 'cover'), '01-cover.png')
  assert.equal(pageName(9, '../../etc/passwd'), '10-etcpasswd.png')
  const names = Array.from({ length: 40 }, (_, n) => pageName(n, 's'))
  assert.deepEqual(names.toSorted(), names)
})
