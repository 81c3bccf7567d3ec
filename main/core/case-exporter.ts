/**
 * The case list as a file: read stretch by stretch, all of one moment, written beside the cache, and handed over whole or piece by piece. Before its first byte leaves, the
 * record of it lies in the outbox: no file without its record, with a line or without.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CaseExportOrder, type CaseFile, type FilePiece, MOST_CASE_FILE_ROWS, PIECE_BYTES } from '../../preload/contract/case-export.ts'
import type { CaseCounts, CaseRow } from '../../preload/contract/case-list.ts'
import type { ExportProgress, SavedFile } from '../../preload/contract/export.ts'
import { maskText } from '../casework/mask.ts'
import type { CaseFileJob } from '../export/case-file.ts'
import { isoOf } from '../export/local-time.ts'
import { type RunningCaseFile, runCaseFile } from '../export/run-case-file.ts'
import type { Host } from './host.ts'
import { recordExport, type Exported } from './record-export.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import { refusalOf } from './write-whole.ts'

/** Each is a thread, and a file on the disk. */
const MOST_FILES = 3
const ROWS_AT_ONCE = 2_000
/** A list that changes while it is read is read again from its begin. */
const TRIES = 4

export interface CaseExporter {
  /** Throws Refusal 'changed' when the list has another number of rows or does not stand still, 'cancelled', 'too-busy', 'disk-full', 'not-writable'. */
  write(seat: Seat, order: CaseExportOrder): Promise<CaseFile>
  piece(seat: Seat, job: string, from: number): Promise<FilePiece>
  keep(seat: Seat, job: string): Promise<SavedFile>
  drop(seat: Seat, job: string): Promise<void>
  progress(seat: Seat, job: string): ExportProgress | null
  cancel(seat: Seat, job: string): void
}

interface Job {
  seat: Seat
  path: string
  progress: ExportProgress
  isCancelled: boolean
  running: RunningCaseFile | null
  file: CaseFile | null
  order: CaseExportOrder
  /** Of the record, which the file names. */
  record: string
  /** Null: not yet, or it could not be. */
  recording: Promise<void> | null
}

type Finished = Job & { file: CaseFile }

/** `folder`: its own, emptied at the start. */
export function createCaseExporter(folder: string, host: Pick<Host, 'saveFile'>, now: () => number): CaseExporter {
  rmSync(folder, { recursive: true, force: true })
  const jobs = new Map<string, Job>()
  const known = new WeakSet<Seat>()
  const drop = async (name: string): Promise<void> => {
    const job = jobs.get(name)
    if (job === undefined) return
    jobs.delete(name)
    job.isCancelled = true
    await job.running?.cancel()
    await rm(job.path, { force: true })
  }
  /** Whoever leaves leaves no file behind. */
  const leaveNothing = (seat: Seat): void => {
    if (known.has(seat)) return
    known.add(seat)
    seat.atClose(async () => {
      for (const [name, job] of jobs) if (job.seat === seat) await drop(name)
    })
  }
  /** A file is handed to whoever ordered it, not to whoever sits here next. */
  const finished = (seat: Seat, name: string): Finished => {
    const job = jobs.get(name)
    if (job?.file == null || job.seat !== seat) throw new Refusal('changed', 'there is no such file any more')
    return job as Finished
  }
  return {
    async write(seat, order) {
      leaveNothing(seat)
      if (jobs.size >= MOST_FILES || jobs.has(order.job)) throw new Refusal('too-busy', `${jobs.size} files are being written or wait to be fetched`)
      const job: Job = { seat, path: join(folder, order.job), progress: { done: 0, of: order.expected }, isCancelled: false, running: null, file: null, order, record: randomUUID(), recording: null }
      jobs.set(order.job, job)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        job.file = await writeSteadily(seat, order, job, now)
        return job.file
      } catch (error) {
        await drop(order.job)
        // By now its thread has ended, whoever gave it up.
        await rm(job.path, { force: true })
        throw refusalOf(error)
      }
    },
    async piece(seat, name, from) {
      const job = finished(seat, name)
      const { path, file } = job
      await record(seat, job)
      const handle = await open(path)
      try {
        const bytes = new Uint8Array(Math.min(PIECE_BYTES, Math.max(0, file.bytes - from)))
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
        return { bytes: bytes.slice(0, bytesRead), isLast: from + bytesRead >= file.bytes }
      } finally {
        await handle.close()
      }
    },
    async keep(seat, name) {
      const job = finished(seat, name)
      const { file } = job
      if (host.saveFile === undefined) return { state: 'unable' }
      const kept = await host.saveFile(file.name, bytesOf(seat, job))
      return kept === null ? { state: 'cancelled' } : { state: 'saved', path: kept }
    },
    async drop(seat, name) {
      if (jobs.get(name)?.seat === seat) await drop(name)
    },
    progress: (seat, name) => (jobs.get(name)?.seat === seat ? (jobs.get(name)?.progress ?? null) : null),
    // Also when it is finished already: whoever gives up at that moment fetches nothing and drops nothing.
    cancel(seat, name) {
      if (jobs.get(name)?.seat === seat) void drop(name)
    },
  }
}

