/** The browser host: the same page and the same calls over HTTP, for a browser on this PC and nobody else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeAnswer } from '../../preload/codec.ts'
import type { Answer } from '../../preload/contract/api.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { type Allowance, createAllowance } from '../core/allowance.ts'
import type { Audience } from '../core/audience.ts'
import type { Console } from '../core/host.ts'
import { type Body, readBody } from './body.ts'
import { capConnections, turnAway } from './connections.ts'
import { refuseAtDoor } from './doors.ts'
import { listFiles } from './files.ts'
import { PLAIN_HEADERS, sendFile } from './page.ts'
import { createSessions, type Sessions } from './session.ts'
import { createStreams } from './streams.ts'

export interface LoopbackOptions {
  console: Console
  /** Folder of the built page. */
  files: string
  /** 0 for any free one. */
  port: number
  clock?: () => number
  /** How long a request may take to arrive. */
  requestTimeoutMs?: number
}
export interface Loopback {
  port: number
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** A fresh address for the browser; the code of the one before stops working. */
  startAddress(): string
  /** The same for the page of one wall, which may do no more than show it. */
  wallAddress(wall: WallId): string
  /** Pages reload, after their files were built anew. */
  reload(): void
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the page is not built. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  let files = listFiles(options.files)
  const sessions = createSessions(options.clock)
  const streams = createStreams()
  // One person sits here, in however many tabs; a wall has its own share, so that it takes none of theirs.
  const allowances = new Map<Audience, Allowance>()
  const allowanceOf = (audience: Audience): Allowance => {
    const allowance = allowances.get(audience) ?? createAllowance()
    allowances.set(audience, allowance)
    return allowance
  }
  let authority = ''
  const requestTimeout = options.requestTimeoutMs ?? 10_000
  const server = createServer({
    // Our own door answers a missing Host, like any wrong one.
    requireHostHeader: false,
    maxHeaderSize: 8_192,
    headersTimeout: Math.min(5_000, requestTimeout),
    requestTimeout,
    connectionsCheckingInterval: Math.min(1_000, requestTimeout),
    keepAliveTimeout: 5_000,
  })
  const uncount = capConnections(server)

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refuseAtDoor(request, authority)
    if (refusal !== null) return refuse(response, 403)
    const path = request.url ?? ''
    if (!path.startsWith('/api/')) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
      const file = files.get(path.split('?', 1)[0] ?? '')
      return file === undefined ? refuse(response, 404) : sendFile(file, response)
    }
    if (path === '/api/session' && request.method === 'POST') return answerSession(sessions, await readBody(request), response)
    const audience = sessions.admit(request.headers['x-console-token'])
    if (audience === null) return refuse(response, 401)
    if (path === '/api/call' && request.method === 'POST' && !allowanceOf(audience).take()) return refuse(response, 429)
    if (path === '/api/call' && request.method === 'POST') return answerCall(options.console, audience, await readBody(request), response)
    if (path === '/api/events' && request.method === 'GET') {
      if (!streams.open(response, audience === 'desk' ? 'desk' : 'wall')) return refuse(response, 503)
      return uncount(request.socket)
    }
    refuse(response, 404)
  }

  server.on('request', (request, response) => {
    route(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else refuse(response, 500)
    })
  })
  for (const event of ['upgrade', 'connect'] as const) server.on(event, (_request, socket) => turnAway(socket))

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: options.port, exclusive: true }, resolve)
  })
  const { port } = server.address() as AddressInfo
  authority = `127.0.0.1:${port}`
  const stopListening = [
    options.console.onEvent((event) => streams.send(event, 'desk'), 'desk'),
    // What a wall hears does not depend on which one it is.
    options.console.onEvent((event) => streams.send(event, 'wall'), { wall: '1' }),
  ]

  return {
    port,
    origin: `http://${authority}`,
    startAddress: () => `http://${authority}/#code=${sessions.issueCode('desk')}`,
    wallAddress: (wall) => `http://${authority}/wall.html?wall=${wall}#code=${sessions.issueCode({ wall })}`,
    reload() {
      files = listFiles(options.files)
      streams.send({ reload: true }, null)
    },
    async close() {
      for (const stop of stopListening) stop()
      streams.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function answerSession(sessions: Sessions, body: Body, response: ServerResponse): void {
  if (!body.ok) return refuse(response, body.status)
  const token = sessions.exchange((body.value as { code?: unknown } | null)?.code)
  if (token === null) return refuse(response, 401)
  const text = JSON.stringify({ token })
  response.writeHead(200, { ...PLAIN_HEADERS, 'content-type': 'application/json' }).end(text)
}

async function answerCall(console: Console, audience: Audience, body: Body, response: ServerResponse): Promise<void> {
  if (!body.ok) return refuse(response, body.status)
  const { method, input } = (body.value ?? {}) as { method?: unknown; input?: unknown }
  if (typeof method !== 'string') return refuse(response, 400)
  const bytes = encodeOrFail(await console.dispatch(method, input, audience))
  response.writeHead(200, { ...PLAIN_HEADERS, 'content-type': 'application/octet-stream', 'content-length': bytes.length }).end(bytes)
}

function encodeOrFail(answer: Answer<unknown>): Uint8Array {
  try {
    return encodeAnswer(answer)
  } catch (error) {
    return encodeAnswer({ ok: false, failure: { code: 'internal', detail: String(error) } })
  }
}

// What was not read of a refused request would be taken for the next one: the connection ends with it.
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...PLAIN_HEADERS, connection: 'close', 'content-length': 0 }).end()
}
