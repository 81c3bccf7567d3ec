/**
 * Files that the console makes for its page: written beside the cache, handed over whole or piece by piece, given up at any moment. Before the first byte of one leaves, the
 * record of it lies in the outbox: no file without its record, with a line or without.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FilePiece, PIECE_BYTES } from '../../preload/contract/case-export.ts'
import type { ExportProgress, SavedFile } from '../../preload/contract/export.ts'
import type { Host } from './host.ts'
import { recordExport, type Exported } from './record-export.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import { refusalOf } from './write-whole.ts'

/** Each is a thread, and a file on the disk. */
const MOST_FILES = 3

export interface WrittenFile {
  name: string
  type: string
  bytes: number
}

/** What a file's maker sees of its order. */
export interface FileJob {
  /** Where it is to lie; nothing is there yet. */
  path: string
  /** Of the record, which the file names. */
  record: string
  progress: () => ExportProgress
  readonly isCancelled: boolean
  /** What is under way, to be ended when the order is given up. */
  running: { cancel(): Promise<void> } | null
}

export interface FileJobs {
  /** `make` writes the file at `path`; `exportedOf` says of the finished one what has left. Throws Refusal 'too-busy', 'disk-full', 'not-writable', and whatever `make` throws. */
  write<F extends WrittenFile>(seat: Seat, job: string, of: number, make: (job: FileJob) => Promise<F>, exportedOf: (file: F) => Exported): Promise<F>
  piece(seat: Seat, job: string, from: number): Promise<FilePiece>
  keep(seat: Seat, job: string): Promise<SavedFile>
  /** Into a folder chosen before, without asking; its path. Throws as `Host.writeInto`, 'unrecorded', and 'refused' where the host has no folders. */
  putInto(seat: Seat, job: string, folder: string): Promise<string>
  drop(seat: Seat, job: string): Promise<void>
  progress(seat: Seat, job: string): ExportProgress | null
  cancel(seat: Seat, job: string): void
}

interface Job extends FileJob {
  isCancelled: boolean
  seat: Seat
  finished: { file: WrittenFile; exported: Exported } | null
  /** Null: not yet, or it could not be. */
  recording: Promise<void> | null
}

type Finished = Job & { finished: NonNullable<Job['finished']> }

/** `folder`: its own, emptied at the start. */
export function createFileJobs(folder: string, host: Pick<Host, 'saveFile' | 'writeInto'>): FileJobs {
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
    if (job?.finished == null || job.seat !== seat) throw new Refusal('changed', 'there is no such file any more')
    return job as Finished
  }
  return {
    async write(seat, name, of, make, exportedOf) {
      leaveNothing(seat)
      if (jobs.size >= MOST_FILES || jobs.has(name)) throw new Refusal('too-busy', `${jobs.size} files are being written or wait to be fetched`)
      const job: Job = { seat, path: join(folder, name), record: randomUUID(), progress: () => ({ done: 0, of }), isCancelled: false, running: null, finished: null, recording: null }
      jobs.set(name, job)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const file = await make(job)
        job.finished = { file, exported: exportedOf(file) }
        return file
      } catch (error) {
        await drop(name)
        // By now its thread has ended, whoever gave it up.
        await rm(job.path, { force: true })
        throw refusalOf(error)
      }
    },
    async piece(seat, name, from) {
      const job = finished(seat, name)
      const { bytes: all } = job.finished.file
      await record(seat, job)
      const handle = await open(job.path)
      try {
        const bytes = new Uint8Array(Math.min(PIECE_BYTES, Math.max(0, all - from)))
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
        return { bytes: bytes.slice(0, bytesRead), isLast: from + bytesRead >= all }
      } finally {
        await handle.close()
      }
    },
    async keep(seat, name) {
      const job = finished(seat, name)
      if (host.saveFile === undefined) return { state: 'unable' }
      const kept = await host.saveFile(job.finished.file.name, bytesOf(seat, job))
      return kept === null ? { state: 'cancelled' } : { state: 'saved', path: kept }
    },
    async putInto(seat, name, into) {
      const job = finished(seat, name)
      if (host.writeInto === undefined) throw new Refusal('refused', 'this host has no folders')
      return host.writeInto(into, job.finished.file.name, bytesOf(seat, job))
    },
    async drop(seat, name) {
      if (jobs.get(name)?.seat === seat) await drop(name)
    },
    progress: (seat, name) => (jobs.get(name)?.seat === seat ? (jobs.get(name)?.progress() ?? null) : null),
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
  job.recording ??= recordExport(seat, job.record, job.finished.exported).catch((error: unknown) => {
    job.recording = null
    throw error
  })
  return job.recording
}
