/** The two channels between pages and core, and no third: calls come in by `call`, events go out by `event`. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Answer } from '../../preload/contract/api.ts'
import { type Allowance, createAllowance } from '../core/allowance.ts'
import type { Console } from '../core/host.ts'
import { admit } from './admission.ts'

export interface Channels {
  /** From now on this window's page may call and hears events, until it is closed. */
  add(contents: WebContents): void
}

export function carryCalls(core: Console): Channels {
  const known = new Map<WebContents, Allowance>()
  ipcMain.handle('call', async (event, ...args: unknown[]): Promise<Answer<unknown>> => {
    const allowance = known.get(event.sender)
    const admission = admit({ isKnown: allowance !== undefined, ...senderOf(event) }, args, allowance ?? NONE)
    return 'failure' in admission ? { ok: false, failure: admission.failure } : core.dispatch(admission.call.method, admission.call.input)
  })
  core.onEvent((event) => {
    for (const contents of known.keys()) if (!contents.isDestroyed() && !contents.isCrashed()) contents.send('event', event)
  })
  return {
    add(contents) {
      known.set(contents, createAllowance())
      contents.once('destroyed', () => known.delete(contents))
    },
  }
}

const NONE: Allowance = { take: () => false }

// A frame that was navigated away or destroyed meanwhile is null.
function senderOf({ sender, senderFrame }: IpcMainInvokeEvent): { isMainFrame: boolean; url: string } {
  return { isMainFrame: senderFrame !== null && senderFrame === sender.mainFrame, url: senderFrame?.url ?? '' }
}
