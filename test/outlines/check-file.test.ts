/** Each file of the corpus gets what is to be said of it; codes, conversion, size and real outlines. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as gcoordPackage from 'gcoord'
import { nearMeters } from '../../main/field/distance.ts'
import { checkFile, type CheckedFile } from '../../main/outlines/check-file.ts'
import { OutlinesRefused } from '../../main/outlines/finding.ts'
import type { System } from '../../main/field/confusion.ts'
import { AREAS, collection, CORPUS, feature, square } from './corpus.ts'

const gcoord = gcoordPackage.default as unknown as typeof gcoordPackage.default.default
const folder = mkdtempSync(join(tmpdir(), 'outlines-'))
after(() => rmSync(folder, { recursive: true }))

function check(text: string | Uint8Array, system: System = 'wgs84', codeName: string | null = null): Promise<CheckedFile> {
  const file = join(folder, 'outlines.geojson')
  writeFileSync(file, text)
  return checkFile(file, { system, level: 'district', codeName }, AREAS)
}
const says = ({ findings }: CheckedFile): string[] => findings.map(({ feature: n, reason }) => `${n} ${reason}`)

for (const { name, text, says: expected, refused } of CORPUS) {
  test(`corpus: ${name}`, async () => {
    if (refused !== undefined) return assert.rejects(check(text), (error) => error instanceof OutlinesRefused && refused.test(error.message))
    assert.deepEqual(says(await check(text)), expected)
  })
}

test('what is taken is what was given, converted once from the declared system', async () => {
  const truth = square(121.5, 29.8)
  for (const [system, library, least] of [['gcj02', gcoord.GCJ02, 400], ['bd09', gcoord.BD09, 1_000]] as const) {
    const given = truth.map(([lng, lat]) => gcoord.transform([lng!, lat!], gcoord.WGS84, library))
    assert.ok(nearMeters(given[0]![0]!, given[0]![1]!, truth[0]![0]!, truth[0]![1]!) > least)
    const result = await check(collection([feature('330203', [given])]), system)
    assert.deepEqual(says(result), [])
    assert.deepEqual(result.outlines[0]!.given, [[given]])
    for (const [i, [lng, lat]] of result.outlines[0]!.polygons[0]![0]!.entries()) assert.ok(nearMeters(lng, lat, truth[i]![0]!, truth[i]![1]!) < 0.02, system)
  }
  assert.deepEqual((await check(collection([feature('330203', [truth])]))).outlines[0]!.polygons, [[truth]])
})

test('a named property holds the code, and areas left without an outline are named', async () => {
  const text = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', id: 'x1', properties: { division: '330203' }, geometry: { type: 'Polygon', coordinates: [square(121.5, 29.8)] } }] })
  assert.deepEqual(says(await check(text)), ['1 unknown-code'])
  const named = await check(text, 'wgs84', 'division')
  assert.deepEqual([named.errors, named.missing], [0, ['330205', '330206']])
})

test('a file above 200 MB is refused before it is read, and one that is not UTF-8 while it is', async () => {
  const file = join(folder, 'large.geojson')
  writeFileSync(file, '{')
  truncateSync(file, 200 * 2 ** 20 + 1)
  await assert.rejects(checkFile(file, { system: 'wgs84', level: 'district', codeName: null }, AREAS), /at most 200/)
  await assert.rejects(check(Buffer.concat([Buffer.from('{"type":"FeatureCollection","features":[],"name":"'), Buffer.from([0xc4, 0xfe]), Buffer.from('"}')])), /not UTF-8/)
})

test('an outline of a hundred thousand corners is checked without comparing each edge with each', async () => {
  const n = 100_000
  const round = Array.from({ length: n }, (_, i) => [121.55 + 0.05 * Math.cos((2 * Math.PI * i) / n), 29.85 + 0.05 * Math.sin((2 * Math.PI * i) / n)])
  const result = await check(collection([feature('330203', [[...round, round[0]]])]))
  assert.deepEqual(says(result), [])
  assert.ok(Math.abs(result.outlines[0]!.km2 / (Math.PI * 0.05 ** 2 * 111.2 * 96.5) - 1) < 0.01)
})
