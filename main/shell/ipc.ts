/** The two channels between pages and core, and no third: calls come in by `call`, events go out by `event`. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Answer, ConsoleEvent } from '../../preload/contract/api.ts'
import { type Allowance, createAllowance } from '../core/allowance.ts'
import type { Audience } from '../core/audience.ts'
import type { Console } from '../core/host.ts'
import { admit } from './admission.ts'
import { putSeen } from './seen.ts'

export interface Channels {
  /** From now on this window's page may call what its audience may, and hears events, until it is closed. */
  add(contents: WebContents, audience: Audience, isSeen?: () => boolean): void
}

export function carryCalls(core: Console): Channels {
  const known = new Map<WebContents, { allowance: Allowance; audience: Audience; isSeen: () => boolean }>()
  ipcMain.handle('call', async (event, ...args: unknown[]): Promise<Answer<unknown>> => {
    const window = known.get(event.sender)
    const admission = admit({ isKnown: window !== undefined, ...senderOf(event) }, args, window?.allowance ?? NONE)
    if ('failure' in admission || window === undefined) return { ok: false, failure: 'failure' in admission ? admission.failure : { code: 'refused', detail: 'sender' } }
    const { method, input } = admission.call
    return core.dispatch(method, putSeen(method, input, window.isSeen), window.audience)
  })
  const send = (event: ConsoleEvent, isFor: (audience: Audience) => boolean): void => {
    for (const [contents, { audience }] of known) if (isFor(audience) && !contents.isDestroyed() && !contents.isCrashed()) contents.send('event', event)
  }
  core.onEvent((event) => send(event, (audience) => audience === 'desk'), 'desk')
  // What a wall hears does not depend on which one it is.
  core.onEvent((event) => send(event, (audience) => audience !== 'desk'), { wall: '1' })
  return {
    add(contents, audience, isSeen = () => true) {
      known.set(contents, { allowance: createAllowance(), audience, isSeen })
      contents.once('destroyed', () => known.delete(contents))
    },
  }
}

const NONE: Allowance = { take: () => false }

// A frame that was navigated away or destroyed meanwhile is null.
function senderOf({ sender, senderFrame }: IpcMainInvokeEvent): { isMainFrame: boolean; url: string } {
  return { isMainFrame: senderFrame !== null && senderFrame === sender.mainFrame, url: senderFrame?.url ?? '' }
}
