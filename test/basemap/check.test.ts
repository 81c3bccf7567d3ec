/** What is a base map and what is not: sound files with their facts, and a corpus of broken ones, each refused by its own name. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { hash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { checkFile } from '../../main/basemap/check.ts'
import { asRefused, Refused } from '../../main/basemap/refused.ts'
import type { BaseMapFacts, BaseMapFault } from '../../preload/contract/base-map.ts'
import { HEADER_BYTES, makeArchive, writeDirectory } from './make-archive.ts'
import { makePng, makeTile, tileAt } from './make-tile.ts'
import { NINGBO_BOUNDS, ningboDrawn, ningboPictures, ningboStreets } from './ningbo-streets.ts'

const folder = mkdtempSync(join(tmpdir(), 'base-maps-'))
after(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'map.pmtiles')

const options = { signal: new AbortController().signal, onBytes: () => {}, now: () => 1_000 }
async function check(bytes: Uint8Array): Promise<BaseMapFacts> {
  writeFileSync(path, bytes)
  return checkFile(path, options)
}
async function faultOf(bytes: Uint8Array): Promise<BaseMapFault | 'sound'> {
  return check(bytes).then(() => 'sound', (error: unknown) => asRefused(error).fault)
}
function spoil(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes)
  values.forEach((value, i) => (copy[at + i] = value))
  return copy
}
const [x, y] = tileAt(121.55, 29.87, 13)
const one = (bytes: Uint8Array, rest: object = {}): Buffer => makeArchive({ tiles: [{ z: 13, x, y, bytes }], ...rest })

test('a sound vector file is told by its facts', async () => {
  const bytes = ningboStreets()
  const facts = await check(bytes)
  assert.deepEqual(
    { ...facts, tiles: facts.tiles > 48, fileAt: facts.fileAt > 1e12 },
    {
      kind: 'vector', tileType: 'mvt', bounds: NINGBO_BOUNDS, minZoom: 10, maxZoom: 13, tiles: true, sampled: facts.sampled, title: '测试街道图', attribution: '© 测试测绘院 & OpenStreetMap',
      dataAt: Date.UTC(2026, 2, 1), fileAt: true, sha256: hash('sha256', bytes), checkedAt: 1_000,
    },
  )
  assert.ok(facts.sampled >= 48 && facts.sampled < 96, String(facts.sampled))
})

test('leaf directories are walked like the root', async () => {
  const [flat, leaved] = [await check(ningboStreets()), await check(ningboStreets({ leafSize: 7 }))]
  assert.equal(leaved.tiles, flat.tiles)
})

test('a sound picture file is told by its facts; what it does not say is null', async () => {
  const { kind, tileType, title, attribution, dataAt } = await check(ningboPictures())
  assert.deepEqual([kind, tileType, title, attribution, dataAt], ['raster', 'png', 'pictures', null, null])
})

const sound = ningboStreets()
const u64 = (value: number): number[] => [...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer)]
const goodTile = makeTile(13, x, y, ningboDrawn())
/** A tile of one layer with one feature whose geometry is these numbers, which need no more than a byte each unless given so. */
const drawing = (...numbers: number[]): Uint8Array => {
  const feature = [0x18, 3, 0x22, numbers.length, ...numbers]
  const layer = [0x78, 2, 0x0a, 1, 0x61, 0x12, feature.length, ...feature]
  return new Uint8Array([0x1a, layer.length, ...layer])
}

