/** Worker entry: writes one file and ends. It holds no database, so it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ExportJob, type FromWriter, tableOf } from './job.ts'
import { writeTable } from './write-table.ts'

const send = (message: FromWriter, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

try {
  const job = workerData as ExportJob
  const table = tableOf(job)
  send({ progress: { done: 0, of: table.count } })
  const file = await writeTable(job.format, table, job.facts, (done) => send({ progress: { done, of: table.count } }))
  send({ file }, [file.bytes.buffer])
} catch (error) {
  send({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
