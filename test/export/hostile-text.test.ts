/** Whatever a name says, it is text in every format: nothing is computed, nothing breaks a row, and other readers read back what was written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { array, assert as assertHolds, asyncProperty, string } from 'fast-check'
import { inertText, plainText, SQUARE } from '../../main/export/plain-text.ts'
import { number, type Table, text } from '../../main/export/table.ts'
import { writeTable } from '../../main/export/write-table.ts'
import { fileName } from '../../preload/contract/file-name.ts'
import { FACTS, PROVENANCE, readWorkbook } from './words.ts'

const HOSTILE = [
  '=cmd|\' /C calc\'!A0', '=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '\u200b=1', '\ufeff=1', '＝1', '＋1', '－1', '＠x',
  'a"b', '""', 'a,b', 'a\r\nb', 'a\nb', 'a\rb', '# no comment', '\u202egnp.exe', '👩‍👩‍👧 🛵', 'x\ud800y', '\udc00', '\u0000\u0007', '_x003D_1', '_x000D_', '<img src=x onerror=alert(1)>', '&amp;', ']]>',
  ' leading', 'trailing ', '', '菜小驿站', 'toString', '__proto__', 'constructor', 'hasOwnProperty', '\u2028', '\uffff', '\ufffd', "'quoted", '-5', '1e5', '2026-11-28', '00123', 'TRUE', '=', 'a\tb',
]
const tableOf = (names: readonly string[]): Table => ({
  columns: [text('id'), text('name'), number('value')], count: names.length,
  *rows() {
    for (const [n, name] of names.entries()) yield [`r${n}`, name, n % 3 === 0 ? null : n - 5]
  },
  geometry: (row) => ({ type: 'Point', coordinates: [121 + row / 1000, 29] }), limits: null, provenance: PROVENANCE,
})

const readCsv = (bytes: Uint8Array): string[][] => parse(Buffer.from(bytes), { bom: true, comment: '#' })

/** What a spreadsheet would take for a formula: its own rule, not the writer's. */
const computes = (cell: string): boolean => /^[=+\-@＝＋－＠\t\r]/.test(cell.replace(/^[\s\u200b\ufeff\u202e]+/u, '')) && !/^-?\d+(\.\d+)?$/.test(cell)

