/** Defaults follow layer and role; a choice in the address outranks both. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAddress } from '../../../renderer/state/address.ts'
import { chooseBandwidth, chooseMarks } from '../../../renderer/state/choices.ts'

test('without a choice each layer shows only its own marks', () => {
  assert.deepEqual(chooseMarks(parseAddress('#/map')), ['bottleneck'])
  assert.deepEqual(chooseMarks(parseAddress('#/map?layer=report')), ['overdue'])
  assert.deepEqual(chooseMarks(parseAddress('#/map?layer=coverage')), ['duty'])
})

test('chosen marks hold for every layer', () => {
  for (const layer of ['bottleneck', 'report', 'coverage']) assert.deepEqual(chooseMarks(parseAddress(`#/map?layer=${layer}&show=station`)), ['station'])
})

test('the kernel follows the role at every zoom, until one is chosen', () => {
  for (const zoom of [9, 16]) {
    const address = parseAddress(`#/map?lng=121.5&lat=29.8&zoom=${zoom}`)
    assert.deepEqual((['city', 'district', 'wall', 'office'] as const).map((role) => chooseBandwidth(address, role)), [1500, 600, 600, 300])
  }
  assert.equal(chooseBandwidth(parseAddress('#/map?bw=300'), 'city'), 300)
})
