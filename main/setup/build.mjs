/** Builds the page, and what the desktop host needs, when their sources are not those of the last build. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'
import { runToEnd } from './run.mjs'

export const VITE = inRoot('node_modules', 'vite', 'bin', 'vite.js')
export const VITE_CONFIG = inRoot('renderer', 'vite.config.ts')

/** One digest over names and contents of all files below the folders, and the lockfile. */
export function digestSources(folders, root = inRoot()) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of folders) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
    for (const path of paths) hash.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

export async function ensurePage(node, say) {
  await ensureBuilt('page', ['renderer', 'preload', 'resources'], inRoot('dist', 'renderer', 'index.html'), say, () =>
    runToEnd(node, [VITE, 'build', '--config', VITE_CONFIG, '--logLevel', 'error'], { cwd: inRoot() }))
}

export async function ensureShell(node, say) {
  await ensureBuilt('desktop host', ['main', 'preload'], inRoot('dist', 'main', 'shell', 'main.js'), say, async () => {
    const emitted = await runToEnd(node, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', inRoot('main', 'shell', 'tsconfig.emit.json')], { cwd: inRoot() })
    if (emitted.code !== 0) return emitted
    return runToEnd(node, [VITE, 'build', '--config', inRoot('main', 'shell', 'vite.config.ts'), '--logLevel', 'error'], { cwd: inRoot() })
  })
}

async function ensureBuilt(name, folders, product, say, build) {
  const stamp = inRoot('dist', `${name.replace(' ', '-')}.sha256`)
  const digest = digestSources(folders)
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say(`Building the ${name} …`)
  const { code, output } = await build()
  if (code !== 0) throw new Error(`building the ${name} failed:\n${output}`)
  mkdirSync(inRoot('dist'), { recursive: true })
  writeFileSync(stamp, digest)
}
