/** A file of cases holds what the list shows, is inert whatever a case says, grows on the disk and not in memory, and is counted before anybody gets it. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { CASE_COLUMNS, type CaseColumn, type CaseFileFormat } from '../../preload/contract/case-output.ts'
import { type CaseFileJob, openCaseFile } from '../../main/export/case-file.ts'
import { AT, listRow, WORDING } from './case-words.ts'
import { FACTS, PROVENANCE, readWorkbook } from './words.ts'

const folder = mkdtempSync(join(tmpdir(), 'case-file-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

const jobOf = (format: CaseFileFormat, count: number, columns: CaseColumn[] = [...CASE_COLUMNS]): CaseFileJob =>
  ({ path: join(folder, `f${++files}`), format, columns, wording: WORDING, facts: { ...FACTS, filter: null }, provenance: PROVENANCE, count })

const ROWS = [
  listRow(1), listRow(2, { edit: 'unsent', dueAt: AT - 60_000, urgent: true, danger: true, supervised: true }), listRow(3, { dueAt: null }), listRow(4, { isOpen: false, status: 'closed' }),
  ...['=HYPERLINK("http://evil.example","x")', '+1', '-1', '@x', '＝1', '\t=1', 'a"b,c', 'a\r\nb', '5#楼2单元', '# 开头', '\u202egnp', 'x\ud800y', '_x000D_', '', 'toString'].map((text, n) => listRow(10 + n, { text, place: text, number: text === '' ? 'n' : text })),
]

test('CSV: byte order mark, the heads of the list, each row as wide, the deadline as a date and as a state, nothing that computes', async () => {
  const job = jobOf('csv', ROWS.length)
  const file = await openCaseFile(job)
  await file.add(ROWS.slice(0, 7))
  await file.add(ROWS.slice(7))
  const written = await file.finish()
  const bytes = readFileSync(job.path)
  assert.deepEqual({ rows: written.rows, bytes: written.bytes }, { rows: ROWS.length, bytes: bytes.length })
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.match(written.name, /^区域数字_模拟数据\.csv$/)
  if (process.platform !== 'win32') assert.equal(statSync(job.path).mode & 0o777, 0o600)
  const [heads, ...records] = parse(bytes, { bom: true, comment: '#' }) as string[][]
  assert.deepEqual(heads, ['number', 'status', 'edit', 'due', 'dueState', 'marks', 'class', 'text', 'place', 'street', 'reported'].map((column) => `c:column.${column}`))
  assert.deepEqual(records.slice(0, 4).map((record) => record.slice(1, 6)), [
    ['c:status.filed', '', '2026-11-28T20:01:00+08:00', 'c:due.left', ''],
    ['c:status.filed', 'c:edit.unsent', '2026-11-28T19:59:00+08:00', 'c:due.late', 'c:mark.danger、c:mark.urgent、c:mark.supervised'],
    ['c:status.filed', '', '', 'c:due.none', ''],
    ['c:status.closed', '', '2026-11-28T20:04:00+08:00', 'c:due.over', ''],
  ])
  assert.equal(records[0]![6], '安全隐患')
  assert.equal(records[0]![8], '人民路5#楼', 'a number of a house is no comment')
  for (const cell of records.flat()) assert.doesNotMatch(cell.replace(/^[\s\u202e]+/u, ''), /^[=+\-@＝]/)
  assert.match(bytes.toString('utf8'), /模拟数据/)
})

test('XLSX: the same rows, typed; text stays text and dates are dates', async () => {
  const job = jobOf('xlsx', ROWS.length, ['number', 'due', 'text'])
  const file = await openCaseFile(job)
  await file.add(ROWS)
  assert.equal((await file.finish()).rows, ROWS.length)
  const [data = []] = readWorkbook(readFileSync(job.path)).sheets
  assert.deepEqual([...data[0]!.values()].map(({ value }) => value), ['number', 'due', 'dueState', 'text'].map((column) => `c:column.${column}`))
  assert.equal(data[1]!.get('B')?.type, 'n')
  const formula = data[1 + ROWS.findIndex(({ text }) => text.startsWith('=HYPER'))]!
  assert.deepEqual(formula.get('D'), { type: 's', value: '=HYPERLINK("http://evil.example","x")', style: formula.get('D')!.style })
  assert.ok(data.flatMap((row) => [...row.values()]).every(({ type }) => type !== 'f'))
})

test('English names and words come where they are asked for', async () => {
  const job = { ...jobOf('csv', 1, ['street', 'class']), wording: { ...WORDING, english: true } }
  const file = await openCaseFile(job)
  await file.add([listRow(1, { class: 'unheard-of' })])
  await file.finish()
  assert.deepEqual((parse(readFileSync(job.path), { bom: true, comment: '#' }) as string[][])[1], ['Qianjiang', 'unheard-of'])
})

test('a file with a row too few, or in a place already taken, is no file', async () => {
  const job = jobOf('csv', 2)
  const file = await openCaseFile(job)
  await file.add([listRow(1)])
  await assert.rejects(file.finish(), /reads back as 1 rows, not 2/)
  await assert.rejects(openCaseFile(job), /EEXIST/)
})

test('a file several times larger than the memory it is given is written, read back and counted', () => {
  const path = join(folder, 'large')
  const writer = fileURLToPath(new URL('large-case-file.ts', import.meta.url))
  const said = execFileSync(process.execPath, [...process.execArgv, '--max-old-space-size=32', writer, path, '100000'], { encoding: 'utf8' })
  assert.equal(Number(said), 100_000)
  assert.ok(statSync(path).size > 16e6, String(statSync(path).size))
})
