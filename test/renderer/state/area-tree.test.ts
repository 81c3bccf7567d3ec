/** Areas are listed as a tree and found by any part of their names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Area, AreaLevel } from '../../../preload/contract/model.ts'
import { listAreas, matchAreas } from '../../../renderer/state/area-tree.ts'

const area = (id: string, level: AreaLevel, name: string, parent: string | null): Area => ({ id, level, name, nameEn: null, parent, label: null, boundarySimulated: false })
const areas = [
  area('z1', 'zone', '高新区', '3302'), area('330205008', 'street', '前江街道', '330205'), area('330205008001', 'community', '兰庭社区', '330205008'),
  area('330205', 'district', '江北区', '3302'), area('3302', 'city', '宁波市', null), area('330203', 'district', '海曙区', '3302'), area('x', 'street', '孤立街道', 'gone'),
]

test('districts follow their codes, zones come after them, communities are left out', () => {
  assert.deepEqual(listAreas(areas).map(({ area, depth }) => `${depth} ${area.name}`), ['0 宁波市', '1 海曙区', '1 江北区', '2 前江街道', '1 高新区', '0 孤立街道'])
})

test('a street is found by its own name and by its district', () => {
  const branches = listAreas(areas)
  assert.deepEqual(matchAreas(branches, '前江').map(({ area }) => area.id), ['330205008'])
  assert.deepEqual(matchAreas(branches, '江北 前').map(({ area }) => area.id), ['330205008'])
  assert.deepEqual(matchAreas(branches, '江北').map(({ area }) => area.id), ['330205', '330205008'])
})

test('areas that name each other as parents do not hang the list', () => {
  assert.deepEqual(listAreas([area('a', 'street', 'A', 'b'), area('b', 'street', 'B', 'a')]), [])
})
