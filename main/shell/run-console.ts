/** One run of the desktop host, from ready to the end: core, window, channels, and what ties them to the system. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, net, powerMonitor, session } from 'electron'
import { createConsole } from '../core/console.ts'
import type { Console, WallWindows } from '../core/host.ts'
import { createClosing } from './closing.ts'
import { setMenu } from './commands.ts'
import { carryCalls } from './ipc.ts'
import { fileDialogs } from './file-dialogs.ts'
import { linkOf } from './link.ts'
import { logOn } from './log-on.ts'
import { type Log, openLog } from './log-file.ts'
import { watchNetwork } from './network.ts'
import { ORIGIN } from './origin.ts'
import { denyEverything } from './permissions.ts'
import { printPage } from './print-page.ts'
import { relaunchOf } from './relaunch.ts'
import { countGraphicsRestarts, rescuePage } from './rescue.ts'
import { serveScheme } from './scheme.ts'
import { troublePage } from './trouble-page.ts'
import { systemVault } from './vault.ts'
import type { WallKeeper } from './wall-keeper.ts'
import { listDisplays } from './wall-window.ts'
import { keepWalls } from './walls.ts'
import { bringForward, openWindow } from './window.ts'
import { type Locale, wordsOf } from './words.ts'

export interface RunOptions {
  /** Arguments of this start, for a link among them. */
  args: readonly string[]
  dataFolder: string
  practice: string | null
  central: string | null
  locale: Locale
}

// Compiled to dist/main/shell: the page and the preload lie beside dist/main.
const built = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export async function runConsole({ args, dataFolder, practice, central, locale }: RunOptions): Promise<void> {
  const words = wordsOf(locale)
  const log = openLog(join(dataFolder, 'log'))
  log.info(`started ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`)
  const graphicsRestarts = countGraphicsRestarts(log)
  denyEverything(session.defaultSession)

  let core: Console
  let keeper!: WallKeeper
  // The core asks for windows only once a page has called, and the keeper is there by then.
  const windows: WallWindows = {
    displays: listDisplays, open: (wall) => keeper.open(wall), shut: (wall) => keeper.shut(wall), restart: (wall) => keeper.restart(wall), changed: (wall) => keeper.changed(wall), ...logOn(homedir()),
  }
  try {
    core = await createConsole({ dataFolder, practice, central }, { kind: 'desktop', ...fileDialogs(words), printPage, vault: systemVault, walls: windows, onError: (what, error) => log.error(what, error) })
    serveScheme(built('renderer'), troublePage(locale, words))
  } catch (error) {
    log.error('the console could not be opened', error)
    dialog.showErrorBox(words('start.title'), words('start.failed', { detail: error instanceof Error ? error.message : String(error), path: log.path }))
    return app.exit(1)
  }

  const window = openWindow({ preload: built('preload/electron.cjs'), title: words('app.name'), placeFile: join(dataFolder, 'window.json'), isProduction: app.isPackaged })
  const channels = carryCalls(core)
  channels.add(window.webContents, 'desk')
  keeper = keepWalls({ walls: core.walls, log, preload: built('preload/electron.cjs'), title: words('app.name'), isProduction: app.isPackaged, channels, onNoneOpen: () => comeBack(window) })
  rescuePage(window, words, log)

  const syncNow = (): void => void core.dispatch('sync.now', null)
  powerMonitor.on('resume', syncNow)
  const stopWatching = watchNetwork({ isOnline: () => net.isOnline(), every, onBack: syncNow })

  // The core stops the sync before it closes its stores.
  const close = createClosing({ steps: [stopWatching, () => keeper.close(), () => core.close(), () => log.info('closed')], exit: (code) => app.exit(code), onError: (error) => log.error('closing', error) })
  endWith(close, log, keeper)
  setMenu({ window, core, words, log, dataFolder, graphicsRestarts, quit: quitWith(window, keeper) })
  app.on('second-instance', (_event, argv) => {
    if (window.isDestroyed()) return
    bringForward(window)
    const link = linkOf(argv)
    if (link !== null) void window.loadURL(link).catch((error: unknown) => log.error('the link could not be opened', error))
  })
  keeper.start()
  await window.loadURL(linkOf(args) ?? `${ORIGIN}/`).catch((error: unknown) => log.error('the page could not be loaded', error))
}

/** A desk that is closed while walls are open steps aside: they go on, and the next start of the program brings it back. Returns the way out of both. */
function quitWith(window: BrowserWindow, keeper: WallKeeper): () => void {
  window.on('close', (event) => {
    if (!keeper.isAnyOpen()) return
    event.preventDefault()
    window.hide()
  })
  return () => {
    keeper.close()
    window.close()
  }
}

/** After the last wall: a program that showed nothing would go on unseen, and nobody could end it. */
function comeBack(window: BrowserWindow): void {
  if (!window.isDestroyed() && !window.isVisible()) window.show()
}

/** Every way out is the cooperative one: the last window, the session's end, a signal, an error nobody caught. */
function endWith(close: (code: number) => Promise<void>, log: Log, keeper: WallKeeper): void {
  app.on('window-all-closed', () => void close(0))
  app.on('before-quit', (event) => {
    event.preventDefault()
    void close(0)
  })
  powerMonitor.on('shutdown', () => void close(0))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0))
  let comesBack = false
  process.on('uncaughtException', (error) => {
    log.error('not caught', error)
    const again = relaunchOf({ isAnyWallOpen: keeper.isAnyOpen(), ranMs: process.uptime() * 1_000, argv: process.argv, execPath: process.execPath, env: process.env })
    // Once: it would start as often as it is told to.
    if (again !== null && !comesBack) app.relaunch(again)
    comesBack ||= again !== null
    void close(1)
  })
  process.on('unhandledRejection', (error) => log.error('not awaited', error))
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}
