/** Where a wall stands: on the display that was chosen, found again under another number, and on nobody else's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWall } from '../../main/core/wall-keeping.ts'
import { meetStrangers, placeWalls, type Strangers } from '../../main/shell/wall-displays.ts'
import type { Display } from '../../preload/contract/wall-settings.ts'

const displayOf = (id: number, label: string, x: number, isPrimary = false): Display => ({ id, label, bounds: { x, y: 0, width: 1920, height: 1080 }, scaleFactor: 1, isPrimary })
const findDisplay = (wanted: Display, displays: Display[]): Display | null => placeWalls([{ ...newWall('1'), display: wanted }], displays).get('1') ?? null
const desk = displayOf(1, 'Desk', 0, true)
const left = displayOf(2, 'Panel', 1920)
const right = displayOf(3, 'Panel', 3840)

test('a display is found by its number, and where that changed by its name and place', () => {
  assert.equal(findDisplay(left, [desk, left, right])?.id, 2)
  assert.equal(findDisplay(left, [desk, { ...left, id: 20 }, { ...right, id: 30 }])?.id, 20)
  assert.equal(findDisplay(left, [desk, { ...left, bounds: { ...left.bounds, x: -1920 } }])?.id, 2)
  assert.equal(findDisplay(left, [desk, { ...left, id: 20, bounds: { ...left.bounds, width: 3840 } }])?.id, 20)
})

test('two that look alike decide nothing, nor does another one in its place', () => {
  assert.equal(findDisplay(left, [desk, displayOf(20, 'Panel', 5000), displayOf(30, 'Panel', 7000)]), null)
  assert.equal(findDisplay(left, [desk, displayOf(9, 'Projector', 1920)]), null)
  assert.equal(findDisplay(left, []), null)
})

test('the main display is never taken by a wall that was not put there', () => {
  assert.equal(findDisplay(left, [{ ...left, isPrimary: true }]), null)
  assert.equal(findDisplay(desk, [desk])?.id, 1)
})

test('a display without a name is known by its place', () => {
  assert.equal(findDisplay(displayOf(2, '', 1920), [desk, displayOf(7, '', 1920)])?.id, 7)
})

test('two walls stand on two displays, and one display shows one wall', () => {
  const walls = [{ ...newWall('2'), display: right }, { ...newWall('1'), display: left }, { ...newWall('3'), display: left }, newWall('4')]
  assert.deepEqual([...placeWalls(walls, [desk, left, right])].map(([wall, on]) => [wall, on?.id]), [['2', 3], ['1', 2], ['3', undefined], ['4', undefined]])
  assert.deepEqual([...placeWalls(walls.slice(0, 2), [desk, { ...right, id: 31 }])].map(([wall, on]) => [wall, on?.id]), [['2', 31], ['1', undefined]])
})

test('a display that was seen beside the wall\'s own is never taken for it, whatever its name, and wherever it moves', () => {
  const wall = { ...newWall('1'), display: left }
  const meet = (known: Strangers, displays: Display[]): Strangers => meetStrangers(known, [wall], placeWalls([wall], displays, known), displays)
  const find = (known: Strangers, displays: Display[], of = wall): number | undefined => placeWalls([of], displays, known).get('1')?.id
  assert.equal(find(new Map(), [desk, right]), 3)
  const known = meet(new Map(), [desk, left, right])
  assert.equal(find(known, [desk, right]), undefined)
  assert.equal(find(known, [desk, { ...right, bounds: left.bounds }]), undefined)
  // Its own is found again beside them, under whatever number and at whatever place.
  assert.equal(find(known, [desk, right, displayOf(20, 'Panel', -1920)]), 20)
  assert.equal(find(meet(known, [desk, right]), [desk, right]), undefined)
  assert.equal(find(known, [desk, right], { ...wall, name: '东墙' }), undefined)
  assert.equal(find(known, [desk, right], { ...wall, display: right }), 3)
})

test('who came first by its name alone is a stranger once the wall\'s own is there', () => {
  const wall = { ...newWall('1'), display: left }
  let known: Strangers = new Map()
  for (const [displays, on] of [[[desk, right], 3], [[desk, right, left], 2], [[desk, right], undefined]] as const) {
    const places = placeWalls([wall], displays, known)
    assert.equal(places.get('1')?.id, on)
    known = meetStrangers(known, [wall], places, displays)
  }
})
