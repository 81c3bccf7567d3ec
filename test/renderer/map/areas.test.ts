/** Levels at which a city has areas. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Area } from '../../../preload/contract/model.ts'
import { levelsOf } from '../../../renderer/chrome/ground/areas.ts'

const area = (level: Area['level']): Area => ({ id: level, level, name: level, nameEn: null, parent: null, label: null, boundarySimulated: false })

test('a city with districts and streets is measured by both, an imported one by the streets it has', () => {
  assert.deepEqual(levelsOf({ areas: [area('city'), area('district'), area('street'), area('community')] }), ['district', 'street'])
  assert.deepEqual(levelsOf({ areas: [area('city'), area('street')] }), ['street'])
  assert.deepEqual(levelsOf({ areas: [area('city')] }), [])
})
