/** Finds the Electron binary, or fetches it once: many networks do not let it through, and the browser host is there for those. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'
import { runToEnd } from './run.mjs'

const FETCH_MS = 20_000
const REMEMBER_MS = 86_400_000

/** `{ path }`, or `{ why }` in words for the user. */
export async function findElectron(node, folder, say, clock = Date.now) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { why: 'no display' }
  if (process.getuid?.() === 0) return { why: 'its sandbox does not run as root' }
  const present = binaryPath()
  if (present !== null) return { path: present }
  const mark = join(folder, 'electron-tried')
  if (existsSync(mark) && clock() - statSync(mark).mtimeMs < REMEMBER_MS) return { why: 'its binary could not be fetched' }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(mark, '')
  say('Fetching the desktop host (at most 20 s, tried once a day) …')
  await runToEnd(node, [inRoot('node_modules', 'electron', 'install.js')], { timeoutMs: FETCH_MS, cwd: inRoot() })
  const fetched = binaryPath()
  return fetched === null ? { why: 'its binary could not be fetched' } : { path: fetched }
}

function binaryPath() {
  const note = inRoot('node_modules', 'electron', 'path.txt')
  if (!existsSync(note)) return null
  const path = inRoot('node_modules', 'electron', 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(path) ? path : null
}
