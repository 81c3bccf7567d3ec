/** Electron's program on this machine, and why a test of it is skipped where it cannot run. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url))

export function findProgram(): string | null {
  const name = existsSync(folder) ? readdirSync(folder).find((one) => /^electron(\.exe)?$/i.test(one)) : undefined
  return name === undefined ? null : join(folder, name)
}

function whyNot(): string | false {
  if (findProgram() === null) return 'no Electron program on this machine'
  if (process.getuid?.() === 0) return 'Electron\'s sandbox does not run as root'
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'] ? 'no display' : false
}

/** Options for `test(…)`. */
export const needsElectron: { skip: string | false } = { skip: whyNot() }
