/** Ways of spoiling a good answer: rows with true hashes, pages and snapshots that hang together but for the one thing that is wrong. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../sync/desk.ts'
import type { Fault } from '../sync/faulty-proxy.ts'

export type Json = Record<string, unknown>
export interface Page {
  scope: string
  epoch: string
  after: number
  next: number
  head: number
  more: boolean
  changes: Json[]
}
export interface Line extends Json {
  type: string
  id: string
  ver: number
  h: string
  row: string
}

export const hashOf = (row: string): string => createHash('sha256').update(row).digest().subarray(0, 16).toString('base64')

/** A row as it travels; `row` is the object, or its text as it stands. */
export function line(type: string, id: string, ver: number, row: Json | string): Line {
  const text = typeof row === 'string' ? row : JSON.stringify(row)
  return { type, id, ver, h: hashOf(text), row: text }
}

export const only = (part: string, fault: Fault): Fault => (req, res, pass) => (decodeURIComponent(req.url ?? '').includes(part) ? fault(req, res, pass) : false)

export function send(res: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): true {
  res.writeHead(status, { 'content-type': type, ...headers })
  res.end(body)
  return true
}

/** The real answer with its JSON changed; an answer that is none passes as it is. `edit` returns the new value, or text to be sent as it stands. */
export function json(part: string, edit: (value: never, req: IncomingMessage) => unknown): Fault {
  return only(part, async (req, res, pass) => {
    const { status, headers, body } = await pass()
    const type = String(headers['content-type'] ?? '')
    const edited = status === 200 || status === 201 ? edit(JSON.parse(body.toString('utf8')) as never, req) : body
    return send(res, status, type, typeof edited === 'string' || Buffer.isBuffer(edited) ? edited : JSON.stringify(edited), { 'sync-epoch': String(headers['sync-epoch'] ?? '') })
  })
}

export const page = (scope: string, edit: (page: Page) => unknown): Fault => json(`/scopes/${scope}/changes`, edit)

/** Adds changes after the page's own; the numbers go on from there, and the page covers them. */
export function added(page: Page, ...changes: Json[]): Page {
  const from = page.next
  const numbered = changes.map((change, i) => ({ seq: from + i + 1, op: 'put', ...change }))
  return { ...page, changes: [...page.changes, ...numbered], next: from + changes.length, head: Math.max(page.head, from + changes.length) }
}

/** Another snapshot in the central's place: real lines in, any lines out, all sums right unless `manifest` spoils them. */
export function snapshot(scope: string, edit: { lines?: (lines: Line[]) => (Line | string)[]; manifest?: (manifest: Json & { parts: Json[] }) => unknown; part?: (bytes: Buffer, res: ServerResponse) => Buffer | true }): (stand: { world: World }) => Fault {
  const forged = new Map<string, Buffer>()
  return ({ world }) => async (req, res, pass) => {
    const url = decodeURIComponent(req.url ?? '')
    if (req.method === 'POST' && url.includes(`/scopes/${scope}/snapshots`)) {
      const { status, headers, body } = await pass()
      if (status >= 300) return send(res, status, String(headers['content-type']), body)
      const manifest = JSON.parse(body.toString('utf8')) as Json & { id: string; parts: { n: number }[] }
      const texts = await Promise.all(manifest.parts.map(({ n }) => fetchPart(req, `${world.central.address}/v1/snapshots/${manifest.id}/parts/${n}`)))
      const lines = texts.join('').split('\n').filter((text) => text !== '').map((text) => JSON.parse(text) as Line)
      const out = (edit.lines ?? ((all) => all))(lines)
      const bytes = Buffer.from(out.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''))
      const id = `forged-${forged.size}`
      forged.set(id, bytes)
      const parts = [{ n: 0, rows: out.length, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }]
      const whole = { ...manifest, id, rows: out.length, parts }
      return send(res, 201, 'application/json', JSON.stringify(edit.manifest ? edit.manifest(whole) : whole), { 'sync-epoch': String(headers['sync-epoch'] ?? '') })
    }
    const bytes = forged.get(/^\/v1\/snapshots\/([^/]+)\/parts\//.exec(url)?.[1] ?? '')
    if (bytes === undefined) return false
    const given = edit.part ? edit.part(bytes, res) : bytes
    return given === true ? true : send(res, 200, 'application/x-ndjson', given)
  }
}

/** From the central itself: the fault answers only what it forged. */
async function fetchPart(req: IncomingMessage, address: string): Promise<string> {
  const answer = await fetch(address, { headers: { authorization: req.headers.authorization ?? '' } })
  return answer.text()
}
