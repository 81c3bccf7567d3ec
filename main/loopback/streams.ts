/** The event streams: one JSON line per event and an empty line as heartbeat, to every open page of those it is for. */
import type { ServerResponse } from 'node:http'
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import { PLAIN_HEADERS } from './page.ts'

export const STREAMS = 12
const HEARTBEAT_MS = 10_000
/** A page that stopped reading is let go: it asks everything again when it comes back. */
const UNREAD_BYTES = 65_536

export type PageKind = 'desk' | 'wall'
export interface Streams {
  /** False when there are too many already. */
  open(response: ServerResponse, kind: PageKind): boolean
  /** To pages of one kind; null: of both. */
  send(line: ConsoleEvent | { reload: true }, kind: PageKind | null): void
  close(): void
}

export function createStreams(heartbeatMs: number = HEARTBEAT_MS): Streams {
  const open = new Map<ServerResponse, PageKind>()
  const write = (text: string, kind: PageKind | null): void => {
    for (const [response, own] of open) {
      if (kind !== null && kind !== own) continue
      if (response.writableLength > UNREAD_BYTES) response.destroy()
      else response.write(text)
    }
  }
  const heartbeat = setInterval(() => write('\n', null), heartbeatMs)
  heartbeat.unref()
  return {
    open(response, kind) {
      if (open.size >= STREAMS) return false
      response.writeHead(200, { ...PLAIN_HEADERS, 'content-type': 'application/x-ndjson' })
      response.write('\n')
      open.set(response, kind)
      response.on('close', () => open.delete(response))
      return true
    },
    send: (line, kind) => write(`${JSON.stringify(line)}\n`, kind),
    close() {
      clearInterval(heartbeat)
      for (const response of open.keys()) response.end()
    },
  }
}
