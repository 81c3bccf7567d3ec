/** A page whose process died comes back by itself, a few times; one that hangs is left to the user's choice. */
import { app, type BrowserWindow, dialog } from 'electron'
import { createCrashPlan } from './crash-plan.ts'
import type { Log } from './log-file.ts'
import { ORIGIN } from './origin.ts'
import { TROUBLE_PATH } from './trouble-page.ts'
import type { Words } from './words.ts'

export function rescuePage(window: BrowserWindow, words: Words, log: Log): void {
  const plan = createCrashPlan()
  const { webContents } = window
  const load = (address: string): void => {
    if (!window.isDestroyed()) window.loadURL(address).catch((error: unknown) => log.error('the page could not be loaded', error))
  }
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error('the page\'s process ended', `${reason}, exit code ${exitCode}`)
    const next = plan.next(performance.now())
    // The view is in the address: the page comes back where it was.
    const back = webContents.getURL()
    if (next.step === 'give-up') load(`${ORIGIN}${TROUBLE_PATH}`)
    else setTimeout(() => load(back === '' ? `${ORIGIN}/` : back), next.afterMs)
  })
  webContents.on('did-navigate', (_event, url) => {
    if (url !== `${ORIGIN}${TROUBLE_PATH}`) return
    // The link on the trouble page is the user's own attempt.
    webContents.once('will-navigate', () => plan.forget())
  })

  let isAsking = false
  window.on('unresponsive', () => {
    if (isAsking) return
    isAsking = true
    const asked = new AbortController()
    window.once('responsive', () => asked.abort())
    log.error('the page does not respond', '')
    void dialog.showMessageBox(window, {
      type: 'warning', message: words('hang.title'), detail: words('hang.detail'), buttons: [words('hang.wait'), words('hang.reload')], defaultId: 0, cancelId: 0, noLink: true, signal: asked.signal,
    }).then(({ response }) => {
      isAsking = false
      // A page that hangs does not hear of a reload: its process is ended, and what follows is what follows a crash.
      if (response === 1 && !window.isDestroyed()) webContents.forcefullyCrashRenderer()
    })
  })
}

/** Chromium starts the graphics process anew by itself; how often is worth knowing. Returns the count so far. */
export function countGraphicsRestarts(log: Log): () => number {
  let count = 0
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit') return
    if (type === 'GPU') count += 1
    log.error(`the ${type} process ended`, `${reason}, exit code ${exitCode}`)
  })
  return () => count
}
