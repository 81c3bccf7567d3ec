/** Files as they come: encodings, separators, line endings, broken quotes, lists in JSON, bombs. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readRecords } from '../../../main/central/import/records.ts'
import { ImportRefused } from '../../../main/central/import/refusal.ts'
import { readBytes } from '../../../main/central/import/source-bytes.ts'
import { surveyFile } from '../../../main/central/import/survey.ts'

const folder = mkdtempSync(join(tmpdir(), 'records-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

async function read(bytes: Uint8Array | string, encoding: string | null = null) {
  const file = join(folder, String(files++))
  writeFileSync(file, bytes)
  const survey = await surveyFile(file, encoding)
  const records: { line: number; cells: Record<string, string>; broken: string | undefined }[] = []
  for await (const { line, cells, broken } of readRecords(file, survey)) records.push({ line, cells: Object.fromEntries(cells), broken: broken?.reason })
  return { survey, records }
}

/** 名称,地址 / 白鹤,一 in GB18030; written as bytes because Node encodes UTF-8 only. */
const GB18030 = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xd8, 0xd6, 0xb7, 0x0a, 0xb0, 0xd7, 0xba, 0xd7, 0x2c, 0xd2, 0xbb, 0x0a])
const utf16 = (text: string, big: boolean): Buffer => (big ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le'))

const encodings: [string, Uint8Array, string][] = [
  ['UTF-8', Buffer.from('名称,地址\n白鹤,一\n'), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from('\uFEFF名称,地址\n白鹤,一\n'), 'utf-8'],
  ['UTF-16 with a mark', utf16('\uFEFF名称,地址\n白鹤,一\n', false), 'utf-16le'],
  ['UTF-16, big end first', utf16('\uFEFF名称,地址\n白鹤,一\n', true), 'utf-16be'],
  ['GB18030', GB18030, 'gb18030'],
]
for (const [name, bytes, encoding] of encodings) {
  test(`${name} is recognised`, async () => {
    const { survey, records } = await read(bytes)
    assert.equal(survey.encoding, encoding)
    assert.deepEqual(records[0]?.cells, { 名称: '白鹤', 地址: '一' })
  })
}

test('UTF-16 without a mark is recognised by its zero bytes', async () => {
  assert.deepEqual((await read(utf16('name,x\nA,1\n', false))).records[0]?.cells, { name: 'A', x: '1' })
})

test('text in none of them is refused until its encoding is declared', async () => {
  const latin = Buffer.from('name\nCaf\xe9\n', 'latin1')
  await assert.rejects(read(latin), ImportRefused)
  assert.equal((await read(latin, 'windows-1252')).records[0]?.cells['name'], 'Café')
})

for (const [name, separator] of [['semicolons', ';'], ['tabs', '\t']] as const) {
  test(`${name} separate as commas do`, async () => {
    assert.deepEqual((await read(['a', 'b'].join(separator) + `\n"1,5"${separator}2\n`)).records[0]?.cells, { a: '1,5', b: '2' })
  })
}

test('any line ending works, and lines are counted from where a record starts', async () => {
  assert.deepEqual((await read('a,b\r1,2\r3,4')).records.map((record) => record.line), [2, 3])
  const { records } = await read('a,b\r\n1,"x\ny"\r\n\r\n3,4\r\n')
  assert.deepEqual(records.map(({ line, cells }) => [line, cells['b']]), [[2, 'x\ny'], [5, '4']])
})

test('a stray quote is text, a quote that never closes refuses the file', async () => {
  assert.equal((await read('a,b\n1,5" pipe\n2,"x"y\n')).records[0]?.cells['b'], '5" pipe')
  await assert.rejects(read('a,b\n1,"open\n2,3\n'), /never closed/)
})

test('a line with too few or too many cells is marked', async () => {
  const { records } = await read('a,b\n1\n1,2,3\n1,2,\n')
  assert.deepEqual(records.map((record) => record.broken), ['column-count', 'column-count', undefined])
})

test('ten thousand columns, twin columns, an empty file and a spreadsheet are refused', async () => {
  await assert.rejects(read(`${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n1\n`), /10000 columns/)
  await assert.rejects(read('a,a\n1,2\n'), /two columns/)
  await assert.rejects(read(''), /empty/)
  await assert.rejects(read('PK\u0003\u0004'), /save the sheet as CSV/)
  await assert.rejects(read('<xml/>'), /XML/)
})

test('the three shapes of JSON give records, with numbers exactly as written', async () => {
  assert.deepEqual((await read('[{"id":123456789012345678901,"no":null,"at":{"lat":1.50}}]')).records[0]?.cells, { id: '123456789012345678901', no: '', 'at.lat': '1.50' })
  assert.deepEqual((await read('{"@odata.context":"x","n":{"value":3},"value":[{"id":1},7]}')).records.map(({ line, broken }) => [line, broken]), [[1, undefined], [2, 'bad-line']])
  const feature = '{"type":"Feature","id":7,"properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[1,2]}}'
  assert.deepEqual((await read(`{"type":"FeatureCollection","features":[${feature}]}`)).records[0]?.cells, { name: 'x', '@id': '7', '@geometry': '{"type":"Point","coordinates":[1,2]}' })
})

test('JSON that is cut off, broken or no list is refused', async () => {
  for (const text of ['[{"id":1},{"id":', '[{"id":1},}]', '{"a":1}', '{"rows":[{"id":1}]}']) await assert.rejects(read(text), ImportRefused, text)
})

test('a file that unpacks to absurd sizes, or not at all, is refused', async () => {
  const bomb = join(folder, 'bomb.gz')
  writeFileSync(bomb, gzipSync(Buffer.alloc(4_000_000, 'a')))
  await assert.rejects(drain(readBytes(bomb, { freeBytes: 1_000_000, ratio: 100 })), /times its size/)
  writeFileSync(bomb, gzipSync('a,b\n1,2\n'.repeat(10_000)).subarray(0, 60))
  await assert.rejects(surveyFile(bomb, null), /cannot be unpacked/)
})

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.length
  return bytes
}