test('CSV: each hostile text is one cell of one record, equal to what went in but for the apostrophe of what would compute', async () => {
  const file = await writeTable('csv', tableOf(HOSTILE), FACTS)
  const [head, ...records] = readCsv(file.bytes)
  assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.deepEqual(head, ['w:column.id', 'w:column.name', 'w:column.value'])
  assert.equal(records.length, HOSTILE.length)
  for (const [n, [id, name, value]] of records.entries()) {
    assert.equal(id, `r${n}`)
    assert.equal(name, inertText(plainText(HOSTILE[n]!)), JSON.stringify(HOSTILE[n]))
    assert.ok(!computes(name!), `${JSON.stringify(name)} would compute`)
    assert.equal(name!.replace(/^'(?=[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u, ''), plainText(HOSTILE[n]!))
    assert.equal(value, n % 3 === 0 ? '' : String(n - 5), 'numbers stay numbers, unknown stays empty')
  }
})

test('CSV: the lines before the head say what the file is, in lines a reader skips, whatever their words hold', async () => {
  const file = await writeTable('csv', tableOf(['a']), { ...FACTS, scope: [{ label: '=范围', value: 'a\r\n"b",c\t=1+1' }] })
  const lines = new TextDecoder().decode(file.bytes.subarray(3)).split('\r\n')
  const about = lines.filter((line) => line.startsWith('#'))
  assert.ok(about.some((line) => line.includes('w:about.rows: 1')))
  assert.ok(about.some((line) => line.includes('模拟数据')))
  assert.ok(about.some((line) => line.includes('2026-11-28T23:14:05+08:00')))
  assert.ok(about.some((line) => line.includes('w:about.lastDay: 2026-11-28')), 'the last day, not the one after')
  assert.ok(lines.every((line) => line === '' || line.split(',').length === 3), 'every record is as wide as the table')
  assert.deepEqual(readCsv(file.bytes)[1], ['r0', 'a', ''])
})

test('XLSX: text cells hold the text, number cells numbers, dates dates; no cell is a formula', async () => {
  const file = await writeTable('xlsx', tableOf(HOSTILE), FACTS)
  const { names, sheets: [data, about] } = readWorkbook(file.bytes)
  assert.deepEqual(names, ['数据', '说明'])
  assert.equal(data!.length, HOSTILE.length + 1)
  for (const [n, name] of HOSTILE.entries()) {
    const row = data![n + 1]!
    const cell = row.get('B')
    // An empty text is an empty cell.
    assert.deepEqual([cell?.type, cell?.value ?? ''], [name === '' ? undefined : 's', plainText(name)], JSON.stringify(name))
    assert.equal(row.get('C')?.type, n % 3 === 0 ? undefined : 'n')
    if (n % 3 !== 0) assert.equal(Number(row.get('C')!.value), n - 5)
  }
  assert.ok([...data!, ...about!].every((row) => [...row.values()].every(({ type }) => type !== 'f')))
  const line = (label: string): { type: string; value: string } => about!.find((row) => row.get('A')?.value === label)!.get('B')!
  assert.equal(line('w:about.rows').value, String(HOSTILE.length))
  assert.equal(line('w:mark').value, '模拟数据')
  // Days since 1899-12-30 on the city's clock: 2026-11-28 23:14:05.
  assert.ok(Math.abs(Number(line('w:about.asOf').value) - (Date.UTC(2026, 10, 28, 23, 14, 5) / 86_400_000 + 25_569)) < 1e-6)
})

test('GeoJSON: the same text, WGS-84 numbers, no crs, provenance beside the features', async () => {
  const file = await writeTable('geojson', tableOf(HOSTILE), FACTS)
  const whole = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.bytes)) as { type: string; crs?: unknown; provenance: Record<string, unknown>; features: { geometry: { coordinates: number[] }; properties: Record<string, unknown> }[] }
  assert.equal(whole.type, 'FeatureCollection')
  assert.equal(whole.crs, undefined)
  assert.deepEqual(whole.features.map(({ properties }) => properties['name']), HOSTILE.map(plainText))
  assert.equal(whole.features[0]!.properties['value'], null)
  assert.deepEqual({ ...whole.provenance, about: null, filter: null }, {
    title: '区域数字', rows: HOSTILE.length, unit: '件', limits: null, zone: 'Asia/Shanghai', period: { from: '2026-10-30T00:00:00+08:00', to: '2026-11-29T00:00:00+08:00' }, filter: null,
    asOf: '2026-11-28T23:14:05+08:00', source: PROVENANCE.source, simulated: true, about: null,
  })
})

test('any text at all comes back from every format, and none would compute in CSV', async () => {
  await assertHolds(asyncProperty(array(string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 8 }), async (names) => {
    const wanted = names.map(plainText)
    const csv = readCsv((await writeTable('csv', tableOf(names), FACTS)).bytes).slice(1)
    assert.deepEqual(csv.map(([, name]) => name), wanted.map(inertText))
    assert.ok(csv.every(([, name]) => !computes(name!)))
    const [data] = readWorkbook((await writeTable('xlsx', tableOf(names), FACTS)).bytes).sheets
    assert.deepEqual(data!.slice(1).map((row) => row.get('B')?.value ?? ''), wanted)
    const { features } = JSON.parse(new TextDecoder().decode((await writeTable('geojson', tableOf(names), FACTS)).bytes)) as { features: { properties: { name: string } }[] }
    assert.deepEqual(features.map(({ properties: { name } }) => name), wanted)
  }), { numRuns: 30 })
})

test('a file’s name is a name on any system', () => {
  assert.equal(fileName(['上报密度', '2026-10-30', '模拟数据'], 'csv'), '上报密度_2026-10-30_模拟数据.csv')
  assert.equal(fileName(['../..\\etc/passwd', 'a:b*?"<>|', '\u202egnp', '...'], 'csv'), 'etc-passwd_a-b_gnp.csv')
  assert.equal(plainText('x\ud800y\u0000'), `x${SQUARE}y${SQUARE}`)
  assert.ok(fileName(['长'.repeat(400)], 'xlsx').length <= 90)
})
