/** Worker entry: writes one file of cases as its rows come in, and ends. It holds no database, so it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import { type CaseFileJob, openCaseFile, type WrittenCases } from './case-file.ts'

export type ToCaseWriter = { rows: CaseRow[] } | { finish: true }
/** `code`: the system's, where the disk refused. */
export type FromCaseWriter = { taken: true } | { written: WrittenCases } | { failed: string; code: string | null }

const port = parentPort
const send = (message: FromCaseWriter): void => port?.postMessage(message)
const fail = (error: unknown): void => {
  send({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error), code: error instanceof Error && 'code' in error ? String(error.code) : null })
  port?.close()
}

const file = openCaseFile(workerData as CaseFileJob)
// Whoever sends first hears of it; nobody has asked before that.
file.catch(() => null)
port?.on('message', (message: ToCaseWriter) => {
  void take(message).catch(fail)
})

async function take(message: ToCaseWriter): Promise<void> {
  const growing = await file
  if ('rows' in message) {
    await growing.add(message.rows)
    send({ taken: true })
    return
  }
  send({ written: await growing.finish() })
  port?.close()
}
