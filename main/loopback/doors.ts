/** Who may come in at all: decided before routing, from the request line and headers alone. */
import type { IncomingMessage } from 'node:http'

/** Names why a request is refused, or null. `authority` is exactly `127.0.0.1:port`. */
export function refuseAtDoor(request: IncomingMessage, authority: string): string | null {
  const target = request.url ?? ''
  // An absolute-form target overrides Host by the standard: no browser sends one to an origin server.
  if (!target.startsWith('/') || target.startsWith('//')) return 'target'
  // A page under a rebound name sends its own name here and, on a same-origin GET, no Origin at all: Host decides.
  if (countHeader(request, 'host') !== 1 || request.headers.host !== authority) return 'host'
  if (countHeader(request, 'origin') > 1) return 'origin'
  const origin = request.headers.origin
  if (origin !== undefined && origin !== `http://${authority}`) return 'origin'
  const site = request.headers['sec-fetch-site']
  if (target.startsWith('/api/') && site !== undefined && site !== 'same-origin') return 'site'
  return null
}

// Node keeps the first of repeated Host headers and drops the rest: only the raw list shows them.
function countHeader(request: IncomingMessage, name: string): number {
  let count = 0
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    if (request.rawHeaders[i]?.toLowerCase() === name) count++
  }
  return count
}
