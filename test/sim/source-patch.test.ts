/** Patches at load: they change what is loaded, and refuse to fit anywhere but at one place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patchSources } from './source-patch.ts'

const FILE = 'main/sync/back-off.ts'
const load = (copy: string) => import(`../../${FILE}?${copy}`) as Promise<typeof import('../../main/sync/back-off.ts')>

test('a patched module behaves as patched, and as written once the patch is withdrawn', async () => {
  const patches = patchSources([
    { file: FILE, find: 'const BASE_MS = 1_000', replace: 'const BASE_MS = 7_000' },
    { file: FILE, find: 'const FLOOR_MS = 250', replace: 'const FLOOR_MS = 1 // $& and $1 stay' },
  ])
  try {
    assert.throws(() => patches.verify(), /never loaded afterwards: .*back-off\.ts/)
    const { backOff } = await load('patched')
    assert.deepEqual([backOff(0, 1), backOff(0, 0)], [7_000, 1])
    patches.verify()
  } finally {
    patches.withdraw()
  }
  const { backOff } = await load('as-written')
  assert.deepEqual([backOff(0, 1), backOff(0, 0)], [1_000, 250])
})

test('a piece that occurs never or twice, or in no file, is refused loudly', () => {
  assert.throws(() => patchSources([{ file: FILE, find: 'const NO_SUCH = 1', replace: '' }]), /occurs 0 times in main\/sync\/back-off\.ts/)
  assert.throws(() => patchSources([{ file: FILE, find: 'chance', replace: '' }]), /occurs \d+ times/)
  assert.throws(() => patchSources([{ file: FILE, find: '', replace: 'x' }]), /occurs 0 times/)
  assert.throws(() => patchSources([{ file: 'main/sync/no-such.ts', find: 'a', replace: 'b' }]), /no main\/sync\/no-such\.ts/)
  const piece = { file: FILE, find: 'const BASE_MS = 1_000', replace: 'const BASE_MS = 2_000' }
  assert.throws(() => patchSources([piece, piece]), /occurs 0 times/)
})
