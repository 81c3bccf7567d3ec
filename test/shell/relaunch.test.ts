/** The way back of a program that an error ended. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LONG_ENOUGH_MS, relaunchOf } from '../../main/shell/relaunch.ts'

test('a program that an error ends comes back for its walls alone, and not where it ended at once', () => {
  const run = { isAnyWallOpen: true, ranMs: LONG_ENOUGH_MS, argv: ['/opt/console', '--data', '/d'], execPath: '/opt/console', env: {} }
  assert.deepEqual(relaunchOf(run), { execPath: '/opt/console', args: ['--data', '/d'] })
  assert.deepEqual(relaunchOf({ ...run, execPath: '/tmp/.mount_x/console', env: { APPIMAGE: '/opt/console.AppImage' } })?.execPath, '/opt/console.AppImage')
  assert.equal(relaunchOf({ ...run, isAnyWallOpen: false }), null)
  assert.equal(relaunchOf({ ...run, ranMs: LONG_ENOUGH_MS - 1 }), null)
})
