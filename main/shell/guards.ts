/** What no web contents of this program may do, whoever made it: leave our page, open a window, hold a webview, talk to a device. */
import { app, shell, type WebContents } from 'electron'
import { externalAddress } from './external.ts'
import { isOurPage } from './origin.ts'

export function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
}

function stayHere(details: { url: string; preventDefault(): void }): void {
  if (!isOurPage(details.url)) details.preventDefault()
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
}

/** The one way to the system's browser; an address that is not on the list goes nowhere. */
export async function openOutside(address: string): Promise<void> {
  const allowed = externalAddress(address)
  if (allowed !== null) await shell.openExternal(allowed)
}
