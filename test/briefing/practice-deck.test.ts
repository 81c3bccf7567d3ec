/** Decks of the practice city through the console's own field lane: the digits on slides are those of the screens and of plain SQL on the very cache. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { composeDeck } from '../../main/briefing/compose-deck.ts'
import { hashFact } from '../../main/briefing/facts/hash-fact.ts'
import { placedFigures } from '../../main/briefing/placed-figures.ts'
import { startCentral, type Central } from '../../main/central/central.ts'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import { openReadable, type ReadableDatabase } from '../../main/store/open.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { Deck, DeckQuestion, FactAnswer, FactQuestion } from '../../preload/contract/deck.ts'
import { figureText } from '../../preload/contract/figure-text.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { until } from '../until.ts'
import { MAKERS } from './deck-city.ts'

const folder = mkdtempSync(join(tmpdir(), 'deck-'))
let home = ''
let [central, keeper, db, city]: [Central?, SessionKeeper?, ReadableDatabase?, City?] = []

before(async () => {
  central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 7, reports: 12_000, days: 45, pace: 0 } })
  keeper = createSessionKeeper({ dataFolder: folder, practice: central.address, central: null }, realPorts(), () => {})
  const session = await keeper.practice(null, 'office-xinqi')
  home = session.state === 'open' ? session.homeArea : ''
  await until(() => keeper!.seat().sync().status().state === 'idle', 60_000)
  city = (await keeper.seat().store.desk.ask('city.get', null)).value!
  const [profile] = readdirSync(join(folder, 'profiles'))
  db = openReadable(join(folder, 'profiles', profile!, 'cache.db'))
})
after(async () => {
  db?.close()
  await keeper?.close()
  await central?.close()
  rmSync(folder, { recursive: true, force: true })
})

const askLane = async (question: FactQuestion): Promise<FactAnswer | null> => (await keeper!.seat().store.field.ask('deck.fact', question)).value
const compose = (question: DeckQuestion): Promise<Deck> => composeDeck(askLane, question, MAKERS)
const dayBefore = (days: number): string => new Date(city!.lastReportAt! + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

test('for every level and several weeks the digits of the slides are those of the screens and of SQL', async () => {
  const [district] = city!.heldDistricts
  let compared = 0
  for (const area of [null, district!, home]) for (const days of [1, 8, 15]) for (const kind of ['weekly', 'daily'] as const) {
    const deck = await compose({ kind, area, lastDay: dayBefore(days), english: false })
    const filter: Filter = { area, drawn: null, from: deck.from, to: deck.to, classes: [], statuses: [], weekdays: [], hours: [] }
    const shown = (fact: string, column: string, row = 0): string | undefined => {
      const number = deck.facts.find(({ id }) => id === fact)!.columns.indexOf(column)
      return placedFigures(deck).find((figure) => figure.fact === fact && figure.column === number && figure.row === row)?.text
    }
    const integer = (value: number): string => figureText(value, 'integer', deck.timeZone)
    const { value: overview } = await keeper!.seat().store.field.ask('field.overview', { filter })
    // Division codes: an area's own begin with its.
    const sql = (more: string, ...values: number[]): number => db!.prepare(`SELECT count(*) FROM ${more} AND area LIKE ? || '%'`).pluck().get(...values, area ?? '') as number
    assert.equal(shown('kpi-reports', 'now'), integer(overview.reports.value!))
    assert.equal(shown('kpi-reports', 'now'), integer(sql('point WHERE reported_at >= ? AND reported_at < ?', deck.from, deck.to)))
    const { at } = deck.facts.find(({ id }) => id === 'kpi-overdue')!.params
    assert.equal(shown('kpi-overdue', 'now'), integer(sql(`"case" WHERE due_at < ? AND status NOT IN ('closed', 'closed_forced', 'rejected', 'merged', 'void')`, at as number)))
    const { value: units } = await keeper!.seat().store.desk.ask('cases.units', { question: { filter, view: 'all', home: null, text: '', at: at as number } })
    if (units.total.shouldBeClosed > 0) assert.equal(shown('kpi-in-time', 'now'), figureText(units.total.closedInTime / units.total.shouldBeClosed, 'share', deck.timeZone))
    if (kind === 'weekly') {
      const areas = deck.facts.find(({ id }) => id === 'areas')!
      const { value: figures } = await keeper!.seat().store.field.ask('areas.figures', { layer: 'report', measure: 'count', level: area === null ? 'district' : 'street', filter: { ...filter, area: areas.params['area'] as string | null } })
      for (const [row, [id]] of areas.values.entries()) assert.equal(shown('areas', 'now', row), integer(figures.figures.find((figure) => figure.area === id)!.records))
    }
    compared++
  }
  assert.equal(compared, 18)
})

test('every figure can be asked again, and has the same digits and the same hash', async () => {
  const deck = await compose({ kind: 'weekly', area: city!.heldDistricts[0]!, lastDay: dayBefore(1), english: true })
  for (const fact of deck.facts) {
    const again = await askLane({ query: fact.query, params: fact.params })
    assert.deepEqual(again!.values, fact.values, fact.id)
    assert.equal(hashFact({ ...fact, ...again! }), fact.hash)
  }
  assert.ok(placedFigures(deck).length > 100)
})

test('the data part names no person: neither reporters nor what they wrote', async () => {
  const deck = JSON.stringify(await compose({ kind: 'weekly', area: null, lastDay: dayBefore(1), english: false }))
  const cases = (db!.prepare("SELECT body FROM \"case\" LIMIT 3000").pluck().all() as string[]).map((body) => JSON.parse(body) as { text: string; reporter?: { name: string; phone: string } })
  assert.ok(cases.length > 20)
  for (const { text, reporter } of cases) for (const word of [text, reporter?.phone, reporter?.name]) if (word !== undefined && word.length > 1) assert.equal(deck.includes(word), false, word)
})
