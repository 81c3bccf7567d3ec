/** Writes one file of cases in a thread of its own, at the pace of whoever brings the rows; giving it up is ending the thread. */
import { Worker } from 'node:worker_threads'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { CaseFileJob, WrittenCases } from './case-file.ts'
import type { FromCaseWriter, ToCaseWriter } from './case-writer.ts'

export interface RunningCaseFile {
  /** Resolves when the rows are on their way to the disk. One call at a time. Rejects with the system's `code` where the disk refused. */
  add(rows: CaseRow[]): Promise<void>
  finish(): Promise<WrittenCases>
  /** What is under way rejects. */
  cancel(): Promise<void>
}

export function runCaseFile(job: CaseFileJob): RunningCaseFile {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./case-writer${extension}`, import.meta.url), { workerData: job, name: 'case-export' })
  let asked: { resolve(message: FromCaseWriter): void; reject(error: Error): void } | null = null
  let ended: Error | null = null
  const end = (error: Error): void => {
    ended ??= error
    asked?.reject(error)
    asked = null
  }
  worker.on('message', (message: FromCaseWriter) => {
    if ('failed' in message) return end(Object.assign(new Error(message.failed), message.code === null ? {} : { code: message.code }))
    asked?.resolve(message)
    asked = null
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the writing thread ended')))
  const ask = (message: ToCaseWriter): Promise<FromCaseWriter> => new Promise((resolve, reject) => {
    if (ended !== null) return reject(ended)
    asked = { resolve, reject }
    worker.postMessage(message, [])
  })
  return {
    async add(rows) {
      await ask({ rows })
    },
    async finish() {
      const answer = await ask({ finish: true })
      if (!('written' in answer)) throw new Error('the writing thread answered something else')
      return answer.written
    },
    async cancel() {
      await worker.terminate()
    },
  }
}
