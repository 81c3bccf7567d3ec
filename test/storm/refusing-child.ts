/** What a desk meets while the central is being worked on: a 503 to everything, in the contract's own words. */
import { createServer } from 'node:http'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import { onTold, say, settingsOf, startChild } from './child.ts'
import type { Child } from './child.ts'

export interface RefusingSettings { port: number; retryAfterSeconds: number }
type Said = { ready: true } | { refused: number }

export interface Refusing extends Child<Said> {
  /** Requests refused so far. */
  count(): Promise<number>
}

export async function startRefusing(settings: RefusingSettings): Promise<Refusing> {
  const child = startChild<Said>('refusing-child.ts', settings)
  await child.hears((message): message is { ready: true } => 'ready' in message)
  return {
    ...child,
    async count() {
      child.tell({ do: 'count' })
      return (await child.hears((message): message is { refused: number } => 'refused' in message)).refused
    },
  }
}

if (import.meta.main) {
  const { port, retryAfterSeconds } = settingsOf<RefusingSettings>()
  let refused = 0
  const body = JSON.stringify({ type: `${PROBLEM_BASE}busy`, title: 'The central is busy', status: 503 })
  const server = createServer((request, response) => {
    refused += 1
    request.resume()
    response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': String(retryAfterSeconds) }).end(body)
  })
  server.listen(port, '127.0.0.1', () => say({ ready: true }))
  onTold<{ do: 'count' | 'end' }>((message) => (message.do === 'count' ? say({ refused }) : process.exit(0)))
}
