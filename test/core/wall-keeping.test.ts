/** The settings of walls: kept whole or not at all, and read with suspicion. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { newWall, openWallKeeping } from '../../main/core/wall-keeping.ts'
import { Refusal } from '../../main/core/refusal.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yongai-walls-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was set is there after a restart', () => {
  openWallKeeping(folder).keep({ walls: [newWall('1'), { ...newWall('2'), name: '二楼' }] })
  const again = openWallKeeping(folder)
  assert.deepEqual(again.walls().map(({ id, name }) => [id, name]), [['1', '1'], ['2', '二楼']])
  assert.equal(again.isDamaged(), false)
})

test('a file that cannot be read is set aside, and said', () => {
  writeFileSync(join(folder, 'walls.json'), '{"version":1,"walls":[{"id":"9"}]}')
  const keeping = openWallKeeping(folder)
  assert.equal(keeping.isDamaged(), true)
  assert.deepEqual(keeping.walls(), [newWall('1')])
  assert.ok(readdirSync(folder).includes('walls.damaged.json'))
})

test('what cannot be written is refused by name, and everything is as before', () => {
  const blocked = join(folder, 'file')
  writeFileSync(blocked, '')
  const keeping = openWallKeeping(join(blocked, 'sub'))
  assert.throws(() => keeping.keep({ walls: [] }), (error: unknown) => error instanceof Refusal && error.code === 'not-writable')
  assert.equal(keeping.walls().length, 1)
})
