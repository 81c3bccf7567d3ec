/** Listens to the central's hints. They carry no data: only that a scope's head, or the caller's rights, have moved. */
import { createParser } from 'eventsource-parser'
import type { CallFailure } from './failure.ts'
import type { Net } from './net.ts'
import { WakeHead } from './protocol.ts'

export interface WakeEars {
  open(): void
  head(hint: WakeHead): void
  /** Rights changed, or signing in again is needed. */
  rights(): void
  /** Bytes came: the central is there, and of this epoch where it says so. */
  beat(epoch: string | null): void
}

/** Resolves with the reason when the stream ends. */
export function listen(net: Net, ears: WakeEars, signal: AbortSignal): Promise<CallFailure> {
  const text = new TextDecoder()
  let opened = false
  const parser = createParser({
    onEvent(event) {
      if (event.event === 'me' || event.event === 'reauth') ears.rights()
      if (event.event !== 'head') return
      const hint = readHead(event.data)
      if (hint) ears.head(hint)
    },
    onComment: (comment) => ears.beat(/^epoch (\S+)$/.exec(comment.trim())?.[1] ?? null),
    maxBufferSize: 65_536,
  })
  return net.follow({ method: 'GET', path: '/v1/wake', accept: 'text/event-stream', signal }, (bytes) => {
    if (!opened) ears.open()
    opened = true
    parser.feed(text.decode(bytes, { stream: true }))
  })
}

function readHead(data: string): WakeHead | null {
  try {
    return WakeHead.parse(JSON.parse(data))
  } catch {
    return null
  }
}
