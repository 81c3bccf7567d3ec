/** Which rings may be counted in: none that meets itself, told exactly. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { faultOf, mayFollow, MOST_CORNERS, toCorner } from '../../preload/contract/drawn.ts'

type Ring = [number, number][]
const SQUARE: Ring = [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.9]]
/** Corners of a star around a middle: never crossing, however far each corner is. */
const star = (reach: readonly number[]): Ring => reach.map((r, n) => toCorner(121.5 + r * Math.cos((2 * Math.PI * n) / reach.length), 29.9 + r * Math.sin((2 * Math.PI * n) / reach.length)))

test('plain rings pass whichever corner and direction they begin with', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 0.3, noNaN: true }), { minLength: 5, maxLength: MOST_CORNERS }), fc.nat(), (reach, turn) => {
    const ring = star(reach)
    const turned = ring.map((_, n) => ring[(n + turn) % ring.length]!)
    assert.equal(faultOf(turned), null)
    assert.equal(faultOf(turned.toReversed()), null)
  }))
})

test('exchanging two neighbours of a convex ring makes it cross', () => {
  fc.assert(fc.property(fc.integer({ min: 4, max: MOST_CORNERS }), fc.nat(), (corners, at) => {
    const ring = star(Array.from({ length: corners }, () => 0.2))
    const [n, m] = [at % corners, (at + 1) % corners]
    ;[ring[n], ring[m]] = [ring[m]!, ring[n]!]
    assert.equal(faultOf(ring), 'crossing')
  }))
})

test('lines that touch, lie on each other or have no length are refused, and so are too few or too many corners', () => {
  const [a, b, c, d] = SQUARE as [Ring[0], Ring[0], Ring[0], Ring[0]]
  const refused: Ring[] = [
    [a, b, c, d, [121.55, 29.8]], [a, b, [121.55, 29.8], c, d], [a, a, b, c], [a, b, c, d, a], [a, b, [121.7, 29.8]], [a, c, b, d], [a, b, c, a, d],
  ]
  for (const ring of refused) assert.equal(faultOf(ring), 'crossing', JSON.stringify(ring))
  assert.equal(faultOf(SQUARE), null)
  assert.equal(faultOf([a, [121.55, 29.8], b, c, d]), null)
  assert.equal(faultOf([a, b]), 'few')
  assert.equal(faultOf(star(Array.from({ length: MOST_CORNERS + 1 }, () => 0.2))), 'many')
})

test('an open ring goes on wherever it meets no line of its own', () => {
  const open: Ring = SQUARE.slice(0, 3)
  assert.equal(mayFollow([], [121.5, 29.8]), true)
  assert.equal(mayFollow(open, [121.5, 29.9]), true)
  assert.equal(mayFollow(open, [121.55, 29.7]), false)
  assert.equal(mayFollow(open, [121.6, 29.85]), false)
  assert.equal(mayFollow(open, [121.6, 29.9]), false)
})
