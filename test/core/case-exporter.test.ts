/** A file of the list: all of one moment, in the list's order, stamped, for whoever ordered it; given up or failed it leaves nothing behind. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { FailureCode } from '../../preload/contract/api.ts'
import { Refusal } from '../../main/core/refusal.ts'
import type { Seat } from '../../main/core/seat.ts'
import { writeWhole } from '../../main/core/write-whole.ts'
import { caseRow, FIRST_DUE, pageOf, putCase } from '../store/queries/cases.ts'
import { NOW } from '../store/queries/filled-cache.ts'
import { until } from '../until.ts'
import { type CaseFiles, caseFiles, caseOrder, changeCase, openScene } from './case-scene.ts'

const base = mkdtempSync(join(tmpdir(), 'case-export-'))
test.after(() => rmSync(base, { recursive: true, force: true }))
let folders = 0
const place = (): string => join(base, `e${++folders}`)
const isRefusal = (code: FailureCode) => (error: unknown): boolean => error instanceof Refusal && error.code === code

async function bytesOf(exporter: CaseFiles, seat: Seat, job: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (let from = 0; ; ) {
    const { bytes, isLast } = await exporter.piece(seat, job, from)
    pieces.push(bytes)
    from += bytes.length
    if (isLast) return Buffer.concat(pieces)
  }
}
const recordsOf = (bytes: Buffer): string[][] => parse(bytes, { bom: true, comment: '#' }) as string[][]

test('the file is the list: every row once and in its order, with purpose, author and time above it', async () => {
  const scene = openScene(5_000)
  const exporter = caseFiles(place(), {}, () => NOW)
  const order = caseOrder(5_000, { order: FIRST_DUE, purpose: ' 周例会 ' })
  const file = await exporter.write(scene.seat, order)
  assert.deepEqual({ rows: file.rows, simulated: file.simulated, asOf: file.asOf }, { rows: 5_000, simulated: true, asOf: NOW })
  const bytes = await bytesOf(exporter, scene.seat, order.job)
  assert.equal(bytes.length, file.bytes)
  assert.deepEqual(recordsOf(bytes).slice(1).map(([number]) => number), pageOf(scene.context, order.question, FIRST_DUE, 0, 5_000).rows.map(({ number }) => number))
  const about = bytes.toString('utf8')
  assert.match(about, /# c:about\.purpose: 周例会,/)
  assert.match(about, /# c:about\.author: 前江席位 \(u-1\) · 演练中心,/)
  assert.match(about, /# c:about\.written: 2026-07-01T00:00:00\+08:00,/)
  assert.match(about, /# w:about\.rows: 5000,/)
  await exporter.drop(scene.seat, order.job)
  await assert.rejects(exporter.piece(scene.seat, order.job, 0), isRefusal('changed'))
})

test('before a file leaves it is recorded, once, by the name that stands in it; one that is never fetched is not', async () => {
  const scene = openScene(20)
  const target = join(base, 'recorded.csv')
  let path: string | null = null
  const exporter = caseFiles(place(), { saveFile: async (_name, bytes) => (path === null ? null : (await writeWhole(path, bytes), path)) }, () => NOW)
  const order = caseOrder(20, { order: FIRST_DUE, purpose: ' 回访 13812345678 ', columns: ['number', 'text'] })
  await exporter.write(scene.seat, order)
  assert.deepEqual(await exporter.keep(scene.seat, order.job), { state: 'cancelled' })
  assert.deepEqual([scene.recorded, scene.told()], [[], 0], 'no place was chosen: nothing has left')
  path = target
  await exporter.keep(scene.seat, order.job)
  const about = (await bytesOf(exporter, scene.seat, order.job)).toString('utf8')
  const [one, ...more] = scene.recorded
  assert.ok(one?.kind === 'export' && more.length === 0 && scene.told() === 1)
  assert.deepEqual(one.set, { format: 'csv', rows: 20, columns: ['number', 'text'], question: order.question, order: FIRST_DUE, purpose: '回访 13812345678', as_of: new Date(NOW).toISOString() })
  assert.ok(about.includes(`# c:about.record: ${one.id},`) && about.includes('# c:about.purpose: 回访 138****5678,'))
  assert.equal(one.op_id, one.id)
  await exporter.write(scene.seat, caseOrder(20))
  assert.equal(scene.recorded.length, 1)
})

test('what cannot be recorded does not leave, piece by piece or whole; when it can be, it does', async () => {
  const scene = openScene(20)
  const target = join(base, 'unrecorded.csv')
  const exporter = caseFiles(place(), { saveFile: async (_name, bytes) => (await writeWhole(target, bytes), target) }, () => NOW)
  const order = caseOrder(20)
  await exporter.write(scene.seat, order)
  scene.refuseRecords(new Refusal('unrecorded', 'sealed'))
  await assert.rejects(exporter.piece(scene.seat, order.job, 0), isRefusal('unrecorded'))
  await assert.rejects(exporter.keep(scene.seat, order.job), isRefusal('unrecorded'))
  assert.deepEqual(readdirSync(base).filter((name) => name.startsWith('unrecorded')), [])
  scene.refuseRecords(null)
  await exporter.keep(scene.seat, order.job)
  assert.deepEqual([existsSync(target), scene.recorded.length], [true, 1])
})

test('numbers in text and place are masked on the way out, whatever the central left', async () => {
  const scene = openScene(3)
  putCase(scene.db, caseRow(1, { id: 'leak', text: '回电 139 1234 5678', place: '身份证330203199001011234', number: 'N-1' }))
  const exporter = caseFiles(place(), {}, () => NOW)
  const order = caseOrder(4)
  await exporter.write(scene.seat, order)
  const said = (await bytesOf(exporter, scene.seat, order.job)).toString('utf8')
  assert.match(said, /回电 139\*{4}5678/)
  assert.doesNotMatch(said, /1234 5678|19900101/)
})

test('a list that changes while it is read is read again: the file is of one moment', async () => {
  const scene = openScene(5_000)
  let changes = 0
  scene.beforeStretch((read) => {
    if (read === 2) changeCase(scene)
    if (read === 2) changes++
  })
  const exporter = caseFiles(place(), {}, () => NOW)
  const order = caseOrder(5_000)
  await exporter.write(scene.seat, order)
  assert.equal(changes, 1)
  const numbers = recordsOf(await bytesOf(exporter, scene.seat, order.job)).slice(1).map(([number]) => number)
  assert.deepEqual(numbers, pageOf(scene.context, order.question, order.order, 0, 5_000).rows.map(({ number }) => number))
  assert.equal(new Set(numbers).size, 5_000)
})

test('a list that never stands still, or has another number of rows than the screen, makes no file and says so', async () => {
  const scene = openScene(5_000)
  const folder = place()
  const exporter = caseFiles(folder, {}, () => NOW)
  await assert.rejects(exporter.write(scene.seat, caseOrder(4_999)), isRefusal('changed'))
  scene.beforeStretch(() => changeCase(scene))
  await assert.rejects(exporter.write(scene.seat, caseOrder(5_000)), isRefusal('changed'))
  assert.deepEqual(readdirSync(folder), [])
})

test('given up on the way it ends as cancelled, nothing stays on the disk, and the next order goes', async () => {
  const scene = openScene(5_000)
  const folder = place()
  const exporter = caseFiles(folder, {}, () => NOW)
  const order = caseOrder(5_000)
  scene.beforeStretch((read) => {
    if (read === 1) exporter.cancel(scene.seat, order.job)
  })
  await assert.rejects(exporter.write(scene.seat, order), isRefusal('cancelled'))
  assert.deepEqual(readdirSync(folder), [])
  assert.equal(exporter.progress(scene.seat, order.job), null)
  assert.equal((await exporter.write(scene.seat, caseOrder(5_000))).rows, 5_000)
})

test('given up at the very moment it is finished, it does not stay behind either', async () => {
  const scene = openScene(10)
  const folder = place()
  const exporter = caseFiles(folder, {}, () => NOW)
  const order = caseOrder(10)
  await exporter.write(scene.seat, order)
  exporter.cancel(scene.seat, order.job)
  await until(() => readdirSync(folder).length === 0)
  await assert.rejects(exporter.piece(scene.seat, order.job, 0), isRefusal('changed'))
})

test('a file is handed to whoever ordered it alone; who leaves leaves none behind, and the next start finds none', async () => {
  const [one, other] = [openScene(10), openScene(10)]
  const folder = place()
  const exporter = caseFiles(folder, {}, () => NOW)
  const [order, theirs] = [caseOrder(10), caseOrder(10)]
  await exporter.write(one.seat, order)
  await exporter.write(other.seat, theirs)
  await assert.rejects(exporter.piece(other.seat, order.job, 0), isRefusal('changed'))
  await assert.rejects(exporter.keep(other.seat, order.job), isRefusal('changed'))
  assert.equal(exporter.progress(other.seat, order.job), null)
  exporter.cancel(other.seat, order.job)
  await exporter.drop(other.seat, order.job)
  assert.ok(existsSync(join(folder, order.job)), 'nobody else can do away with it')
  await one.leave()
  assert.deepEqual(readdirSync(folder), [theirs.job])
  caseFiles(folder, {}, () => NOW)
  assert.equal(existsSync(folder), false)
})

test('the host puts it where the operator says, whole; a place that takes no file is refused by name', async () => {
  const { seat } = openScene(2_000)
  const target = join(base, 'kept.csv')
  let path: string | null = target
  const host = {
    async saveFile(_name: string, bytes: Parameters<typeof writeWhole>[1]) {
      if (path !== null) await writeWhole(path, bytes)
      return path
    },
  }
  const exporter = caseFiles(place(), host, () => NOW)
  const order = caseOrder(2_000)
  await exporter.write(seat, order)
  const bytes = await bytesOf(exporter, seat, order.job)
  assert.deepEqual(await exporter.keep(seat, order.job), { state: 'saved', path: target })
  assert.equal(recordsOf(bytes).length, 2_001)
  path = null
  assert.deepEqual(await exporter.keep(seat, order.job), { state: 'cancelled' })
  path = join(base, 'taken')
  mkdirSync(path)
  writeFileSync(join(path, 'x'), '')
  await assert.rejects(exporter.keep(seat, order.job), isRefusal('not-writable'))
  assert.deepEqual(readdirSync(base).filter((name) => name.endsWith('.part')), [])
  assert.deepEqual(await caseFiles(place(), {}, () => NOW).keep(seat, order.job).catch((error: unknown) => (error as Refusal).code), 'changed')
})

test('on a disk that takes no more the order is refused by name and no half file stays', { skip: process.platform === 'win32' ? 'limits of a shell' : false }, () => {
  const script = fileURLToPath(new URL('full-disk-export.ts', import.meta.url))
  const said = execFileSync('bash', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, ...process.execArgv, script, place()], { encoding: 'utf8' })
  assert.deepEqual(JSON.parse(said), { code: 'disk-full', left: [] })
})
