/** Finds the Chromium that end-to-end tests drive, and starts it the way a machine without a GPU needs. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const SHELL = '/usr/bin/chromium-headless-shell'

/** Path of a browser, or null; `CHROME` names one outright. */
export function findChromium(): string | null {
  const named = process.env['CHROME'] ?? process.env['PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH']
  const places = [...(named === undefined ? [] : [named]), ...PLACES, chromium.executablePath()]
  return places.find((path) => existsSync(path)) ?? null
}

/** Options for `test(…)`: skips, with the reason, where there is no browser. */
export const browserTest = (): { skip: string | false } => ({ skip: findChromium() === null ? 'no Chromium on this machine' : false })

/** Draws nothing around the page, as the desktop's window does not; null where it is not installed. */
export const findShell = (): string | null => (process.env['CHROME'] === undefined && existsSync(SHELL) ? SHELL : null)

/** `args` are switches beside the usual ones. */
export function launchChromium(args: string[] = [], executablePath: string | null = findChromium()): Promise<Browser> {
  if (executablePath === null) throw new Error('no Chromium on this machine')
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...root, ...args] })
}
