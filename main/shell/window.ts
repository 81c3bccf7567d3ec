/** A window of the console: sandboxed, isolated, where it stood last. */
import { BrowserWindow, screen } from 'electron'
import { keepPlace, readPlace } from './place-file.ts'
import { describePlace, restorePlace } from './window-place.ts'

export interface WindowOptions {
  preload: string
  title: string
  /** Where the window's place is kept. */
  placeFile: string
  isProduction: boolean
}

export function openWindow({ preload, title, placeFile, isProduction }: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  // The first display is where a window without a place opens.
  const displays = [primary, ...screen.getAllDisplays().filter((display) => display.id !== primary.id)]
  const place = restorePlace(readPlace(placeFile), displays)
  const window = new BrowserWindow({
    ...place.bounds, title, show: false,
    webPreferences: {
      preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, plugins: false, navigateOnDragDrop: false,
      spellcheck: false, safeDialogs: true, devTools: !isProduction,
    },
  })
  if (place.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace(placeFile, describePlace({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }, screen.getAllDisplays())))
  return window
}

/** In front of everything, wherever it was put. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
