/** The host's printer without paper: the page in front, as a PDF. */
import { BrowserWindow } from 'electron'
import type { Host } from '../core/host.ts'

/** Throws when no window is open. The page names its own size; nothing is added to it. */
export const printPage: NonNullable<Host['printPage']> = async () => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (window === undefined) throw new Error('no window to print')
  return new Uint8Array(await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } }))
}
