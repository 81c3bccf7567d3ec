/** A deck is checked beside everything else, asks outside of its thread, and may be given up at any moment. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { runCheck } from '../../../main/briefing/check/run-check.ts'
import { sampleDeck } from '../sample-deck.ts'
import { askOf, fileOf } from './deck-files.ts'

const deck = sampleDeck()
const ports = { ask: askOf(deck), recall: async () => null }
let file: Uint8Array<ArrayBuffer>
before(async () => {
  file = await fileOf(deck)
})

test('the file is checked in a thread of its own, with the answers of whoever started it, and its progress ends near its end', async () => {
  const running = runCheck(file.slice(), ports)
  const end = await running.end
  assert.ok('checked' in end && end.checked.counts.unchanged > 100 && end.checked.counts.edited === 0)
  const { done, of } = running.progress()
  assert.deepEqual([done, of], [deck.slides.length + deck.facts.length - 1, deck.slides.length + deck.facts.length])
})

test('a refusal crosses the thread by its name', async () => {
  assert.deepEqual(await runCheck(file.slice(0, 5_000), ports).end, { refused: 'damaged' })
  assert.deepEqual(await runCheck(new Uint8Array([1, 2, 3, 4]), ports).end, { refused: 'no-deck' })
})

test('a check that is given up ends as such, also while it waits for an answer', async () => {
  const { promise: isAsked, resolve: hear } = Promise.withResolvers<void>()
  const running = runCheck(file.slice(), { ...ports, ask: () => {
    hear()
    return new Promise(() => {})
  } })
  await isAsked
  await running.cancel()
  assert.deepEqual(await running.end, { cancelled: true })
})

test('whoever cannot answer at all ends the check with the reason', async () => {
  await assert.rejects(runCheck(file.slice(), { ...ports, ask: () => Promise.reject(new Error('the lane is closed')) }).end, /the lane is closed/)
})

test('the facts of the run are recalled by its id, from whoever started it', async () => {
  const runs: string[] = []
  const end = await runCheck(file.slice(), { ...ports, recall: async (run) => {
    runs.push(run)
    return deck.facts
  } }).end
  assert.ok('checked' in end && end.checked.isKept && end.checked.isSound)
  assert.deepEqual(runs, [deck.run])
})
