/** The real central behind a layer that spoils it: what is asked, what is answered, what is hinted. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { createWire } from '../wire.ts'
import type { Wire } from '../wire.ts'
import type { Asked, Given, Spoiler } from './spoiler.ts'

export interface SpoiledCentral {
  address: string
  close(): Promise<void>
}

const PATIENCE_MS = 60_000
/** They belong to one connection, or are formed anew. */
const DROPPED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'host'])

export async function startSpoiled(central: string, spoilers: readonly Spoiler[]): Promise<SpoiledCentral> {
  const wire = createWire(central)
  const server = createServer((request, response) => {
    const work = readAsked(request).then(async (asked) => {
      const isWake = asked.path.startsWith('/v1/wake') && asked.headers['authorization'] !== undefined
      if (isWake) return passHints(wire, spoilers, asked, response)
      return send(response, await answer(wire, spoilers, asked), asked)
    })
    work.catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      wire.close()
    },
  }
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const headers = headersOf(request)
  return { method: request.method ?? 'GET', path: request.url ?? '/', headers, body: Buffer.concat(chunks).toString(lettersOf(headers)) }
}

/** Bytes that are no text stand one to a letter. */
const lettersOf = (headers: Record<string, string>): 'latin1' | 'utf8' => (headers['content-type'] === 'application/octet-stream' ? 'latin1' : 'utf8')

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (DROPPED.has(name) || value === undefined ? [] : [[name, String(value)]])))

/** Each spoiler stands before the next; the last asks the central. */
function answer(wire: Wire, spoilers: readonly Spoiler[], asked: Asked): Promise<Given> {
  const ask = async ({ method, path, headers, body }: Asked): Promise<Given> => {
    const given = await wire.ask({ method, path, headers, body: body === '' ? undefined : Buffer.from(body, lettersOf(headers)), timeoutMs: PATIENCE_MS })
    if (given.fault !== null) throw new Error(given.fault)
    return { status: given.status, headers: Object.fromEntries(Object.entries(given.headers).filter(([name]) => !DROPPED.has(name))), body: given.bytes }
  }
  const chain = spoilers.reduceRight((next, { spoil }) => (spoil === undefined ? next : (one: Asked) => spoil(one, next)), ask)
  return chain(asked)
}

function send(response: ServerResponse, { status, headers, body }: Given, { method }: Pick<Asked, 'method'>): void {
  response.writeHead(status, headers)
  if (status === 304 || method === 'HEAD') response.end()
  else response.end(headers['content-encoding'] === 'gzip' ? gzipSync(body) : body)
}

async function passHints(wire: Wire, spoilers: readonly Spoiler[], asked: Asked, response: ServerResponse): Promise<void> {
  const { method, path, headers } = asked
  const given = await wire.open({ method, path, headers, timeoutMs: PATIENCE_MS })
  if (given.status !== 200) {
    given.close()
    return send(response, await answer(wire, spoilers, asked), asked)
  }
  const head = spoilers.reduce((now, { hintHead }) => hintHead?.(now) ?? now, Object.fromEntries(Object.entries(given.headers).filter(([name]) => !DROPPED.has(name))))
  response.writeHead(given.status, head)
  response.flushHeaders()
  response.on('close', given.close)
  // Each stream is spoiled from its beginning.
  const changes = spoilers.flatMap(({ hints }) => (hints === undefined ? [] : [hints()]))
  let text = ''
  given.body.setEncoding('utf8')
  given.body.on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) for (const changed of changes.reduce((list, change) => list.flatMap(change), [block])) response.write(`${changed}\n\n`)
  })
  given.body.on('close', () => {
    if (!spoilers.some(({ holdsOpen }) => holdsOpen === true)) response.end()
  })
}
