/** PUT and GET /v1/blobs/{sha256}: photos, named by their content, sent and read in pieces from where one was cut off. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { PHOTO_NAME } from '../../../preload/contract/photo.ts'
import { LIMITS } from '../../sync/protocol.ts'
import type { BlobState } from '../../sync/protocol.ts'
import { readContentRange, readRange } from '../blobs/byte-ranges.ts'
import { findBlob, mayRead, practicePhoto, readBlob } from '../blobs/held-blobs.ts'
import { takePiece } from '../blobs/take-piece.ts'
import { dutiesOf } from '../duties.ts'
import { Refusal } from '../problem.ts'
import { identify, isStorable, namesTag, readBytes } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { createThrottle } from '../throttle.ts'

/** Pieces one sign-in may send or ask for: at once, and per second. Nine photos of ten megabytes are some four hundred. */
const BLOB_RATE = [1_000, 50] as const

export function blobRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const throttle = createThrottle(...BLOB_RATE, services.clock)
  const { sql, clock } = services

  routes.put('/blobs/:sha256', async (c) => {
    const { account, tokenKey } = await identify(c, services)
    throttle.take(tokenKey)
    const sha256 = nameOf(c)
    if ((await dutiesOf(sql, account.role)).length === 0) throw new Refusal('blob-forbidden')
    const content = await readBytes(c.req.raw, LIMITS.blobBytes)
    const { first, bytes } = placeOf(c.req.header('Content-Range'), content.length)
    const state = await takePiece(sql, { sha256, sub: account.sub, bytes, first, content, now: clock() })
    return c.json(state satisfies BlobState, state.whole && content.length > 0 ? 201 : 200)
  })

  // A HEAD is answered by the same route, without the content.
  routes.get('/blobs/:sha256', async (c) => {
    const { account, tokenKey } = await identify(c, services)
    throttle.take(tokenKey)
    const sha256 = nameOf(c)
    const caseId = c.req.query('case') ?? null
    if ((caseId !== null && !isStorable(caseId)) || !(await mayRead(sql, account, sha256, caseId))) throw new Refusal('not-found', 'no photo of this name is yours to read')
    const held = await findBlob(sql, sha256)
    const drawn = held === null && services.practice ? practicePhoto(sha256) : null
    const [type, bytes] = held === null ? [drawn?.type, drawn?.bytes.length] : [held.type, held.bytes]
    if (type === undefined || bytes === undefined) throw new Refusal('not-found', 'the central does not hold this photo')
    const etag = `"${sha256}"`
    const headers = { ETag: etag, 'Accept-Ranges': 'bytes' }
    if (namesTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
    const asked = readRange(c.req.header('Range'), bytes)
    const { first, last } = asked ?? { first: 0, last: bytes - 1 }
    const content = held === null ? Uint8Array.from(drawn?.bytes.subarray(first, last + 1) ?? []) : await readBlob(sql, held, first, last)
    return c.body(content, asked === null ? 200 : 206, { ...headers, 'Content-Type': type, 'Content-Length': String(content.length), ...(asked === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${bytes}` }) })
  })
  return routes
}

function nameOf(c: Context<CentralEnv>): string {
  const sha256 = c.req.param('sha256') ?? ''
  if (!PHOTO_NAME.test(sha256)) throw new Refusal('not-found', 'photos are named by their SHA-256, 64 hexadecimal digits in lower case')
  return sha256
}

/** Without the header the content is the whole. */
function placeOf(header: string | undefined, length: number): { first: number; bytes: number } {
  const range = header === undefined ? { first: 0, last: length - 1, bytes: length } : readContentRange(header)
  if (range === null) throw new Refusal('malformed', 'Content-Range says "bytes first-last/complete", or "bytes */complete" without content')
  if (range.bytes > LIMITS.blobBytes) throw new Refusal('too-large', `a photo has at most ${LIMITS.blobBytes} bytes`)
  const expected = range.first === null ? 0 : range.last - range.first + 1
  if (range.bytes === 0 || expected !== length) throw new Refusal('malformed', 'the content is not as long as Content-Range says')
  return { first: range.first ?? 0, bytes: range.bytes }
}
