/** Worker entry: writes one briefing and ends. It holds no database, so it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import type { DeckJob, FromDeckWriter, WrittenDeck } from './job.ts'
import { PPTX_TYPE, STEPS_AFTER, writeDeck } from './pptx/write-deck.ts'
import { writeSheets, XLSX_TYPE } from './sheets.ts'

const send = (message: FromDeckWriter, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

async function write({ format, deck, style, pictures }: DeckJob): Promise<WrittenDeck> {
  const of = format === 'pptx' ? deck.slides.length + STEPS_AFTER : 1
  const passed = (done: number): void => send({ progress: { done, of } })
  passed(0)
  return format === 'pptx' ? { type: PPTX_TYPE, bytes: await writeDeck(deck, style, pictures, passed) } : { type: XLSX_TYPE, bytes: await writeSheets(deck, passed) }
}

try {
  const written = await write(workerData as DeckJob)
  send({ written }, [written.bytes.buffer])
} catch (error) {
  send({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
