/** Briefings stay on this PC with what their user changed: whole, in order, masked, and no damaged file hides the others. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { editsAgain, openShelf } from '../../main/core/briefing-shelf.ts'
import { Refusal } from '../../main/core/refusal.ts'
import { type Briefing, MOST_BRIEFINGS } from '../../preload/contract/briefing.ts'
import type { DeckEdits } from '../../preload/contract/deck.ts'
import { NO_EDITS } from '../../preload/contract/edited-deck.ts'
import { folderOf } from './seated-desk.ts'
import { RUN, smallDeck } from './small-deck.ts'

const EDITS: DeckEdits = { order: ['kpi', 'cover'], hidden: ['areas'], titles: { kpi: '本周平稳' }, soWhats: { kpi: '' } }
const briefing = (more: Partial<Briefing['deck']> = {}): Briefing => ({ deck: smallDeck(more), edits: NO_EDITS, wordsOf: null })

test('a briefing and its edits are there again after a restart, and the deck is as it was composed', async (t) => {
  const folder = folderOf(t, 'shelf-')
  await openShelf(folder).put(briefing())
  assert.deepEqual(await openShelf(folder).keepEdits(RUN, EDITS), EDITS)
  assert.deepEqual(await openShelf(folder).get(RUN), { deck: smallDeck(), edits: EDITS, wordsOf: null })
  assert.deepEqual(await openShelf(folder).list(), [{
    run: RUN, kind: 'weekly', area: '330205', lastDay: '2026-11-22', english: false, areaName: '江北区', title: '第 47 周运行周报', madeAt: smallDeck().madeAt, asOf: smallDeck().asOf, simulated: true, isEdited: true,
  }])
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.part')).length, 0)
})

test('what is kept last is what was typed last, however fast it comes', async (t) => {
  const shelf = openShelf(folderOf(t, 'shelf-'))
  await shelf.put(briefing())
  await Promise.all(Array.from({ length: 40 }, (_, i) => shelf.keepEdits(RUN, { ...NO_EDITS, titles: { kpi: `第 ${i} 稿` } })))
  assert.equal((await shelf.get(RUN))?.edits.titles['kpi'], '第 39 稿')
})

test('a number of a person that was typed is masked before it is kept', async (t) => {
  const folder = folderOf(t, 'shelf-')
  const shelf = openShelf(folder)
  await shelf.put(briefing())
  const kept = await shelf.keepEdits(RUN, { ...NO_EDITS, titles: { kpi: '联系 13812345678' }, soWhats: { kpi: '身份证330203199001011234' } })
  assert.equal(kept.titles['kpi'], '联系 138****5678')
  for (const name of readdirSync(folder)) assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /13812345678|19900101/)
})

test('newest first, and the oldest go when there are too many', async (t) => {
  const folder = folderOf(t, 'shelf-')
  const shelf = openShelf(folder)
  const runs = Array.from({ length: MOST_BRIEFINGS + 2 }, () => randomUUID())
  for (const [i, run] of runs.entries()) await shelf.put(briefing({ run, madeAt: 1_000 + i }))
  assert.deepEqual((await shelf.list()).map(({ run }) => run), runs.slice(2).toReversed())
  assert.equal(readdirSync(folder).length, 2 * MOST_BRIEFINGS)
  await shelf.forget(runs[5] ?? '')
  assert.equal(await shelf.get(runs[5] ?? ''), null)
  await assert.rejects(shelf.keepEdits(runs[5] ?? '', NO_EDITS), (error) => error instanceof Refusal && error.code === 'changed')
})

test('a file that is cut off, of another shape or of a version to come is passed over, and the others are shown', async (t) => {
  const folder = folderOf(t, 'shelf-')
  const shelf = openShelf(folder)
  const [cut, odd, later, deckless] = Array.from({ length: 4 }, () => randomUUID()) as [string, string, string, string]
  for (const run of [RUN, cut, odd, later, deckless]) await shelf.put(briefing({ run }))
  writeFileSync(join(folder, `${cut}.edits.json`), readFileSync(join(folder, `${cut}.edits.json`)).subarray(0, 40))
  writeFileSync(join(folder, `${odd}.edits.json`), '{"version":1}')
  writeFileSync(join(folder, `${later}.edits.json`), readFileSync(join(folder, `${later}.edits.json`), 'utf8').replace('"version":1', '"version":2'))
  writeFileSync(join(folder, `${deckless}.deck.json`), '{"version":1,"deck":{}}')
  assert.deepEqual((await shelf.list()).map(({ run }) => run).toSorted(), [RUN, deckless].toSorted())
  assert.deepEqual(await Promise.all([cut, odd, later, deckless].map((run) => shelf.get(run))), [null, null, null, null])
  assert.equal((await shelf.get(RUN))?.deck.run, RUN)
  assert.equal(readdirSync(folder).length, 10, 'nothing is thrown away')
})

test('laid over another deck, edits of slides that it has are taken, words by choice', () => {
  const deck = { slides: smallDeck().slides.filter(({ id }) => id !== 'areas') }
  assert.deepEqual(editsAgain({ edits: EDITS }, deck, true), { ...EDITS, hidden: [] })
  assert.deepEqual(editsAgain({ edits: EDITS }, deck, false), { ...NO_EDITS, order: ['kpi', 'cover'] })
})