/** Recorded and opened by whoever begins to read: one that nobody wants any more holds nothing open, and where no place is chosen nothing has left. */
async function* bytesOf(seat: Seat, job: Finished): AsyncGenerator<Uint8Array> {
  await record(seat, job)
  yield* createReadStream(job.path)
}

/** Once, however it is fetched. */
function record(seat: Seat, job: Finished): Promise<void> {
  job.recording ??= recordExport(seat, job.record, exportedOf(job)).catch((error: unknown) => {
    job.recording = null
    throw error
  })
  return job.recording
}

const exportedOf = ({ file: { rows, asOf }, order: { format, columns, question, order, purpose } }: Finished): Exported =>
  ({ format, rows, columns, question, order, purpose, ...(asOf === null ? {} : { as_of: new Date(asOf).toISOString() }) })

async function writeSteadily(seat: Seat, order: CaseExportOrder, job: Job, now: () => number): Promise<CaseFile> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const file = await writeOnce(seat, order, job, now)
    if (file !== null) return file
    await rm(job.path, { force: true })
  }
  throw new Refusal('changed', 'the list changed each time it was read')
}

/** Null: the list changed while it was read. */
async function writeOnce(seat: Seat, order: CaseExportOrder, job: Job, now: () => number): Promise<CaseFile | null> {
  const counts = await countsOf(seat, order)
  const running = runCaseFile(await fileJobOf(seat, order, counts, job, now()))
  job.running = running
  try {
    if (!(await bringRows(seat, order, job, running, counts.total))) return null
    const { name, type, bytes, rows } = await running.finish()
    return { name, type, bytes, rows, asOf: counts.provenance.asOf, simulated: counts.provenance.simulated }
  } catch (error) {
    throw job.isCancelled ? new Refusal('cancelled', 'while it was written') : error
  } finally {
    job.running = null
    await running.cancel()
  }
}

async function countsOf(seat: Seat, { question, expected, format }: CaseExportOrder): Promise<CaseCounts> {
  for (;;) {
    const { value } = await seat.store.desk.ask('cases.counts', { question })
    if (!('views' in value)) continue
    if (value.total !== expected) throw new Refusal('changed', `the screen shows ${expected} cases, now there are ${value.total}`)
    if (value.total > MOST_CASE_FILE_ROWS[format]) throw new Refusal('refused', `${format} takes at most ${MOST_CASE_FILE_ROWS[format]} rows`)
    return value
  }
}

/** False: what was read is not of one moment. One row is asked for beyond the last. */
async function bringRows(seat: Seat, { question, order }: CaseExportOrder, job: Job, file: RunningCaseFile, count: number): Promise<boolean> {
  let sign: string | null = null
  for (let done = 0; ; ) {
    if (job.isCancelled) throw new Refusal('cancelled', 'while it was read')
    const limit = Math.min(ROWS_AT_ONCE, count + 1 - done)
    const { value } = await seat.store.desk.ask('export.caseRows', { question, order, from: done, limit })
    if (!('rows' in value)) continue
    if (sign !== null && value.sign !== sign) return false
    sign = value.sign
    const { rows } = value
    if (done + rows.length > count) return false
    if (rows.length > 0) await file.add(rows.map(masked))
    done += rows.length
    job.progress = { done, of: count }
    if (rows.length < limit) return done === count
  }
}

/** The central masks; a file goes further than a screen, so what looks like a number of a person is masked once more. */
const masked = (row: CaseRow): CaseRow => ({ ...row, text: maskText(row.text), place: maskText(row.place) })

async function fileJobOf(seat: Seat, order: CaseExportOrder, counts: CaseCounts, { path, record: id }: Job, writtenAt: number): Promise<CaseFileJob> {
  const { value: city } = await seat.store.desk.ask('city.get', null)
  if (city === null) throw new Refusal('changed', 'there is no city any more')
  const { question, words, caseWords, english } = order
  const { name, sub, centralName } = seat.remembered
  const stamp = [
    { label: caseWords['about.purpose'], value: maskText(order.purpose.trim()) },
    { label: caseWords['about.author'], value: `${name} (${sub}) · ${centralName}` },
    { label: caseWords['about.written'], value: isoOf(writtenAt, city.timeZone) },
    { label: caseWords['about.record'], value: id },
  ]
  return {
    path, format: order.format, columns: order.columns, count: counts.total, provenance: counts.provenance,
    wording: { words: caseWords, english, at: question.at, classNames: new Map(city.classes.map((one) => [one.id, (english ? one.nameEn : null) ?? one.name])) },
    // Open work is not narrowed by a period: then none is printed.
    facts: { title: order.title, words, scope: [...stamp, ...order.scope], unit: '', filter: question.view === 'all' ? question.filter : null, zone: city.timeZone },
  }
}
