/** Installs the packages when what is installed is not what the lockfile says. */
import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { runToEnd } from './run.mjs'

/** npm notes in the hidden lockfile what it installed: equal versions at equal places need no new install. */
export function isInstalled(lockText, installedText) {
  if (installedText === null) return false
  const installed = JSON.parse(installedText).packages
  return Object.entries(JSON.parse(lockText).packages).every(([place, { version, optional, devOptional, extraneous }]) => {
    if (place === '' || extraneous === true) return true
    // An optional package is left out where it is made for another system.
    if (installed[place] === undefined) return optional === true || devOptional === true
    return installed[place].version === version
  })
}

export async function ensureInstalled(say) {
  const hidden = inRoot('node_modules', '.package-lock.json')
  const installed = existsSync(hidden) ? readFileSync(hidden, 'utf8') : null
  if (isInstalled(readFileSync(inRoot('package-lock.json'), 'utf8'), installed)) return
  say('Installing packages (about a minute, only when they changed) …')
  const { code, output } = await runToEnd('npm', ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], {
    cwd: inRoot(), shell: process.platform === 'win32',
  })
  if (code !== 0) throw new Error(`npm ci failed:\n${output.trim().split('\n').slice(-15).join('\n')}`)
}
