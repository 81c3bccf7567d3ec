/** A deck that this desk composed and wrote is checked against this desk's own cache, for whoever sits there and nobody else. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { composeDeck } from '../../main/briefing/compose-deck.ts'
import { writeDeck } from '../../main/briefing/pptx/write-deck.ts'
import { createDeckChecker } from '../../main/core/deck-checker.ts'
import { Refusal } from '../../main/core/refusal.ts'
import type { Seat } from '../../main/core/seat.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { askFact } from '../../main/store/queries/deck-facts.ts'
import { followPoints } from '../../main/store/queries/field-state.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import { type CheckedDeck, type DeckCheck, type FactAnswer, type FactQuestion, HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { changed } from '../briefing/check/deck-files.ts'
import { picturesOf } from '../briefing/drawn-pictures.ts'
import { emptyCache, fillCity } from '../store/queries/filled-cache.ts'

interface Desk {
  db: WritableDatabase
  context: ReaderContext
  seat: Seat
  leave(): Promise<void>
}

function openDesk(fill: (db: WritableDatabase) => void, answer: (context: ReaderContext, question: FactQuestion) => FactAnswer | null | Promise<never> = askFact): Desk {
  const db = emptyCache()
  fill(db)
  const context: ReaderContext = { db }
  const partings: (() => Promise<void>)[] = []
  const ask = async (name: string, question: FactQuestion): Promise<unknown> => {
    assert.equal(name, 'deck.fact')
    return { value: await answer(context, question), tookMs: 0 }
  }
  const seat = { store: { field: { ask } }, atClose: (work: () => Promise<void>) => void partings.push(work) } as unknown as Seat
  return { db, context, seat, leave: async () => void (await Promise.all(partings.map((part) => part()))) }
}

const MAKERS = { run: '3f0c1f0e-6f0b-4f6e-9a57-0d6f3f6f0a11', madeAt: Date.parse('2026-07-01T00:30:00Z'), author: '前江席位', contact: '前江席位', generator: '甬爱指挥台', approvalNumber: '甬S(2026)001号' }
let desk: Desk
let file: Uint8Array<ArrayBuffer>
before(async () => {
  desk = openDesk((db) => fillCity(db))
  const deck = await composeDeck(async (question) => askFact(desk.context, question), { kind: 'weekly', area: null, lastDay: '2026-06-30', english: false }, MAKERS)
  file = await writeDeck(deck, HOUSE_STYLE, picturesOf(deck, 40, 25))
})

const deckOf = (check: DeckCheck): CheckedDeck => (check.state === 'checked' ? check.deck : assert.fail(`refused: ${check.why}`))
const checkAt = async ({ seat }: Desk, bytes = file): Promise<CheckedDeck> => deckOf(await createDeckChecker(async () => null).check(seat, 'check-0001', bytes.slice()))
const isRefusal = (code: Refusal['code']) => (error: unknown): boolean => error instanceof Refusal && error.code === code

test('over the same cache every figure of a composed deck is unchanged', async () => {
  const { counts, isSound, figures } = await checkAt(desk)
  assert.deepEqual(figures.filter(({ fate }) => fate !== 'unchanged').map(({ slide, label, fate, was, shown, now }) => [slide, label, fate, was, shown, now]), [])
  assert.ok(isSound && counts.unchanged > 40, String(counts.unchanged))
})

test('reports that came since are seen as drift, at the figures that count them', async () => {
  const later = openDesk((db) => fillCity(db, 3_100))
  followPoints(later.context, 'reload')
  const { counts, figures } = await checkAt(later)
  assert.ok(counts.drifted > 10 && counts.edited === 0, JSON.stringify(counts))
  assert.ok(figures.every(({ fate, was, now }) => fate !== 'drifted' || (now !== null && was !== now)))
})

test('over another city’s cache, and over an empty one, nothing is vouched for and nothing fails', async () => {
  const { counts } = await checkAt(openDesk(() => {}))
  assert.equal(counts.edited, 0)
  assert.ok(counts.unchanged < counts.drifted + counts.unknown)
})

test('a question that the file made up is not put to the cache', async () => {
  const asked: FactQuestion[] = []
  const spy = openDesk((db) => fillCity(db), (context, question) => {
    asked.push(question)
    return askFact(context, question)
  })
  const made = changed(file, /^customXml\/item\d\.xml$/, (xml) => xml.replace(/(query(?:"|&quot;):(?:"|&quot;))weeks/g, '$1__proto__').replace(/(weeks(?:"|&quot;)):13/g, '$1:1000000000'))
  const { counts, isSound } = await checkAt(spy, made)
  assert.ok(!isSound && counts.edited > 0)
  assert.ok(asked.some(({ query }) => query === '__proto__'), 'it is asked of the table, which does not know it')
})

test('only one deck is checked at a time; one that is given up makes room for the next, and so does whoever leaves', async () => {
  const { promise: isAsked, resolve: hear } = Promise.withResolvers<void>()
  const slow = openDesk(() => {}, () => {
    hear()
    return new Promise<never>(() => {})
  })
  const checker = createDeckChecker(async () => null)
  const first = checker.check(slow.seat, 'check-0001', file.slice())
  await isAsked
  await assert.rejects(checker.check(desk.seat, 'check-0002', file.slice()), isRefusal('too-busy'))
  assert.ok(checker.progress(slow.seat, 'check-0001')!.of > 0)
  assert.deepEqual([checker.progress(desk.seat, 'check-0001'), checker.progress(slow.seat, 'check-0002')], [null, null], 'nobody else’s')
  await checker.cancel(desk.seat, 'check-0001')
  assert.notEqual(checker.progress(slow.seat, 'check-0001'), null)
  await checker.cancel(slow.seat, 'check-0001')
  await assert.rejects(first, isRefusal('cancelled'))
  const second = checker.check(slow.seat, 'check-0003', file.slice())
  await slow.leave()
  await assert.rejects(second, isRefusal('cancelled'))
  assert.equal((await checker.check(desk.seat, 'check-0004', new Uint8Array([1, 2]))).state, 'refused')
})
