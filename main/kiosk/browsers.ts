/** Which browser shows a wall, and how it is started so that nothing of its own comes before the picture. */
import { posix, win32 } from 'node:path'

export interface Pc {
  system: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  exists(path: string): boolean
  isRoot: boolean
}

/** The browser named, or the first of those this system usually has; null: none. */
export function findBrowser(named: string | null, pc: Pc): string | null {
  if (named !== null) return pc.exists(named) ? named : null
  return placesOf(pc).find((path) => pc.exists(path)) ?? null
}

function placesOf({ system, env }: Pc): string[] {
  if (system === 'win32') {
    const roots = [env['ProgramFiles(x86)'], env['ProgramFiles'], env['LOCALAPPDATA']].filter((root) => root !== undefined)
    const names = [['Microsoft', 'Edge', 'Application', 'msedge.exe'], ['Google', 'Chrome', 'Application', 'chrome.exe'], ['Chromium', 'Application', 'chrome.exe']]
    return names.flatMap((name) => roots.map((root) => win32.join(root, ...name)))
  }
  if (system === 'darwin') return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
  const folders = (env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin:/snap/bin').split(':').filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
}

export interface KioskWindow {
  address: string
  /** A profile of its own: several walls are several browsers, and one that dies takes no other along. */
  folder: string
  at: { x: number; y: number } | null
  headless: boolean
}

export function browserArgs({ address, folder, at, headless }: KioskWindow, { system, isRoot }: Pc): string[] {
  return [
    `--user-data-dir=${folder}`, '--kiosk', '--no-first-run', '--no-default-browser-check', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--noerrdialogs', '--disable-infobars',
    '--disable-features=Translate', '--disable-component-update', '--disable-sync', '--password-store=basic',
    // A covered window goes on drawing, and one in the back keeps its timers.
    '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding',
    ...(at === null ? [] : [`--window-position=${at.x},${at.y}`]),
    ...(headless ? ['--headless=new', '--window-size=1920,1080', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : []),
    // Its sandbox does not run as root; a wall has no reason to.
    ...(isRoot && system === 'linux' ? ['--no-sandbox'] : []),
    address,
  ]
}
