/** A briefing is written beside everything else, and may be given up at any moment. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeckJob } from '../../main/briefing/job.ts'
import { runDeck } from '../../main/briefing/run-deck.ts'
import { HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { until } from '../until.ts'
import { picturesOf } from './drawn-pictures.ts'
import { sampleDeck } from './sample-deck.ts'

const job = (format: DeckJob['format']): DeckJob => {
  const deck = sampleDeck()
  return { format, deck, style: HOUSE_STYLE, pictures: format === 'pptx' ? picturesOf(deck) : [] }
}

test('a presentation is written in a thread of its own, and its progress ends with the last step', async () => {
  const running = runDeck(job('pptx'))
  const file = await running.file
  assert.deepEqual([...file!.bytes.subarray(0, 4)], [0x50, 0x4b, 3, 4])
  assert.match(file!.type, /presentationml/)
  assert.deepEqual(running.progress(), { done: 13, of: 13 })
})

test('a workbook is written the same way', async () => {
  const running = runDeck(job('xlsx'))
  assert.match((await running.file)!.type, /spreadsheetml/)
  assert.deepEqual(running.progress(), { done: 1, of: 1 })
})

test('a briefing that is given up ends without a file', async () => {
  const running = runDeck(job('pptx'))
  await until(() => Promise.resolve(running.progress().of > 0))
  running.cancel()
  assert.equal(await running.file, null)
  assert.ok(running.progress().done < 13)
})

test('a map that the page did not draw is an error with its reason', async () => {
  await assert.rejects(runDeck({ ...job('pptx'), pictures: [] }).file, /no picture of the map map/)
})
