/** Gets a Chromium for the end-to-end tests where there is none: the driver's own download, else the system's package when allowed to. */
import { runToEnd } from '../../main/setup/run.mjs'
import { inRoot } from '../../main/setup/paths.mjs'
import { NODE_FLAGS } from '../../main/setup/node.mjs'

const DOWNLOAD_MS = 120_000
const PACKAGE_MS = 600_000

/** Never fails: without a browser the tests that need one are skipped with that reason. */
export async function ensureChromium(node, say) {
  if (await isThere(node)) return
  say('Fetching Chromium for the end-to-end tests …')
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    await runToEnd('apt-get', ['update'], { timeoutMs: PACKAGE_MS })
    await runToEnd('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { timeoutMs: PACKAGE_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    if (await isThere(node)) return
  }
  await runToEnd(node, [inRoot('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { timeoutMs: DOWNLOAD_MS })
  if (!(await isThere(node))) say('No Chromium could be had: the tests in a browser are skipped.')
}

async function isThere(node) {
  const finder = new URL('chromium.ts', import.meta.url).href
  const { code } = await runToEnd(node, [...NODE_FLAGS, '--input-type=module', '-e', `import { findChromium } from '${finder}'; process.exit(findChromium() === null ? 1 : 0)`])
  return code === 0
}
