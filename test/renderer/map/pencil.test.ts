/** The pencil as a value: what it takes, what it refuses, and when a ground is done. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { close, type Drawing, newPencil, type Pencil, putCorner, takeBack } from '../../../renderer/map/pencil.ts'

const still = (drawing: Drawing): Pencil => ('pencil' in drawing ? drawing.pencil : assert.fail('it is done'))
const put = (pencil: Pencil, corners: readonly (readonly [number, number])[]): Pencil => corners.reduce((now, [lng, lat]) => still(putCorner(now, lng, lat, false)), pencil)
const SQUARE = [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.9]] as const

test('a ring is done at its first corner, from three corners on', () => {
  const two = put(newPencil('ring'), SQUARE.slice(0, 2))
  assert.equal(still(putCorner(two, 121.5, 29.8, true)).corners.length, 2)
  assert.deepEqual(putCorner(put(newPencil('ring'), SQUARE), 121.5, 29.8, true), { done: SQUARE.map((corner) => [...corner]) })
})

test('a crossing corner is refused and the rest stays; taking one back clears the word', () => {
  const three = put(newPencil('ring'), SQUARE.slice(0, 3))
  const refused = still(putCorner(three, 121.55, 29.7, false))
  assert.deepEqual([refused.refused, refused.corners], ['crossing', three.corners])
  assert.deepEqual(takeBack(refused), { shape: 'ring', corners: three.corners.slice(0, 2), refused: null })
  assert.equal(takeBack(newPencil('ring')), null)
})

test('a closing line that would cross is refused', () => {
  const hook = put(newPencil('ring'), [[121.5, 29.85], [121.52, 29.85], [121.52, 29.87], [121.48, 29.87], [121.48, 29.83], [121.56, 29.83], [121.56, 29.9]])
  assert.equal(still(close(hook)).refused, 'crossing')
})

test('a ring ends at fifty corners', () => {
  const many = put(newPencil('ring'), Array.from({ length: 50 }, (_, n) => [121 + n / 100, 29 + (n % 2) / 100 + n / 50] as const))
  assert.equal(still(putCorner(many, 125, 33, false)).refused, 'many')
})

test('a rectangle is two opposite corners, and none without ground', () => {
  const one = put(newPencil('box'), [[121.5, 29.8]])
  assert.deepEqual(putCorner(one, 121.6, 29.9, false), { done: [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.9]] })
  assert.equal(still(putCorner(one, 121.6, 29.8, false)).refused, 'crossing')
})
