/** Worker entry: checks one file and ends. Each fact is asked of whoever started it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CheckedDeck, DeckFault, Fact, FactAnswer, FactQuestion } from '../../../preload/contract/deck.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { checkDeck } from './check-deck.ts'
import { DeckRefusal } from './deck-refusal.ts'

/** `answer` is of the kind that was asked for. */
export type ToChecker = { n: number; answer: FactAnswer | readonly Fact[] | null }
export type FromChecker =
  | { progress: ExportProgress }
  | { n: number; question: FactQuestion }
  | { n: number; run: string }
  | { checked: CheckedDeck }
  | { refused: DeckFault }
  | { failed: string }

const port = parentPort
const send = (message: FromChecker): void => port?.postMessage(message)
const waiting = new Map<number, (answer: never) => void>()
let asked = 0

port?.on('message', ({ n, answer }: ToChecker) => {
  waiting.get(n)?.(answer as never)
  waiting.delete(n)
})

function ask<T>(what: { question: FactQuestion } | { run: string }): Promise<T> {
  return new Promise((resolve) => {
    asked += 1
    waiting.set(asked, resolve)
    send({ n: asked, ...what })
  })
}

checkDeck(workerData as Uint8Array, {
  ask: (question) => ask<FactAnswer | null>({ question }),
  recall: (run) => ask<readonly Fact[] | null>({ run }),
  report: (done, of) => send({ progress: { done, of } }),
}).then(
  (checked) => send({ checked }),
  (error: unknown) => send(error instanceof DeckRefusal ? { refused: error.fault } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
).finally(() => port?.close())
