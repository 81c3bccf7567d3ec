/** Runs one job in a thread of its own: no other thread waits for a large file, and stopping it is ending the thread. */
import { Worker } from 'node:worker_threads'
import type { ExportProgress, ExportedFile } from '../../preload/contract/export.ts'
import type { ExportJob, FromWriter } from './job.ts'

export interface RunningJob {
  /** Null when it was cancelled; rejects when the file could not be written. */
  file: Promise<ExportedFile | null>
  progress(): ExportProgress
  cancel(): void
}

export function runJob(job: ExportJob): RunningJob {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./writer${extension}`, import.meta.url), { workerData: job, name: 'export' })
  let progress: ExportProgress = { done: 0, of: 0 }
  const file = new Promise<ExportedFile | null>((resolve, reject) => {
    worker.on('message', (message: FromWriter) => {
      if ('progress' in message) progress = message.progress
      else if ('file' in message) resolve(message.file)
      else reject(new Error(message.failed))
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve(null))
  })
  return { file, progress: () => progress, cancel: () => void worker.terminate() }
}
