/** Hints of one scope are spread over its listeners, and none of them misses the newest. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHintPacer } from '../../main/central/hint-pacer.ts'

test('the first listener hears at once; many hear one after the other, and the newest head only', () => {
  const due: (() => void)[] = []
  const tick = (): void => due.splice(0).forEach((work) => work())
  const pacer = createHintPacer((work) => due.push(work))
  const heard: string[] = []
  const leaves = ['a', 'b', 'c'].map((name) => pacer.join('city:1', (head) => void heard.push(`${name}${head}`)))
  pacer.join('office:1', (head) => void heard.push(`o${head}`))
  pacer.hear('city:1', 7)
  pacer.hear('office:1', 3)
  assert.deepEqual(heard, ['a7', 'o3'])
  pacer.hear('city:1', 8)
  tick()
  assert.deepEqual(heard, ['a7', 'o3', 'b8'])
  leaves[2]?.()
  for (let i = 0; i < 5; i += 1) tick()
  assert.deepEqual(heard, ['a7', 'o3', 'b8', 'a8'])
  assert.equal(due.length, 0)
  pacer.hear('city:1', 9)
  for (let i = 0; i < 5; i += 1) tick()
  assert.deepEqual(heard.slice(4), ['a9', 'b9'])
})