const CORPUS: [name: string, bytes: () => Uint8Array, fault: BaseMapFault][] = [
  ['zero bytes', () => new Uint8Array(0), 'empty'],
  ['a text', () => Buffer.from('这不是地图。'.repeat(50)), 'not-pmtiles'],
  ['a ZIP', () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]), 'not-pmtiles'],
  ['a head cut off', () => sound.subarray(0, 80), 'truncated'],
  ['the head alone', () => sound.subarray(0, HEADER_BYTES), 'truncated'],
  ['a file cut in half', () => sound.subarray(0, sound.length / 2), 'truncated'],
  ['the last byte missing', () => sound.subarray(0, -1), 'truncated'],
  ['version 2', () => spoil(sound, 7, 2), 'version'],
  ['version 4', () => spoil(sound, 7, 4), 'version'],
  ['a section that begins within the head', () => spoil(sound, 8, ...u64(5)), 'header'],
  ['a section beyond all numbers', () => spoil(sound, 56, ...Array<number>(8).fill(0xff)), 'header'],
  ['no root directory', () => spoil(sound, 16, ...u64(0)), 'header'],
  ['zooms upside down', () => spoil(sound, 100, 14, 10), 'header'],
  ['zoom 200', () => spoil(sound, 101, 200), 'header'],
  ['bounds upside down', () => spoil(sound, 102, ...spoil(sound, 0).subarray(110, 114)), 'header'],
  ['no bytes of tiles', () => spoil(sound, 64, ...u64(0)), 'no-tiles'],
  ['tiles of no known type', () => spoil(sound, 99, 0), 'tile-type'],
  ['tiles of a type to come', () => spoil(sound, 99, 6), 'tile-type'],
  ['an unknown compression', () => spoil(sound, 97, 9), 'compression'],
  ['tiles packed in an unknown way', () => spoil(sound, 98, 0), 'compression'],
  ['a root directory of noise', () => spoil(sound, HEADER_BYTES, ...Array.from({ length: 60 }, (_, i) => (i * 97) % 256)), 'directory'],
  ['a directory that claims four billion entries', () => withRoot(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1])), 'directory'],
  ['a directory that ends in its middle', () => withRoot(writeDirectory([{ tileId: 9, offset: 0, length: 4, runLength: 1 }]).subarray(0, 4)), 'directory'],
  ['an entry that reaches past the tiles', () => withRoot(writeDirectory([{ tileId: 9, offset: 5, length: 1e9, runLength: 1 }])), 'directory'],
  ['an entry without bytes', () => withRoot(writeDirectory([{ tileId: 9, offset: 5, length: 0, runLength: 1 }])), 'directory'],
  ['tiles out of order', () => withRoot(writeDirectory([{ tileId: 9, offset: 0, length: 4, runLength: 5 }, { tileId: 10, offset: 4, length: 4, runLength: 1 }])), 'directory'],
  ['a leaf where there are none', () => withRoot(writeDirectory([{ tileId: 9, offset: 0, length: 4, runLength: 0 }])), 'directory'],
  ['a directory that unpacks to 64 MB', () => withRoot(Buffer.alloc(64 * 2 ** 20)), 'directory'],
  ['a directory that leads to itself', leafLoop, 'directory'],
  ['metadata of noise', () => spoil(sound, 24, ...u64(HEADER_BYTES), ...sound.subarray(16, 24)), 'metadata'],
  ['metadata that is a list', () => one(goodTile, { metadata: [1] }), 'metadata'],
  ['a tile that is not packed as told', () => spoil(one(goodTile), 98, 3), 'tile'],
  ['a tile cut off', () => one(goodTile.subarray(0, goodTile.length - 40), { compression: 1 }), 'tile'],
  ['a tile that unpacks to 64 MB', () => one(new Uint8Array(64 * 2 ** 20)), 'tile-too-big'],
  ['a text where a vector tile should be', () => one(Buffer.from('<html>404 Not Found</html>')), 'tile'],
  ['a picture where a vector tile should be', () => one(makePng(8, [1, 2, 3])), 'tile'],
  ['a polygon closed half a billion times', () => one(drawing(9, 2, 2, 18, 2, 2, 2, 2, 0xff, 0xff, 0xff, 0xff, 0x07)), 'tile'],
  ['more points than bytes', () => one(drawing(9, 2, 2, 0xfa, 0xff, 0x3f, 2, 2)), 'tile'],
  ['an unknown drawing command', () => one(drawing(11, 2, 2)), 'tile'],
  ['tiles with nothing in them', () => one(makeTile(13, x, y, [])), 'no-tiles'],
  ['a text where a picture should be', () => one(Buffer.from('no picture at all, only words'), { tileType: 2, compression: 1 }), 'tile'],
  ['PNG where the head says WebP', () => one(makePng(8, [1, 2, 3]), { tileType: 4, compression: 1 }), 'tile'],
  ['a picture that claims 30,000 × 30,000 pixels', () => one(makePng(8, [1, 2, 3], 30_000), { tileType: 2, compression: 1 }), 'tile-too-big'],
]

