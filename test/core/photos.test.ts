/** Photos from the desk to the central and to another desk: without a line, through restarts, cut off, and after the central was restored from a backup. */
import assert from 'node:assert/strict'
import { hash, randomUUID } from 'node:crypto'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startCentral, type Central } from '../../main/central/central.ts'
import { newEpoch } from '../../main/central/epoch.ts'
import { commit, load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import { PIECE_BYTES as CARRIED_BYTES } from '../../main/sync/photo-carrier.ts'
import type { CasePhoto } from '../../preload/contract/case-photo.ts'
import { PIECE_BYTES, type Photo } from '../../preload/contract/photo.ts'
import { openDesk as openPushDesk } from '../central/push/push-desk.ts'
import { smallCity, STREETS } from '../central/small-city.ts'
import { MAKER, phoneJpeg, pictureOf } from '../photo/real-photos.ts'
import { folderOf, seatDesk, type SeatedDesk } from './seated-desk.ts'

const CASE = `c-${STREETS[0]}-0`

interface Desk extends SeatedDesk {
  list(): Promise<CasePhoto[]>
  add(bytes: Uint8Array): Promise<Photo>
  save(photo: Photo): Promise<void>
  close(): Promise<void>
}

async function openDesk(...where: Parameters<typeof seatDesk>): Promise<Desk> {
  const desk = await seatDesk(...where)
  const { edits, photos, sync } = desk.keeper.seat()
  return {
    ...desk, close: () => desk.keeper.close(),
    list: async () => (await photos.list({ id: CASE }))?.photos ?? [],
    async add(bytes) {
      const job = randomUUID()
      for (let first = 0; ; first += PIECE_BYTES) {
        const added = await photos.add({ job, first, of: bytes.length, data: Buffer.from(bytes.subarray(first, first + PIECE_BYTES)).toString('base64') })
        if (added.state === 'kept') return added.photo
        assert.equal(added.state, 'more')
      }
    },
    async save(photo) {
      const intent = { op_id: randomUUID(), kind: 'photo' as const, type: 'act' as const, id: randomUUID(), on: CASE, set: photo }
      assert.equal(await photos.findMissing([intent]), null)
      const saved = await edits.save({ edits: [intent], draft: null }, null)
      assert.ok(saved.saved, JSON.stringify(saved))
      sync().edited()
    },
  }
}

test('photos from one desk to another, through cuts, a case that leaves, restarts and a restored central', async (t) => {
  const data = folderOf(t, 'photos-central-')
  const open = async (): Promise<Central> => startCentral({ database: { kind: 'embedded', folder: data }, port: 0, practice: null })
  const sql = await openDatabase({ kind: 'embedded', folder: data })
  await load(sql, smallCity())
  const tokens = { desk: (await openPushDesk({ address: '', sql }, 'desk', 'office', STREETS[0])).token, mate: (await openPushDesk({ address: '', sql }, 'mate', 'office', STREETS[0])).token }
  await sql.close()
  const backup = join(folderOf(t, 'photos-backup-'), 'data')
  cpSync(data, backup, { recursive: true })
  let central = await open()
  t.after(() => central.close())
  const where = (): string => central.address
  const shown = async (): Promise<{ photos: number; acts: number }> => {
    const [row] = await central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = $1`, [CASE])
    const acts = await central.sql.query(`SELECT 1 FROM record WHERE type = 'act' AND (body::jsonb) ->> 'kind' = 'photo'`)
    return { photos: (JSON.parse(row!.body) as { photos: number }).photos, acts: acts.length }
  }
  const folder = folderOf(t, 'photos-desk-')
  const large = pictureOf(800)
  assert.ok(large.length > 2 * CARRIED_BYTES)
  let name = ''

  await t.test('without a line a photo is saved on this PC, bare of where it was taken', async () => {
    let isCut = false
    const desk = await openDesk(t, folder, tokens.desk, where, () => (isCut ? 'cut' : 'pass'))
    await desk.untilIdle()
    isCut = true
    const noted = await desk.add(phoneJpeg())
    const kept = readFileSync(join(desk.keeper.seat().store.folder, 'photos', 'added', noted.sha256))
    assert.ok(!kept.includes(MAKER) && hash('sha256', kept, 'hex') === noted.sha256)
    const photo = await desk.add(large)
    name = photo.sha256
    assert.deepEqual(photo, { sha256: hash('sha256', large, 'hex'), bytes: large.length, width: 800, height: 800 })
    await desk.save(photo)
    assert.deepEqual((await desk.list()).map(({ sha256, mark, isHere, width }) => [sha256, mark, isHere, width]), [[name, 'unsent', true, 800]])
    const { photos } = desk.keeper.seat()
    assert.equal((await photos.get({ id: CASE, sha256: name })).state, 'here')
    assert.deepEqual(await photos.get({ id: CASE, sha256: 'a'.repeat(64) }), { state: 'away', why: 'missing' }, 'no case shows it')
    assert.equal((await photos.get({ id: CASE, sha256: noted.sha256 })).state, 'here', 'a form that is not saved yet may show it')
    const without = { op_id: randomUUID(), kind: 'photo' as const, type: 'act' as const, id: randomUUID(), on: CASE, set: { ...photo, sha256: 'b'.repeat(64) } }
    assert.equal(await photos.findMissing([without]), 'b'.repeat(64))
    await desk.close()
  })

  await t.test('after a restart it goes on, from what the central has, and is part of the case once', async () => {
    const ranges: string[] = []
    let isFirst = true
    const desk = await openDesk(t, folder, tokens.desk, where, (path, { method, headers }) => {
      if (method !== 'PUT') return 'pass'
      const range = headers['content-range'] ?? ''
      ranges.push(range)
      // The central takes the second piece, and its answer is lost.
      if (isFirst && range.startsWith(`bytes ${CARRIED_BYTES}-`)) {
        isFirst = false
        return 'lose'
      }
      return path === '' ? 'cut' : 'pass'
    })
    await desk.until('part of the case', async () => (await desk.list()).some(({ mark }) => mark === null))
    assert.deepEqual(await shown(), { photos: 1, acts: 1 })
    const sent = ranges.filter((range) => !range.startsWith('bytes */'))
    assert.equal(new Set(sent).size, sent.length, `nothing goes twice: ${sent.join(' ')}`)
    assert.deepEqual((await desk.list()).map(({ mark, by }) => [mark, by]), [[null, '名desk']])
    await desk.close()
  })

  await t.test('another desk fetches it when it is looked at, from where a cut left it, and shows it without a line', async () => {
    const ranges: string[] = []
    let isCut = false
    const mateFolder = folderOf(t, 'photos-mate-')
    const desk = await openDesk(t, mateFolder, tokens.mate, where, (path, { headers }) => {
      if (!path.startsWith('/v1/blobs/')) return isCut ? 'cut' : 'pass'
      ranges.push(headers['range'] ?? '')
      return isCut || ranges.length === 1 ? 'cut' : 'pass'
    })
    await desk.until('shown', async () => (await desk.list()).length === 1)
    assert.deepEqual((await desk.list()).map(({ isHere }) => isHere), [false])
    const { photos, store } = desk.keeper.seat()
    assert.deepEqual(await photos.get({ id: CASE, sha256: name }), { state: 'away', why: 'offline' })
    const both = await Promise.all([photos.get({ id: CASE, sha256: name }), photos.get({ id: CASE, sha256: name })])
    for (const one of both) assert.ok(one.state === 'here' && one.type === 'image/png' && Buffer.from(one.bytes).equals(large))
    assert.deepEqual(ranges, ['bytes=0-1048575', 'bytes=0-1048575'], 'asked for twice at once it is fetched once')
    isCut = true
    assert.equal((await photos.get({ id: CASE, sha256: name })).state, 'here')
    assert.ok(readFileSync(join(store.folder, 'photos', 'fetched', name)).equals(large))
    isCut = false
    await central.sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: CASE, why: 'revoked' }]))
    await desk.until('gone', async () => (await photos.list({ id: CASE })) === null)
    assert.deepEqual(await photos.get({ id: CASE, sha256: name }), { state: 'away', why: 'missing' }, 'what a user may no longer see is not shown from the disk either')
    await desk.close()
  })

  await t.test('a central that was restored to before it gets photo and edit again', async () => {
    await central.close()
    rmSync(data, { recursive: true })
    cpSync(backup, data, { recursive: true })
    central = await open()
    await newEpoch(central.sql)
    assert.deepEqual(await shown(), { photos: 0, acts: 0 })
    const desk = await openDesk(t, folder, tokens.desk, where)
    await desk.until('there again', async () => (await shown()).photos === 1)
    await desk.until('part of the case again', async () => (await desk.list()).some(({ mark }) => mark === null))
    assert.deepEqual(await shown(), { photos: 1, acts: 1 })
    await desk.close()
  })
})
