/** Raw requests to a real loopback listener: what a browser would never send can be sent here. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Console } from '../../main/core/host.ts'
import { type Loopback, startLoopback } from '../../main/loopback/loopback.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { type CannedConsole, serveCanned } from '../browser/canned.ts'

export interface Guest {
  host: Loopback
  console: CannedConsole
  authority: string
  /** Methods that reached the console. */
  called: string[]
  /** Sends bytes as they are and gives back all that came until the end. */
  raw(text: string): Promise<string>
  /** Status of a request with these lines as head; Host is right unless given. */
  status(requestLine: string, headers?: Record<string, string>, body?: string): Promise<number>
  /** The desk's token, or a wall's. */
  enter(wall?: WallId): Promise<string>
}

export function makePage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="%CSP_NONCE%"><title>page</title>')
  writeFileSync(join(folder, 'wall.html'), '<!doctype html><title>wall</title>')
  writeFileSync(join(folder, 'assets', 'a-1.js'), 'export {}')
  writeFileSync(join(folder, 'assets', 'notes.txt'), 'of no known type')
  writeFileSync(join(folder, '..', 'outside-the-page.js'), 'secret')
  symlinkSync('/etc/hostname', join(folder, 'assets', 'link.js'))
  return folder
}

export interface GuestOptions {
  requestTimeoutMs?: number
  clock?: () => number
  /** Stands in for the canned one's door. */
  dispatch?: Console['dispatch']
}

export async function invite(context: TestContext, { dispatch, ...options }: GuestOptions = {}): Promise<Guest> {
  const called: string[] = []
  const canned = serveCanned((method) => {
    called.push(method)
    return { method, numbers: new Float32Array([1, 2]) }
  })
  const console = dispatch === undefined ? canned : { ...canned, dispatch }
  const host = await startLoopback({ console, files: makePage(), port: 0, ...options })
  context.after(() => host.close())
  const authority = `127.0.0.1:${host.port}`
  const raw = (text: string): Promise<string> => new Promise((resolve) => {
    const socket = connectTo(host.port)
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })
  return {
    host, console, authority, called, raw,
    async status(requestLine, headers = {}, body = '') {
      const all = { Host: authority, Connection: 'close', ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }), ...headers }
      const head = Object.entries(all).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\r\n`).join('')
      return Number(/^HTTP\/1\.1 (\d+)/.exec(await raw(`${requestLine} HTTP/1.1\r\n${head}\r\n${body}`))?.[1] ?? 0)
    },
    async enter(wall) {
      const code = new URL(wall === undefined ? host.startAddress() : host.wallAddress(wall)).hash.slice('#code='.length)
      const response = await fetch(`${host.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
      return ((await response.json()) as { token: string }).token
    },
  }
}

/** Refused connections end; they do not fail a test by themselves. */
export function connectTo(port: number, address = '127.0.0.1'): Socket {
  return connect({ port, host: address }).on('error', () => {})
}
