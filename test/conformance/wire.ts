/** A plain HTTP client that hides nothing: no redirects followed, no encodings chosen, no paths tidied up, bytes as they came. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { LIMITS } from '../../main/sync/protocol.ts'

const unpack = promisify(gunzip)

export interface Question {
  method: string
  /** Sent as it stands. */
  path: string
  headers: Record<string, string>
  body?: string | Buffer | undefined
  timeoutMs: number
}

export interface Answer {
  method: string
  path: string
  status: number
  headers: Record<string, string>
  /** Unpacked; empty where `fault` says why they could not be read. */
  bytes: Buffer
  packedBytes: number
  unpackedBytes: number
  ms: number
  fault: string | null
}

export interface OpenAnswer {
  status: number
  headers: Record<string, string>
  body: IncomingMessage
  close(): void
}

export interface Wire {
  ask(question: Question): Promise<Answer>
  /** An endless answer; the time limit covers its head only. */
  open(question: Question): Promise<OpenAnswer>
  close(): void
}

export function createWire(central: string): Wire {
  const { protocol, hostname, port } = new URL(central)
  const isSecure = protocol === 'https:'
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const begin = isSecure ? httpsRequest : httpRequest
  const host = hostname.replace(/^\[|\]$/g, '')

  const send = (question: Question, signal: AbortSignal, own: boolean): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, path, headers } = question
      const options: RequestOptions = { host, method, path, headers, signal, ...(port === '' ? {} : { port }), ...(own ? {} : { agent }) }
      const request = begin(options, resolve)
      request.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection may be closed by the other side just as it is used again: that says nothing of the central.
        if (request.reusedSocket && error.code === 'ECONNRESET') send(question, signal, own).then(resolve, reject)
        else reject(error)
      })
      request.end(question.body)
    })

  return {
    async ask(question) {
      const began = performance.now()
      const signal = AbortSignal.timeout(question.timeoutMs)
      const { method, path } = question
      const answer: Answer = { method, path, status: 0, headers: {}, bytes: Buffer.alloc(0), packedBytes: 0, unpackedBytes: 0, ms: 0, fault: null }
      try {
        const message = await send(question, signal, false)
        answer.status = message.statusCode ?? 0
        answer.headers = flat(message)
        const packed = await collect(message)
        answer.packedBytes = packed.length
        answer.bytes = await decode(packed, answer.headers['content-encoding'])
        answer.unpackedBytes = answer.bytes.length
      } catch (error) {
        answer.fault = signal.aborted ? `no whole answer within ${question.timeoutMs / 1000} s` : (error as Error).message
      }
      answer.ms = performance.now() - began
      return answer
    },
    async open(question) {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(), question.timeoutMs)
      const body = await send(question, controller.signal, true).finally(() => clearTimeout(timer))
      body.on('error', () => {})
      return { status: body.statusCode ?? 0, headers: flat(body), body, close: () => controller.abort() }
    },
    close: () => agent.destroy(),
  }
}

const flat = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMITS.answerBytes) throw new Error(TOO_LARGE)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export const TOO_LARGE = `more than ${LIMITS.answerBytes} bytes`

async function decode(packed: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding !== 'gzip' || packed.length === 0) return packed
  try {
    return await unpack(packed, { maxOutputLength: LIMITS.answerBytes })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new Error(TOO_LARGE) : error
  }
}
