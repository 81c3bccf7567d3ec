/** Rules about photos. Nothing names what is sent here, so no row changes, and a central lets it go in time. */
import { createHash, randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { chunk } from '../../../main/photo/bare-png.ts'
import { BlobState, LIMITS } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import type { Finding } from '../finding.ts'
import { readMe, readMeta, readOther } from '../gather.ts'
import { said } from '../probe.ts'
import type { AskInit, Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, mediaOf, notRefused } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const where = 'PUT /v1/blobs/{sha256}'
const SIDE = 24

/** A picture that nobody has sent before; its note names the rule. */
function pictureOf(note?: string): Buffer {
  const head = Buffer.from([0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, 0, 0, 0, 0])
  const lines = Buffer.concat(Array.from({ length: SIDE }, () => Buffer.concat([Buffer.alloc(1), randomBytes(SIDE)])))
  const noted = note === undefined ? [] : [chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1'))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), ...noted, chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))])
}
const nameOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const put = (probe: Probe, name: string, content: Buffer, range?: string, init: AskInit = {}): Promise<Answer> =>
  probe.ask(`/v1/blobs/${name}`, { method: 'PUT', body: content, ...init, headers: { 'Content-Type': 'application/octet-stream', ...(range === undefined ? {} : { 'Content-Range': range }), ...init.headers } })

/** null: the answer says that so much is there. */
function notThere(answer: Answer, have: number, whole: boolean): string | null {
  const read = BlobState.safeParse(jsonOf(answer))
  if (![200, 201].includes(answer.status) || !read.success) return `${said(answer)}, no BlobState`
  return read.data.have === have && read.data.whole === whole ? null : `${said(answer)}: ${read.data.have} bytes are said to be there, ${read.data.whole ? 'all' : 'not all'}, instead of ${have}`
}

/** A central that keeps no photos says so by not limiting them; an account without a duty sends none. */
async function photosOf(probe: Probe): Promise<void> {
  if (asObject((await readMeta(probe))['limits'])['blobBytes'] === undefined) throw new NotShown('GET /v1/meta names no limit blobBytes')
  const { duties } = await readMe(probe)
  if (!Array.isArray(duties) || duties.length === 0) throw new NotShown('the account has no duty')
}

const rule = (id: string, at: string, title: string, check: (probe: Probe) => Promise<Iterable<string | null>>): Rule => ({
  id, where: at, title, mayMiss: true,
  async check(probe): Promise<Finding> {
    await photosOf(probe)
    return firstOf(await check(probe))
  },
})

export const BLOB_RULES: Rule[] = [
  rule('blob-token', where, 'Sending and reading a photo need a token', async (probe) => {
    const bytes = pictureOf()
    return [notRefused(await put(probe, nameOf(bytes), bytes, undefined, { token: null }), 401, 'token-expired'), notRefused(await probe.ask(`/v1/blobs/${nameOf(bytes)}`, { token: null }), 401, 'token-expired')]
  }),
  rule('blob-name', where, 'A name that is no SHA-256 in lower-case hex is 404 not-found; a Content-Range that contradicts itself or the content is 400 malformed', async (probe) => {
    const bytes = pictureOf()
    const name = nameOf(bytes)
    const faults = []
    for (const bad of [name.toUpperCase(), name.slice(1), 'none']) faults.push(notRefused(await put(probe, bad, bytes), 404, 'not-found'))
    for (const range of ['bytes 5-4/10', `bytes 0-${bytes.length}/${bytes.length}`, `bytes 0-9/${bytes.length}`, `bytes */${bytes.length}`, 'lines 0-1/2']) faults.push(notRefused(await put(probe, name, bytes, range), 400, 'malformed'))
    return faults
  }),
  rule('blob-limit', `${where}, 413`, `A photo of more than ${LIMITS.blobBytes} bytes is refused with 413 too-large before it is sent`, async (probe) =>
    [notRefused(await put(probe, nameOf(pictureOf()), Buffer.alloc(10), `bytes 0-9/${LIMITS.blobBytes + 1}`), 413, 'too-large')]),
  rule('blob-pieces', where, 'A photo arrives in pieces; what is there already is not taken again, what leaves a gap is not taken, and each answer says how much is there', async (probe) => {
    const bytes = pictureOf()
    const [name, size, half] = [nameOf(bytes), bytes.length, Math.floor(bytes.length / 2)]
    const send = (from: number, to: number): Promise<Answer> => put(probe, name, bytes.subarray(from, to), `bytes ${from}-${to - 1}/${size}`)
    return [
      notThere(await put(probe, name, Buffer.alloc(0), `bytes */${size}`), 0, false), notThere(await send(0, half), half, false), notThere(await send(0, half), half, false),
      notThere(await send(half + 9, size), half, false), notThere(await put(probe, name, Buffer.alloc(0), `bytes */${size}`), half, false), notThere(await send(half - 9, size), size, true), notThere(await send(0, half), size, true),
    ]
  }),
  rule('blob-name-kept', where, 'Bytes that are not those of the name are thrown away', async (probe) => {
    const bytes = pictureOf()
    const spoilt = Buffer.from(bytes)
    spoilt[50] = spoilt[50]! ^ 1
    return [notThere(await put(probe, nameOf(bytes), spoilt), 0, false), notThere(await put(probe, nameOf(bytes), bytes), bytes.length, true)]
  }),
  rule('blob-photo', `${where}, 422`, 'What is no JPEG, PNG or WebP by its bytes, or carries notes of the camera, is refused with 422 blob-invalid', async (probe) => {
    const faults = []
    for (const bytes of [Buffer.from(`<svg>${nameOf(pictureOf())}</svg>`), pictureOf().subarray(0, -20), pictureOf('blob-photo')]) faults.push(notRefused(await put(probe, nameOf(bytes), bytes), 422, 'blob-invalid'))
    return faults
  }),
  rule('blob-read', 'GET /v1/blobs/{sha256}', 'Whoever sent a photo reads the same bytes, whole or a range of them, under their own media type', async (probe) => {
    const bytes = pictureOf()
    await put(probe, nameOf(bytes), bytes)
    const whole = await probe.ask(`/v1/blobs/${nameOf(bytes)}`)
    const part = await probe.ask(`/v1/blobs/${nameOf(bytes)}`, { headers: { Range: 'bytes=10-29' } })
    const isPart = part.status === 206 && part.bytes.equals(bytes.subarray(10, 30)) && part.headers['content-range'] === `bytes 10-29/${bytes.length}`
    return [
      whole.status === 200 && whole.bytes.equals(bytes) ? null : `${said(whole)}, other bytes`, mediaOf(whole) === 'image/png' ? null : `Content-Type is ${mediaOf(whole)}`,
      // A range may be answered with the whole (RFC 9110 §14.2).
      isPart || (part.status === 200 && part.bytes.equals(bytes)) ? null : `${said(part)}, not the range asked for`,
    ]
  }),
  rule('blob-rights', 'GET /v1/blobs/{sha256}', 'A photo that no case shows is read by its sender alone; that there is one is told nobody else (404 not-found)', async (probe) => {
    await readOther(probe)
    const bytes = pictureOf()
    await put(probe, nameOf(bytes), bytes)
    const path = `/v1/blobs/${nameOf(bytes)}`
    const token = probe.options.other
    return [notRefused(await probe.ask(path, { token }), 404, 'not-found'), notRefused(await probe.ask(`${path}?case=conformance-no-such-case`, { token }), 404, 'not-found'), notRefused(await probe.ask(`/v1/blobs/${nameOf(pictureOf())}`), 404, 'not-found')]
  }),
]
