/** Real HTTP to a central on this machine, over connections that are kept: one exchange as a desk's engine sees it, and the beginning of a wake stream. */
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { WireAnswer, WireRequest } from './parts.ts'

const unpack = promisify(gunzip)

/** What the connection or this PC's clock adds: it says nothing of the central and differs from run to run. */
const OF_THE_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

export interface Wire {
  exchange(asked: WireRequest): Promise<WireAnswer>
  /** Reads a stream until `isEnough` of the text so far, then ends it; an answer that is no stream comes back whole. Rejects after `patienceMs`. */
  overhear(asked: WireRequest, isEnough: (text: string) => boolean, patienceMs: number): Promise<{ ok: true; text: string } | { ok: false; answer: WireAnswer }>
  close(): void
}

export function createWire(address: string): Wire {
  const { hostname, port } = new URL(address)
  const agent = new Agent({ keepAlive: true })
  const to = ({ method, path, headers, body }: WireRequest): RequestOptions => ({
    hostname, port, method, path: withoutWaiting(path), headers: { 'accept-encoding': 'gzip', ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
  })
  return {
    async exchange(asked) {
      return collect(await send({ ...to(asked), agent }, asked.body))
    },
    async overhear(asked, isEnough, patienceMs) {
      // A stream is cut in the middle, so its connection serves nobody else.
      const response = await send({ ...to(asked), agent: false }, asked.body)
      if (response.statusCode !== 200) return { ok: false, answer: await collect(response) }
      return { ok: true, text: await readUntil(response, isEnough, patienceMs) }
    },
    close: () => agent.destroy(),
  }
}

/** A long poll would keep the simulated world waiting in real time. */
function withoutWaiting(path: string): string {
  return path.replace(/([?&]wait=)[^&]*/, '$10')
}

/** A connection that the server gave up between two requests says nothing about the request: it is sent once more. */
function send(options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(options, resolve)
    sent.on('error', (error: Error & { code?: string }) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') send(options, body).then(resolve, reject)
      else reject(error)
    })
    sent.end(body)
  })
}

async function collect(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const isPacked = response.headers['content-encoding'] === 'gzip'
  const headers = Object.entries(response.headers).filter(([name]) => !OF_THE_CONNECTION.has(name) && !(isPacked && name === 'content-length'))
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])), bytes: new Uint8Array(isPacked ? await unpack(bytes) : bytes) }
}

function readUntil(response: IncomingMessage, isEnough: (text: string) => boolean, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const fail = (why: string): void => {
      response.destroy()
      reject(new Error(`${why}; the stream had said ${JSON.stringify(text)}`))
    }
    const patience = setTimeout(() => fail(`not enough in ${patienceMs} ms`), patienceMs)
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
      if (!isEnough(text)) return
      clearTimeout(patience)
      response.removeAllListeners('close')
      response.destroy()
      resolve(text)
    })
    response.on('error', () => {})
    response.on('close', () => {
      clearTimeout(patience)
      fail('the stream ended early')
    })
  })
}
