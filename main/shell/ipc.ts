/** The two channels between page and core; a message counts only when it comes from the main frame of our own page. */
import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Answer } from '../../preload/contract/api.ts'
import type { Console } from '../core/host.ts'
import { ORIGIN } from './scheme.ts'

/** One window holds the page; its frame alone may call. */
export function carryCalls(console: Console, window: BrowserWindow): void {
  ipcMain.handle('call', async (event, method: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (!isOurs(event, window) || typeof method !== 'string') return { ok: false, failure: { code: 'refused', detail: 'sender' } }
    return console.dispatch(method, input)
  })
  const stop = console.onEvent((event) => window.webContents.send('event', event))
  window.on('closed', () => {
    stop()
    ipcMain.removeHandler('call')
  })
}

function isOurs(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  return frame !== null && !window.isDestroyed() && frame === window.webContents.mainFrame && frame.url.startsWith(`${ORIGIN}/`)
}
