/** Photos at the central, on PGlite and on a real PostgreSQL: sent in pieces by many at once, named by ops, read by whoever may read the case. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { findBlob, forgetBlobs, releaseBlobs } from '../../main/central/blobs/held-blobs.ts'
import { drawPicture, listPictures, picturesOf } from '../../main/central/city/pictures.ts'
import { commit } from '../../main/central/log.ts'
import { plainPhoto } from '../../main/photo/plain-photo.ts'
import { BlobState, Problem, PROBLEM_BASE } from '../../main/sync/protocol.ts'
import { phoneJpeg, pictureOf } from '../photo/real-photos.ts'
import { EMBEDDED, findPostgres } from './databases.ts'
import { actsOf, addCase, assertDone, assertProblem, openScene, read, step } from './push/push-desk.ts'
import type { AnyOp, Desk } from './push/push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())
const DAY_MS = 86_400_000

const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const photoOp = (on: string, bytes: Uint8Array, more: object = {}, side = 24): AnyOp & { id: string } => ({
  op_id: randomUUID(), made_at: new Date().toISOString(), skew_ms: 0, kind: 'photo', type: 'act', id: randomUUID(), on, set: { sha256: nameOf(bytes), bytes: bytes.length, width: side, height: side, ...more },
})

const state = async (answer: Promise<Response>): Promise<[have: number, whole: boolean]> => {
  const response = await answer
  const body: unknown = await response.json()
  const { have, whole } = BlobState.parse(body)
  return [have, whole]
}
const refused = async (answer: Promise<Response>, status: number, type: string): Promise<void> => {
  const response = await answer
  assert.deepEqual([response.status, Problem.parse(await response.json()).type], [status, PROBLEM_BASE + type])
}

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`photos on ${databases.kind}`, async (t) => {
    const scene = await openScene(databases)
    const { central, sql, desk, mate, far, boss, city } = scene
    const ask = (who: Desk, path: string, init: RequestInit = {}): Promise<Response> => fetch(`${central.address}/v1/blobs/${path}`, { ...init, headers: { Authorization: `Bearer ${who.token}`, ...init.headers } })
    const put = (who: Desk, bytes: Uint8Array, from = 0, to = bytes.length, name = nameOf(bytes)): Promise<Response> =>
      ask(who, name, { method: 'PUT', body: Uint8Array.from(bytes.subarray(from, to)), headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': to > from ? `bytes ${from}-${to - 1}/${bytes.length}` : `bytes */${bytes.length}` } })
    try {
      await t.test('a photo cut off in the middle goes on from there, whatever is sent twice', async () => {
        const bytes = pictureOf(200)
        assert.deepEqual(await state(put(desk, bytes, 0, 0)), [0, false])
        assert.deepEqual(await state(put(desk, bytes, 0, 9_000)), [9_000, false])
        assert.deepEqual(await state(put(desk, bytes, 0, 9_000)), [9_000, false])
        assert.deepEqual(await state(put(desk, bytes, 20_000, 30_000)), [9_000, false])
        assert.deepEqual(await state(put(desk, bytes, 8_000, 20_000)), [20_000, false])
        await refused(ask(desk, nameOf(bytes)), 404, 'not-found')
        assert.deepEqual(await state(put(desk, bytes, 20_000)), [bytes.length, true])
        const whole = await ask(desk, nameOf(bytes))
        assert.deepEqual([whole.headers.get('content-type'), whole.headers.get('etag'), whole.headers.get('cache-control')], ['image/png', `"${nameOf(bytes)}"`, 'no-store'])
        assert.ok(Buffer.from(await whole.arrayBuffer()).equals(bytes))
        const part = await ask(desk, nameOf(bytes), { headers: { Range: 'bytes=8990-9010' } })
        assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 8990-9010/${bytes.length}`])
        assert.ok(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(8_990, 9_011)))
        assert.equal((await ask(desk, nameOf(bytes), { headers: { 'If-None-Match': `"${nameOf(bytes)}"` } })).status, 304)
        const head = await ask(desk, nameOf(bytes), { method: 'HEAD' })
        assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(bytes.length)])
      })

      await t.test('pieces of one photo sent at once by two of an account and by another account end as that photo', async () => {
        const bytes = pictureOf(120)
        const cuts = [0, 3_000, 6_000, 9_000, 12_000, bytes.length]
        const sendAll = async (who: Desk): Promise<void> => {
          for (let have = 0; have < bytes.length;) [have] = await state(put(who, bytes, have, cuts.find((cut) => cut > have)))
        }
        await Promise.all([sendAll(desk), sendAll(desk), sendAll(mate)])
        assert.ok(Buffer.from(await (await ask(desk, nameOf(bytes))).arrayBuffer()).equals(bytes) || Buffer.from(await (await ask(mate, nameOf(bytes))).arrayBuffer()).equals(bytes))
      })

      await t.test('bytes of another name are thrown away; one account cannot spoil what another sends', async () => {
        const bytes = pictureOf()
        assert.deepEqual(await state(put(mate, Buffer.from(bytes).fill(7, 60, 70), 0, 300, nameOf(bytes))), [300, false])
        assert.deepEqual(await state(put(desk, bytes)), [bytes.length, true])
        const other = pictureOf()
        assert.deepEqual(await state(put(desk, Buffer.from(other).fill(7, 60, 70), 0, other.length, nameOf(other))), [0, false])
        assert.deepEqual(await state(put(desk, other)), [other.length, true])
      })

      await t.test('what is no photo, or tells where it was taken, is refused, and so is the op that names it', async () => {
        await addCase(sql, 'noted')
        for (const bytes of [phoneJpeg(), Buffer.from('<svg onload="alert(1)"/>'), pictureOf().subarray(0, -1)]) {
          await refused(put(desk, bytes), 422, 'blob-invalid')
          await refused(put(desk, bytes, 0, 0), 422, 'blob-invalid')
          assertProblem(await desk.one(photoOp('noted', bytes)), 'rejected', 'op-invalid')
        }
        const plain = plainPhoto(phoneJpeg())
        assert.ok(plain.ok)
        assert.deepEqual(await state(put(desk, plain.bytes)), [plain.bytes.length, true])
        await refused(ask(desk, nameOf(plain.bytes), { method: 'PUT', body: new Uint8Array(10), headers: { 'Content-Range': 'bytes 0-9/10485761' } }), 413, 'too-large')
      })

      await t.test('an op that names a photo waits for it, then adds it to the case once', async () => {
        await addCase(sql, 'shown')
        const bytes = pictureOf()
        const op = photoOp('shown', bytes, { caption: '围挡外侧 13800001234' })
        const early = await desk.one(op)
        assert.ok(early.result === 'retry' && early.problem?.type === `${PROBLEM_BASE}blob-missing`)
        assert.equal((await desk.ask(op.op_id)).status, 404, 'nothing is remembered of it')
        await put(desk, bytes)
        const done = assertDone(await desk.one(op))
        const { row, ver } = await read(sql, 'shown')
        assert.deepEqual([row.photos, done.gver.dispatch], [1, done.gver.dispatch])
        assert.ok(ver > 0)
        const [act] = await actsOf(sql, 'shown')
        assert.deepEqual([act?.id, act?.kind, act?.photos, act?.groups], [op.id, 'photo', [{ sha256: nameOf(bytes), bytes: bytes.length, width: 24, height: 24 }], []])
        assert.ok(act?.text?.startsWith('围挡外侧') && !act.text.includes('13800001234'), 'the caption is masked')
        assert.deepEqual(await desk.one(op), done)
        assertDone(await mate.one(photoOp('shown', bytes)), 'satisfied')
        assert.equal((await read(sql, 'shown')).row.photos, 1)
        assertProblem(await desk.one(photoOp('shown', bytes, { width: 23 })), 'rejected', 'op-invalid')
        assertProblem(await desk.one(photoOp('nowhere', bytes)), 'conflict', 'gone')
        assertProblem(await far.one(photoOp('shown', bytes)), 'rejected', 'op-forbidden')
      })

      await t.test('a feedback brings its photos, and waits for all of them', async () => {
        await addCase(sql, 'fed', { status: 'handling' })
        const [one, two] = [pictureOf(), pictureOf()]
        await put(desk, one)
        const op = step('fed', { dispatch: (await read(sql, 'fed')).gver.dispatch }, 'feed_back', 'handling', 'fed_back', { result: '已清理', photos: [nameOf(two), nameOf(one)] })
        assert.equal((await desk.one(op)).result, 'retry')
        assert.equal((await read(sql, 'fed')).row.status, 'handling')
        await put(desk, two)
        assertDone(await desk.one(op))
        assert.equal((await read(sql, 'fed')).row.photos, 2)
        assert.deepEqual((await actsOf(sql, 'fed'))[0]?.photos?.map(({ sha256 }) => sha256), [nameOf(two), nameOf(one)])
      })

      await t.test('a feedback in the same words with photos that the case does not show is a conflict, and loses none of them', async () => {
        await addCase(sql, 'twice', { status: 'handling' })
        const [one, two] = [pictureOf(), pictureOf()]
        for (const bytes of [one, two]) await put(desk, bytes)
        const { gver } = await read(sql, 'twice')
        const feed = (...photos: Buffer[]): AnyOp => step('twice', { dispatch: gver.dispatch }, 'feed_back', 'handling', 'fed_back', { result: '已清理', photos: photos.map(nameOf) })
        assertDone(await desk.one(feed(one)))
        assertProblem(await desk.one(feed(one, two)), 'conflict', 'group-changed')
        assertDone(await desk.one(feed(one)), 'satisfied')
        assertDone(await desk.one(photoOp('twice', two)))
        assertDone(await desk.one(feed(two)), 'satisfied')
      })

      await t.test('a caption for a picture that is shown already is told, once and masked, and adds no photo', async () => {
        await addCase(sql, 'worded')
        const bytes = pictureOf()
        await put(desk, bytes)
        assertDone(await desk.one(photoOp('worded', bytes)))
        const op = photoOp('worded', bytes, { caption: '门口东侧 13800001234' })
        const done = assertDone(await desk.one(op))
        assert.deepEqual(await desk.one(op), done)
        assertDone(await mate.one(photoOp('worded', bytes, { caption: '门口东侧 13800001234' })), 'satisfied')
        assertDone(await mate.one(photoOp('worded', bytes, { caption: '' })), 'satisfied')
        const [, told, ...more] = await actsOf(sql, 'worded')
        assert.deepEqual([told?.id, told?.kind, told?.text, told?.set, told?.photos, more], [op.id, 'photo', '门口东侧 138****1234', { photo: { sha256: nameOf(bytes) } }, undefined, []])
        assert.equal((await read(sql, 'worded')).row.photos, 1)
      })

      await t.test('whoever may read the case may read its photos, and nobody else', async () => {
        await addCase(sql, 'rights', { photo_list: [{ sha256: 'a'.repeat(64), bytes: 9, width: 1, height: 1 }] })
        const bytes = pictureOf()
        await put(desk, bytes)
        assertDone(await desk.one(photoOp('rights', bytes)))
        const path = `${nameOf(bytes)}?case=rights`
        for (const who of [desk, mate, boss]) assert.equal((await ask(who, path)).status, 200, who.sub)
        for (const who of [far, city]) await refused(ask(who, path), 404, 'not-found')
        await refused(ask(mate, nameOf(bytes)), 404, 'not-found')
        await refused(ask(mate, `${nameOf(bytes)}?case=shown`), 404, 'not-found')
        // Named by the row, and not here.
        await refused(ask(desk, `${'a'.repeat(64)}?case=rights`), 404, 'not-found')
        await refused(fetch(`${central.address}/v1/blobs/${path}`), 401, 'token-expired')
      })

      await t.test('what nothing names is let go in time, what is named stays', async () => {
        await addCase(sql, 'kept')
        const [kept, left, begun] = [pictureOf(), pictureOf(), pictureOf()]
        for (const bytes of [kept, left]) await put(desk, bytes)
        await put(desk, begun, 0, 100)
        assertDone(await desk.one(photoOp('kept', kept)))
        await forgetBlobs(sql, Date.now() + 39 * DAY_MS)
        assert.equal((await ask(desk, nameOf(left))).status, 200)
        assert.deepEqual(await state(put(desk, begun, 0, 0)), [0, false], 'what nobody goes on with comes again')
        await forgetBlobs(sql, Date.now() + 41 * DAY_MS)
        assert.equal((await ask(mate, `${nameOf(kept)}?case=kept`)).status, 200)
        await refused(ask(desk, nameOf(left)), 404, 'not-found')
        assert.deepEqual(await state(put(desk, left)), [left.length, true])
      })

      await t.test('photos of a case that was deleted are let go in time, and no others', async () => {
        for (const id of ['short', 'long']) await addCase(sql, id)
        const [own, both] = [pictureOf(), pictureOf()]
        for (const bytes of [own, both]) await put(desk, bytes)
        for (const op of [photoOp('short', own), photoOp('short', both), photoOp('long', both)]) assertDone(await desk.one(op))
        const isHere = async (bytes: Uint8Array): Promise<boolean> => (await findBlob(sql, nameOf(bytes))) !== null
        await releaseBlobs(sql, Date.now())
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'short', why: 'deleted' }]))
        const gone = Date.now() + 100 * DAY_MS
        await releaseBlobs(sql, gone)
        await releaseBlobs(sql, gone + DAY_MS)
        await forgetBlobs(sql, gone + 39 * DAY_MS)
        assert.deepEqual([await isHere(own), await isHere(both)], [true, true])
        await forgetBlobs(sql, gone + 41 * DAY_MS)
        assert.deepEqual([await isHere(own), await isHere(both)], [false, true])
        assert.equal((await ask(mate, `${nameOf(both)}?case=long`)).status, 200)
      })
    } finally {
      await central.close()
    }
  })
}

test('the practice city draws the same marked pictures again and again, and stores none', () => {
  const pictures = listPictures()
  assert.equal(new Set(pictures.map(({ sha256 }) => sha256)).size, pictures.length)
  for (const [n, { sha256, bytes }] of pictures.entries()) {
    const drawn = plainPhoto(drawPicture(n))
    assert.ok(drawn.ok)
    assert.deepEqual([nameOf(drawn.bytes), drawn.bytes.length], [sha256, bytes])
  }
  assert.deepEqual(picturesOf('case-1', 3), picturesOf('case-1', 3))
  assert.equal(new Set(picturesOf('case-1', 3).map(({ sha256 }) => sha256)).size, 3)
})