/** A file whose root directory is these bytes, packed. */
function withRoot(directory: Uint8Array): Buffer {
  const root = gzipSync(directory)
  const bytes = Buffer.concat([sound, root])
  return spoil(bytes, 8, ...u64(sound.length), ...u64(root.length))
}

/** Root and leaf are the same bytes: the leaf's only entry is the leaf. */
function leafLoop(): Buffer {
  for (let length = 20; length < 60; length++) {
    const leaf = gzipSync(writeDirectory([{ tileId: 0, offset: 0, length, runLength: 0 }]))
    if (leaf.length !== length) continue
    const bytes = Buffer.concat([sound, leaf])
    return spoil(spoil(bytes, 8, ...u64(sound.length), ...u64(length)), 40, ...u64(sound.length), ...u64(length))
  }
  return assert.fail('no directory of its own length')
}

for (const [name, bytes, fault] of CORPUS) {
  test(`refused: ${name}`, async () => assert.equal(await faultOf(bytes()), fault))
}

test('a link is not followed, a folder is no file', async () => {
  writeFileSync(path, sound)
  symlinkSync(path, join(folder, 'link.pmtiles'))
  for (const wrong of [join(folder, 'link.pmtiles'), folder, join(folder, 'absent')]) {
    await assert.rejects(checkFile(wrong, options), (error) => asRefused(error).fault === 'unreadable', wrong)
  }
})

test('every byte of head and root may be changed: the answer is a refusal or facts, never a crash', async () => {
  const small = one(goodTile)
  for (let at = 0; at < HEADER_BYTES + 30; at++) {
    for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
      if (small[at] === value) continue
      await check(spoil(small, at, value)).catch((error: unknown) => assert.ok(error instanceof Refused, `${at} ${value}: ${String(error)}`))
    }
  }
})

test('a check is broken off on demand', async () => {
  writeFileSync(path, sound)
  const stop = new AbortController()
  const checking = checkFile(path, { ...options, signal: stop.signal, onBytes: () => stop.abort() })
  await assert.rejects(checking)
  assert.ok(stop.signal.aborted)
})

test('a file that becomes shorter while it is read is refused, not believed', async () => {
  // Room behind the last section is allowed; here it makes the reading take more than one step.
  writeFileSync(path, Buffer.concat([sound, Buffer.alloc(4 * 2 ** 20)]))
  const checking = checkFile(path, { ...options, onBytes: () => truncateSync(path, sound.length) })
  await assert.rejects(checking, (error) => asRefused(error).fault === 'changed')
})

const real = (name: string): string => fileURLToPath(new URL(`../../../shared/data/tiles/${name}`, import.meta.url))
const REAL: [file: string, kind: string, tiles: number][] = [['perth_protomaps_v4_vector.pmtiles', 'vector', 131], ['usgs_mt_whitney_raster.pmtiles', 'raster', 50], ['pmtiles_test_fixture_1.pmtiles', 'vector', 1]]
for (const [file, kind, tiles] of REAL) {
  test(`the real file ${file} is sound`, { skip: existsSync(real(file)) ? false : 'the real file is not on this machine' }, async () => {
    const facts = await checkFile(real(file), options)
    assert.deepEqual([facts.kind, facts.tiles], [kind, tiles])
  })
}
