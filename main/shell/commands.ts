/** The menu's commands. */
import { release } from 'node:os'
import { app, type BrowserWindow, clipboard, dialog, Menu, shell } from 'electron'
import type { Console } from '../core/host.ts'
import { aboutLines } from './about.ts'
import { MAP_LICENCE } from './external.ts'
import { openOutside } from './guards.ts'
import type { Log } from './log-file.ts'
import { menuTemplate } from './menu.ts'
import type { Words } from './words.ts'

export interface Commands {
  window: BrowserWindow
  core: Console
  words: Words
  log: Log
  dataFolder: string
  graphicsRestarts(): number
  quit(): void
}

export function setMenu(commands: Commands): void {
  const { window, core, words, log, quit } = commands
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, {
    sync: () => void core.dispatch('sync.now', null),
    quit,
    reload: () => window.webContents.reload(),
    openMapLicence: () => void openOutside(MAP_LICENCE).catch((error: unknown) => log.error('the browser did not open', error)),
    showLog: () => shell.showItemInFolder(log.path),
    about: () => void showAbout(commands),
  }, app.isPackaged)))
}

async function showAbout({ window, words, log, dataFolder, graphicsRestarts }: Commands): Promise<void> {
  const { electron = '', chrome = '', node } = process.versions
  const text = aboutLines({
    version: app.getVersion(), electron, chromium: chrome, node, system: `${process.platform} ${release()} ${process.arch}`, dataFolder, log: log.path, graphicsRestarts: graphicsRestarts(),
  }, words)
  const { response } = await dialog.showMessageBox(window, {
    type: 'info', title: words('menu.about'), message: words('app.name'), detail: text, buttons: [words('about.close'), words('about.copy')], defaultId: 0, cancelId: 0, noLink: true,
  })
  if (response === 1) clipboard.writeText(`${words('app.name')}\n${text}`)
}
