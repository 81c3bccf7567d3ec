/** Whether a message of a page becomes a call: from which window and frame, of which shape and size, and not too often. Nothing of Electron here. */
import type { Failure } from '../../preload/contract/api.ts'
import type { Allowance } from '../core/allowance.ts'
import { isOurPage } from './origin.ts'
import { isSmallJson } from './weigh.ts'

export interface Sender {
  /** The window is one that this program opened and that is still open. */
  isKnown: boolean
  isMainFrame: boolean
  /** Address of the frame that sent it. */
  url: string
}

export type Admission = { call: { method: string; input: unknown } } | { failure: Failure }

const LONGEST_METHOD = 100

export function admit(sender: Sender, args: readonly unknown[], allowance: Allowance): Admission {
  if (!sender.isKnown || !sender.isMainFrame || !isOurPage(sender.url)) return refuse('refused', 'sender')
  const [method, input] = args
  if (args.length !== 2 || typeof method !== 'string' || method.length > LONGEST_METHOD) return refuse('bad-input', 'a call is a method and an input')
  if (!isSmallJson(input)) return refuse('bad-input', 'the input is too large, or no plain data')
  // Counted last: a stranger's messages must not use up the page's share.
  if (!allowance.take()) return refuse('too-busy', 'too many calls at once')
  return { call: { method, input } }
}

const refuse = (code: Failure['code'], detail: string): Admission => ({ failure: { code, detail } })
