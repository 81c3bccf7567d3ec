/** A wall's window: the whole of one display, without a frame, guarded like the desk's; and what Electron tells of it. */
import { BrowserWindow, screen } from 'electron'
import type { Display, WallId } from '../../preload/contract/wall-settings.ts'
import type { Channels } from './ipc.ts'
import { ORIGIN } from './origin.ts'
import type { WallWindow, WindowEvent } from './wall-keeper.ts'

export interface WallWindowOptions {
  preload: string
  title: string
  isProduction: boolean
  channels: Channels
  onError(error: unknown): void
}

export const wallAddress = (wall: WallId, safe: boolean): string => `${ORIGIN}/wall.html?wall=${wall}${safe ? '&safe=1' : ''}`

export function openWallWindow(wall: WallId, hear: (event: WindowEvent) => void, { preload, title, isProduction, channels, onError }: WallWindowOptions): WallWindow {
  const window = new BrowserWindow({
    title: `${title} ${wall}`, show: false, frame: false, fullscreenable: true, skipTaskbar: true, minimizable: false, autoHideMenuBar: true, backgroundColor: '#101820',
    webPreferences: {
      preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, plugins: false, navigateOnDragDrop: false,
      spellcheck: false, safeDialogs: true, devTools: !isProduction, backgroundThrottling: false,
    },
  })
  window.removeMenu()
  channels.add(window.webContents, { wall }, () => !window.isDestroyed() && window.isVisible() && !window.isMinimized())
  // Not every system keeps a window from being minimised, and one command to all windows reaches this one too.
  window.on('minimize', () => window.restore())
  // A wall's window shows its wall: the desk's page is not to be reached from it.
  window.webContents.on('will-navigate', (event) => {
    if (new URL(event.url).pathname !== '/wall.html') event.preventDefault()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => reason === 'clean-exit' || hear('gone'))
  window.on('unresponsive', () => hear('unresponsive'))
  window.on('responsive', () => hear('responsive'))
  window.on('closed', () => hear('closed'))
  const alive = (work: () => void): void => {
    if (!window.isDestroyed()) work()
  }
  return {
    load: (safe) => alive(() => void window.loadURL(wallAddress(wall, safe)).catch(onError)),
    reload: () => alive(() => window.webContents.reload()),
    end: () => alive(() => window.webContents.forcefullyCrashRenderer()),
    stand: (on) => alive(() => stand(window, on)),
    hide: () => alive(() => window.hide()),
    close: () => alive(() => window.destroy()),
  }
}

function stand(window: BrowserWindow, { bounds }: Display): void {
  // Out of full screen first: a system moves no window that fills another display.
  if (window.isKiosk()) window.setKiosk(false)
  window.setBounds(bounds)
  window.setKiosk(true)
  // In front, without taking the keyboard from whoever types at the desk.
  window.showInactive()
}

export const listDisplays = (): Display[] => {
  const primary = screen.getPrimaryDisplay().id
  return screen.getAllDisplays().map(({ id, label, bounds: { x, y, width, height }, scaleFactor }) => ({ id, label, bounds: { x, y, width, height }, scaleFactor, isPrimary: id === primary }))
}
