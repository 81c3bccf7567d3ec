/** Checks one file in a thread of its own, which may take as long as it likes and be ended at any moment: it holds no database. What it asks is answered out here. */
import { Worker } from 'node:worker_threads'
import type { CheckedDeck, DeckFault } from '../../../preload/contract/deck.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import type { CheckPorts } from './check-deck.ts'
import type { FromChecker, ToChecker } from './checker.ts'

export type CheckEnd = { checked: CheckedDeck } | { refused: DeckFault } | { cancelled: true }

export interface RunningCheck {
  /** Rejects where `ask` rejects, or the program itself is at fault. */
  end: Promise<CheckEnd>
  progress(): ExportProgress
  cancel(): Promise<void>
}

/** What a deck within all limits takes is a tenth of it. */
const MOST_MEMORY_MB = 768

/** `bytes` are handed over: nobody else has them afterwards. */
export function runCheck(bytes: Uint8Array<ArrayBuffer>, { ask, recall }: Pick<Required<CheckPorts>, 'ask' | 'recall'>): RunningCheck {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./checker${extension}`, import.meta.url), {
    name: 'deck-check', workerData: bytes, transferList: [bytes.buffer], resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  let progress: ExportProgress = { done: 0, of: 0 }
  const end = new Promise<CheckEnd>((resolve, reject) => {
    const answer = async (n: number, work: Promise<ToChecker['answer']>): Promise<void> => worker.postMessage({ n, answer: await work } satisfies ToChecker, [])
    const fail = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)))
      void worker.terminate()
    }
    worker.on('message', (message: FromChecker) => {
      if ('progress' in message) progress = message.progress
      else if ('question' in message) answer(message.n, ask(message.question)).catch(fail)
      else if ('run' in message) answer(message.n, recall(message.run)).catch(fail)
      else if ('failed' in message) fail(new Error(message.failed))
      else resolve(message)
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ refused: 'bomb' })
      else reject(error)
    })
    worker.on('exit', () => resolve({ cancelled: true }))
  })
  return {
    end,
    progress: () => progress,
    async cancel() {
      await worker.terminate()
    },
  }
}
