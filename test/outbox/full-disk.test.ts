/** A disk that is really full: the reserve is given up, then "not saved" is said, and nothing is half there. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** A file system of 24 MB in memory, which goes with the process that mounted it. */
const mounted = (folder: string, ...command: string[]): [string, string[]] => ['unshare', ['--map-root-user', '--mount', 'sh', '-c', 'mount -t tmpfs -o size=24m none "$0" && exec "$@"', folder, ...command]]

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-mount-'))
  try {
    return spawnSync(...mounted(folder, 'true')).status === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('on a full disk edits are saved as long as the reserve lasts, then refused, and room made brings it back', { skip: !canMount() && 'this system mounts nothing for a test' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-full-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const [command, args] = mounted(folder, process.execPath, ...process.execArgv, fileURLToPath(new URL('filler.ts', import.meta.url)), folder)
  const { saved, ...rest } = JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as { saved: number }
  assert.ok(saved >= 10, `${saved} saved`)
  assert.deepEqual(rest, { hadReserve: true, keptReserve: false, refused: 'full', goesOn: true, sealed: null, isThere: true, isFound: true })
})
