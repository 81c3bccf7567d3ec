/** The renderer's one way to the core: the desktop preload's bridge where there is one, else the browser host's. */
import type { Bridge } from '../preload/contract/api.ts'
import { connectBrowser } from '../preload/browser.ts'

declare global {
  interface Window {
    yongai?: Bridge
  }
}

let bridge: Bridge | undefined

/** Asked first by `main.tsx`, before the address is read: the browser bridge takes its one-time code out of the fragment. */
export function getBridge(): Bridge {
  bridge ??= window.yongai ?? connectBrowser()
  return bridge
}
