/** The folder of base maps: files enter checked, are found again without a new check, are cancelled and removed, and answer tiles. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { idOf, openLibrary, type Library } from '../../main/basemap/library.ts'
import { tileAt } from './make-tile.ts'
import { ningboPictures, ningboStreets } from './ningbo-streets.ts'

interface Stand {
  outside: string
  folder: string
  library: Library
  changes: () => number
}

function stand(context: TestContext): Stand {
  const base = mkdtempSync(join(tmpdir(), 'library-'))
  const [folder, outside] = [join(base, 'basemaps'), join(base, 'outside')]
  mkdirSync(outside)
  let changes = 0
  const library = openLibrary(folder, { now: Date.now, changed: () => void changes++ })
  context.after(async () => {
    await library.close()
    rmSync(base, { recursive: true })
  })
  return { outside, folder, library, changes: () => changes }
}

const names = (library: Library): string[] => library.list().map(({ name, state }) => `${name} ${state.is}`)

test('a file put into the folder is listed and checked; other files, folders and links are not there', async (context) => {
  const { library, folder, outside } = stand(context)
  writeFileSync(join(outside, 'elsewhere.pmtiles'), ningboStreets())
  symlinkSync(join(outside, 'elsewhere.pmtiles'), join(folder, 'link.pmtiles'))
  mkdirSync(join(folder, 'folder.pmtiles'))
  writeFileSync(join(folder, 'notes.txt'), 'x')
  writeFileSync(join(folder, 'a.pmtiles'), ningboStreets())
  writeFileSync(join(folder, 'b.pmtiles'), 'broken')
  assert.deepEqual(names(library), ['a.pmtiles checking', 'b.pmtiles checking'])
  await library.idle()
  assert.deepEqual(names(library), ['a.pmtiles sound', 'b.pmtiles refused'])
})

test('what was checked is not read again, unless the file changed', async (context) => {
  const { library, folder } = stand(context)
  const path = join(folder, 'a.pmtiles')
  writeFileSync(path, ningboStreets())
  library.list()
  await library.idle()
  await library.close()
  const second = openLibrary(folder, { now: Date.now, changed: () => {} })
  context.after(() => second.close())
  assert.deepEqual(names(second), ['a.pmtiles sound'])
  utimesSync(path, new Date(), new Date(Date.now() + 60_000))
  assert.deepEqual(names(second), ['a.pmtiles checking'])
  await second.idle()
  writeFileSync(join(folder, 'checked.json'), '{ damaged')
  const third = openLibrary(folder, { now: Date.now, changed: () => {} })
  context.after(() => third.close())
  assert.deepEqual(names(third), ['a.pmtiles checking'])
  await third.idle()
})

test('a file is brought in whole, keeps its time, and is not brought in twice', async (context) => {
  const { library, folder, outside, changes } = stand(context)
  const from = join(outside, '宁波 街道:2026*.PMTILES')
  writeFileSync(from, ningboStreets())
  const id = library.add(from)
  assert.equal(library.add(from), id, 'while it is being copied')
  assert.deepEqual(names(library), ['宁波 街道_2026_.pmtiles copying'])
  await library.idle()
  assert.deepEqual(names(library), ['宁波 街道_2026_.pmtiles sound'])
  assert.ok(Math.abs(statSync(join(folder, '宁波 街道_2026_.pmtiles')).mtimeMs - statSync(from).mtimeMs) < 2)
  assert.equal(library.add(from), id)
  writeFileSync(from, ningboPictures())
  assert.notEqual(library.add(from), id)
  await library.idle()
  assert.deepEqual(names(library), ['宁波 街道_2026_ (2).pmtiles sound', '宁波 街道_2026_.pmtiles sound'])
  assert.ok(changes() >= 4)
})

test('a broken file is told and not kept', async (context) => {
  const { library, folder, outside } = stand(context)
  writeFileSync(join(outside, 'half.pmtiles'), ningboStreets().subarray(0, 3_000))
  const id = library.add(join(outside, 'half.pmtiles'))
  await library.idle()
  const [file] = library.list()
  assert.deepEqual([file!.id, file!.state.is === 'refused' && file!.state.fault], [id, 'truncated'])
  assert.deepEqual(readdirSync(folder), ['checked.json'])
  await assert.rejects(library.tile(id, 10, 0, 0))
  await library.remove(id)
  assert.deepEqual(library.list(), [])
  assert.throws(() => library.add(join(outside, 'absent.pmtiles')), /ENOENT/)
})

test('a copy that is broken off leaves nothing behind, and a removed file is gone', async (context) => {
  const { library, folder, outside } = stand(context)
  writeFileSync(join(outside, 'a.pmtiles'), Buffer.concat([ningboStreets(), Buffer.alloc(32 * 2 ** 20)]))
  const id = library.add(join(outside, 'a.pmtiles'))
  library.cancel(id)
  await library.idle()
  assert.deepEqual([names(library), readdirSync(folder)], [['a.pmtiles cancelled'], []])
  assert.equal(library.add(join(outside, 'a.pmtiles')), id)
  await library.idle()
  assert.deepEqual(names(library), ['a.pmtiles sound'])
  library.check(id)
  assert.deepEqual(names(library), ['a.pmtiles checking'])
  await library.idle()
  await library.remove(id)
  assert.deepEqual([names(library), existsSync(join(folder, 'a.pmtiles'))], [[], false])
})

test('tiles come unpacked with a buffer of their own; where the file has none, none', async (context) => {
  const { library, folder } = stand(context)
  writeFileSync(join(folder, 'a.pmtiles'), ningboStreets({ leafSize: 5 }))
  const id = idOf('a.pmtiles')
  library.list()
  await assert.rejects(library.tile(id, 12, 0, 0), 'before it was checked')
  await library.idle()
  const [x, y] = tileAt(121.55, 29.87, 12)
  const { bytes, isBroken } = await library.tile(id, 12, x, y)
  assert.ok(bytes !== null && bytes.length > 100 && bytes.buffer.byteLength === bytes.length)
  assert.equal(isBroken, false)
  for (const [z, px, py] of [[12, 0, 0], [3, 1, 1], [12, 99_999, 0], [24, x, y]] as const) assert.deepEqual(await library.tile(id, z, px, py), { bytes: null, isBroken: false })
  await assert.rejects(library.tile('../../etc/passwd', 0, 0, 0))
})
