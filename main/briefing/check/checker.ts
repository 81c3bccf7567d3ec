/** Worker entry: checks one file and ends. Each fact is asked of whoever started it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CheckedDeck, DeckFault, FactAnswer, FactQuestion } from '../../../preload/contract/deck.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { checkDeck } from './check-deck.ts'
import { DeckRefusal } from './deck-refusal.ts'

export type ToChecker = { n: number; asked: FactAnswer | null }
export type FromChecker =
  | { progress: ExportProgress }
  | { n: number; question: FactQuestion }
  | { checked: CheckedDeck }
  | { refused: DeckFault }
  | { failed: string }

const port = parentPort
const send = (message: FromChecker): void => port?.postMessage(message)
const waiting = new Map<number, (asked: FactAnswer | null) => void>()
let asked = 0

port?.on('message', (answer: ToChecker) => {
  waiting.get(answer.n)?.(answer.asked)
  waiting.delete(answer.n)
})

checkDeck(workerData as Uint8Array, {
  ask: (question) => new Promise((resolve) => {
    asked += 1
    waiting.set(asked, resolve)
    send({ n: asked, question })
  }),
  report: (done, of) => send({ progress: { done, of } }),
}).then(
  (checked) => send({ checked }),
  (error: unknown) => send(error instanceof DeckRefusal ? { refused: error.fault } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
).finally(() => port?.close())
