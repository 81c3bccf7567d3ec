/** What a desk meets while the central is being worked on: a 503 to everything, in the contract's own words. */
import { createServer } from 'node:http'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import { bump, kindOf } from './desk-meter.ts'
import type { Kind } from './desk-meter.ts'
import { onTold, say, settingsOf, startChild } from './child.ts'
import type { Child } from './child.ts'

export interface RefusingSettings { port: number; retryAfterSeconds: number }
type Said = { ready: true } | { refused: Partial<Record<Kind, number>> }

export interface Refusing extends Child<Said> {
  /** Requests refused so far, by kind. */
  count(): Promise<Partial<Record<Kind, number>>>
}

export async function startRefusing(settings: RefusingSettings): Promise<Refusing> {
  const child = startChild<Said>('refusing-child.ts', settings)
  await child.hears((message): message is { ready: true } => 'ready' in message)
  return {
    ...child,
    async count() {
      child.tell({ do: 'count' })
      return (await child.hears((message): message is Extract<Said, { refused: object }> => 'refused' in message)).refused
    },
  }
}

if (import.meta.main) {
  const { port, retryAfterSeconds } = settingsOf<RefusingSettings>()
  const refused: Partial<Record<Kind, number>> = {}
  const body = JSON.stringify({ type: `${PROBLEM_BASE}busy`, title: 'The central is busy', status: 503 })
  const server = createServer((request, response) => {
    bump(refused, kindOf(new URL(request.url ?? '/', 'http://central').pathname, request.method ?? 'GET'))
    request.resume()
    response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': String(retryAfterSeconds) }).end(body)
  })
  server.listen(port, '127.0.0.1', () => say({ ready: true }))
  onTold<{ do: 'count' | 'end' }>((message) => (message.do === 'count' ? say({ refused }) : process.exit(0)))
}
