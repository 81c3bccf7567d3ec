/** Writes one briefing in a thread of its own: no other thread waits for it, and stopping it is ending the thread. */
import { Worker } from 'node:worker_threads'
import type { ExportProgress } from '../../preload/contract/export.ts'
import type { DeckJob, FromDeckWriter, WrittenDeck } from './job.ts'

export interface RunningDeck {
  /** Null when it was cancelled; rejects when the file could not be written or is not sound. */
  file: Promise<WrittenDeck | null>
  progress(): ExportProgress
  cancel(): void
}

export function runDeck(job: DeckJob): RunningDeck {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./deck-writer${extension}`, import.meta.url), { workerData: job, name: 'briefing' })
  let progress: ExportProgress = { done: 0, of: 0 }
  const file = new Promise<WrittenDeck | null>((resolve, reject) => {
    worker.on('message', (message: FromDeckWriter) => {
      if ('progress' in message) progress = message.progress
      else if ('written' in message) resolve(message.written)
      else reject(new Error(message.failed))
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve(null))
  })
  return { file, progress: () => progress, cancel: () => void worker.terminate() }
}
