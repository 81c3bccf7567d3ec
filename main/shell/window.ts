/** The one window: sandboxed, without permissions, and bound to its own page. */
import { BrowserWindow, session } from 'electron'
import { ORIGIN } from './scheme.ts'

export function openWindow(preload: string): BrowserWindow {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  const window = new BrowserWindow({
    width: 1600, height: 1000, show: false,
    webPreferences: {
      preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false,
    },
  })
  const { webContents } = window
  webContents.on('will-navigate', stayHere)
  webContents.on('will-redirect', stayHere)
  webContents.on('will-frame-navigate', stayHere)
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.once('ready-to-show', () => window.show())
  return window
}

function stayHere(event: { url: string; preventDefault(): void }): void {
  if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault()
}
