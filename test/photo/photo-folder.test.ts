/** The photos on this PC: those added are durable and stay, those fetched are bounded, and nothing is shown that is not what its name says. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openPhotoFolder, type PhotoFolder } from '../../main/photo/photo-folder.ts'

const DAY_MS = 86_400_000
const nameOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')
const bytesOf = (letter: string, length = 1_000): Buffer => Buffer.alloc(length, letter)

async function begin(t: TestContext, mostBytes = 3_500): Promise<{ photos: PhotoFolder; folder: string; tick: { now: number } }> {
  const folder = mkdtempSync(join(tmpdir(), 'photos-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const tick = { now: Date.now() }
  return { folder, tick, photos: await openPhotoFolder({ folder, mostBytes, now: () => (tick.now += 10_000) }) }
}
async function fetched(photos: PhotoFolder, bytes: Uint8Array): Promise<string> {
  await photos.append(nameOf(bytes), bytes.subarray(0, 400))
  assert.equal(await photos.begun(nameOf(bytes)), 400)
  await photos.append(nameOf(bytes), bytes.subarray(400))
  assert.ok(await photos.finish(nameOf(bytes)))
  return nameOf(bytes)
}

test('a photo that was added is read again by another start, and twice the same is one', async (t) => {
  const { photos, folder } = await begin(t)
  const name = await photos.keep(bytesOf('a'))
  assert.equal(await photos.keep(bytesOf('a')), name)
  const again = await openPhotoFolder({ folder, mostBytes: 0, now: Date.now })
  assert.ok(Buffer.from((await again.read(name)) ?? []).equals(bytesOf('a')))
  assert.deepEqual(readdirSync(join(folder, 'added')), [name])
  assert.deepEqual([await again.has(name), await again.has(nameOf(bytesOf('b'))), await again.read(nameOf(bytesOf('b')))], [true, false, null])
})

test('of the photos fetched the one not looked at for longest goes first; those added never for want of room', async (t) => {
  const { photos } = await begin(t)
  const own = await photos.keep(bytesOf('o', 9_000))
  const [a, b, c] = [await fetched(photos, bytesOf('a')), await fetched(photos, bytesOf('b')), await fetched(photos, bytesOf('c'))]
  assert.ok(await photos.read(a))
  const d = await fetched(photos, bytesOf('d'))
  assert.deepEqual(await Promise.all([a, b, c, d, own].map((name) => photos.has(name))), [true, false, true, true, true])
})

test('what is not what its name says is not shown, and comes again', async (t) => {
  const { photos, folder } = await begin(t)
  const name = await fetched(photos, bytesOf('a'))
  writeFileSync(join(folder, 'fetched', name), 'spoilt')
  assert.equal(await photos.read(name), null)
  assert.equal(await photos.has(name), false)
  await photos.append(name, bytesOf('x'))
  assert.equal(await photos.finish(name), false)
  assert.equal(await photos.begun(name), 0)
  const own = await photos.keep(bytesOf('o'))
  writeFileSync(join(folder, 'added', own), 'spoilt')
  assert.equal(await photos.read(own), null)
  assert.equal(await photos.keep(bytesOf('o')), own)
  assert.ok(await photos.read(own), 'added once more it is whole')
})

test('what no row and no edit names goes; what is added stays a day for the form it is in', async (t) => {
  const { photos, folder } = await begin(t, 1e9)
  assert.equal(await photos.hasFetched(), false)
  const [shown, moved] = [await fetched(photos, bytesOf('a')), await fetched(photos, bytesOf('b'))]
  const [named, left, young] = [await photos.keep(bytesOf('c')), await photos.keep(bytesOf('d')), await photos.keep(bytesOf('e'))]
  const longAgo = (Date.now() - 2 * DAY_MS) / 1000
  for (const name of [named, left]) utimesSync(join(folder, 'added', name), longAgo, longAgo)
  await photos.tidy({ shown: new Set([shown]), named: new Set([named]) }, Date.now())
  assert.deepEqual(await Promise.all([shown, moved, named, left, young].map((name) => photos.has(name))), [true, false, true, false, true])
})

test('photos that become whole at the same time do not trip over each other, and the room is kept', async (t) => {
  const { photos, folder } = await begin(t, 5_000)
  const many = Array.from({ length: 100 }, (_, n) => bytesOf(String.fromCodePoint(0x4e00 + n), 999))
  await Promise.all(many.map((bytes) => fetched(photos, bytes)))
  assert.ok(readdirSync(join(folder, 'fetched')).length <= 5)
})
