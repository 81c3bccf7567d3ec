/** The event streams: one JSON line per event and an empty line as heartbeat, to every open page. */
import type { ServerResponse } from 'node:http'
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import { PLAIN_HEADERS } from './page.ts'

export const STREAMS = 12
const HEARTBEAT_MS = 10_000
/** A page that stopped reading is let go: it asks everything again when it comes back. */
const UNREAD_BYTES = 65_536

export interface Streams {
  /** False when there are too many already. */
  open(response: ServerResponse): boolean
  send(line: ConsoleEvent | { reload: true }): void
  close(): void
}

export function createStreams(heartbeatMs: number = HEARTBEAT_MS): Streams {
  const open = new Set<ServerResponse>()
  const write = (text: string): void => {
    for (const response of open) {
      if (response.writableLength > UNREAD_BYTES) response.destroy()
      else response.write(text)
    }
  }
  const heartbeat = setInterval(() => write('\n'), heartbeatMs)
  heartbeat.unref()
  return {
    open(response) {
      if (open.size >= STREAMS) return false
      response.writeHead(200, { ...PLAIN_HEADERS, 'content-type': 'application/x-ndjson' })
      response.write('\n')
      open.add(response)
      response.on('close', () => open.delete(response))
      return true
    },
    send: (line) => write(`${JSON.stringify(line)}\n`),
    close() {
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}
