/** Decks as a whole: their slides, their figures, what they refuse, and what hostile names do to them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeDeck, DeckRefused } from '../../main/briefing/compose-deck.ts'
import { hashFact } from '../../main/briefing/facts/hash-fact.ts'
import { LONGEST } from '../../main/briefing/compose/scene.ts'
import { textOf } from '../../main/briefing/compose/spans.ts'
import { placedFigures, valueOf } from '../../main/briefing/placed-figures.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { askFact } from '../../main/store/queries/deck-facts.ts'
import { BOXES, type Deck, type DeckQuestion, type Line, type Slide } from '../../preload/contract/deck.ts'
import { figureText } from '../../preload/contract/figure-text.ts'
import { fitTable } from '../../preload/contract/slide-text.ts'
import { emptyCache, fillCity, NOW, putRow } from '../store/queries/filled-cache.ts'
import { fillReference } from '../store/queries/reference.ts'
import { compose, CONFIRMED, DISTRICT, emptyCity, LAST_DAY, MAKERS, putOrders, putOverdue, putReports, putWeeks, STREET } from './deck-city.ts'

const WEEKLY = ['cover', 'kpi', 'trend', 'areas', 'map', 'spots', 'classes', 'measures', 'overdue', 'limits']
const DAILY = ['kpi', 'map', 'overdue', 'limits']
const EVERY: Partial<DeckQuestion>[] = [null, DISTRICT, STREET].flatMap((area) => (['weekly', 'daily'] as const).flatMap((kind) => [false, true].map((english) => ({ area, kind, english }))))

function fullCity(): WritableDatabase {
  const db = emptyCache()
  fillCity(db, 4_000)
  fillReference(db)
  putOverdue(db, [0.4, 3, 9])
  db.prepare('UPDATE scope SET ok_at = ?').run(CONFIRMED)
  return db
}
const full = fullCity()

const inTable = (rows: { line: Line }[][]): Line[] => rows.flat().map(({ line }) => line)

function linesOf({ title, soWhat, visual }: Slide): Line[] {
  switch (visual.kind) {
    case 'table': return [title, soWhat, ...inTable(visual.rows)]
    case 'map': return [title, soWhat, ...inTable(visual.beside?.rows ?? [])]
    case 'text': return [title, soWhat, ...visual.paragraphs.map(({ line }) => line)]
    case 'cover': return [title, soWhat, ...visual.facts.map(({ line }) => line)]
    case 'chart': return [title, soWhat]
  }
}

/** What holds for every deck, whatever is in the cache. */
function assertGood(deck: Deck): void {
  const { english } = deck.question
  const titles = deck.slides.map(({ title }) => textOf(title))
  assert.deepEqual(deck.slides.map(({ id }) => id), deck.question.kind === 'weekly' ? WEEKLY : DAILY)
  assert.equal(new Set(titles).size, titles.length, titles.join(' | '))
  for (const title of titles) assert.ok([...title].length > 0 && [...title].length <= (english ? LONGEST.en : LONGEST.zh), `${[...title].length}: ${title}`)
  const facts = new Map(deck.facts.map((fact) => [fact.id, fact]))
  assert.equal(facts.size, deck.facts.length)
  for (const fact of deck.facts) assert.equal(fact.hash, hashFact(fact))
  for (const { text, value, format } of placedFigures(deck)) assert.equal(text, figureText(value, format, deck.timeZone))
  for (const slide of deck.slides) {
    for (const line of linesOf(slide)) {
      assert.doesNotMatch(textOf(line), /[{}]|undefined|NaN|\[object/)
      for (const { text, figure } of line) if (figure !== undefined) assert.equal(text, figureText(valueOf(facts, figure), figure.format, deck.timeZone))
    }
    assert.ok(slide.notes.length >= 4 && slide.notes.every((note) => note !== '' && !/[{}]/.test(note)), slide.notes.join('\n'))
    if (slide.visual.kind === 'chart') for (const series of slide.visual.series) assert.deepEqual([series.values.length, series.figures.length], [slide.visual.categories.length, slide.visual.categories.length])
    if (slide.visual.kind === 'map' && slide.visual.beside !== null) for (const row of fitTable(slide.visual.beside, BOXES.beside).rows) assert.ok(row.slice(1).every((lines) => lines.length === 1), JSON.stringify(row))
    if (slide.visual.kind === 'table') {
      const { columns, rows } = slide.visual
      assert.ok(rows.length > 0 && rows.every((row) => row.length === columns.length))
      assert.ok(Math.abs(columns.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
    }
    assert.equal(slide.footer.source.includes(english ? 'simulated' : '模拟数据'), deck.simulated)
  }
}

test('city, district and street have their decks, weekly and daily, in both languages', async () => {
  for (const question of EVERY) {
    const deck = await compose(full, question)
    assertGood(deck)
    assert.equal(deck.simulated, true)
    assert.equal(deck.asOf, CONFIRMED)
    assert.equal(deck.facts.length <= 25, true, String(deck.facts.length))
  }
})

test('the same cache gives the same deck, whoever asks for it a second time', async () => {
  for (const question of EVERY.slice(0, 4)) assert.deepEqual(await compose(full, question), await compose(full, question))
})

test('a deck that is asked again has the same hashes, and one row more changes those it is in', async () => {
  const db = fullCity()
  const before = await compose(db)
  const again = (): string[] => before.facts.filter((fact) => hashFact({ ...fact, ...askFact({ db }, fact)! }) !== fact.hash).map(({ id }) => id)
  assert.deepEqual(again(), [])
  putReports(db, 0, 1)
  const changed = again()
  for (const id of ['kpi-reports', 'weeks', 'trend', 'areas', 'classes', 'sources']) assert.ok(changed.includes(id), `${id}: ${changed.join()}`)
  for (const id of ['kpi-orders', 'overdue', 'effects', 'place', 'period']) assert.ok(!changed.includes(id), id)
})

test('digits of slides that are no figures are names, dates of a chart or the approval number', async () => {
  const { slides } = await compose(full, { area: STREET })
  const names = new RegExp(['名\\d+', '堵点\\d', '点\\d+', '岗\\d', '甬-\\d+', '甬S\\(2026\\)001号'].join('|'), 'g')
  for (const slide of slides) for (const line of linesOf(slide)) {
    const free = line.filter(({ figure }) => figure === undefined).map(({ text }) => text).join('|').replaceAll(names, '')
    assert.doesNotMatch(free, /\d/, `${slide.id}: ${free}`)
  }
})

test('only facts of the deck’s own slides travel with it', async () => {
  const { facts } = await compose(full, { kind: 'daily' })
  assert.equal(facts.some(({ id }) => ['weeks', 'classes', 'areas', 'effects'].includes(id)), false)
  const weekly = await compose(full)
  assert.equal(weekly.facts.filter(({ id }) => id.startsWith('ranked')).length, 1)
})

const refused = (why: string) => (error: unknown): boolean => error instanceof DeckRefused && error.why === why

test('what cannot be a deck is refused with its reason', async () => {
  const none = emptyCache()
  await assert.rejects(compose(none), refused('nothing-held'))
  await assert.rejects(compose(emptyCity()), refused('no-reports'))
  const unconfirmed = emptyCity()
  putReports(unconfirmed, 0, 5)
  unconfirmed.prepare('UPDATE scope SET ok_at = NULL').run()
  await assert.rejects(compose(unconfirmed), refused('nothing-held'))
  await assert.rejects(compose(full, { area: '999999' }), refused('unknown-area'))
  await assert.rejects(compose(full, { lastDay: '2026-02-30' }), refused('no-day'))
  await assert.rejects(compose(full, { lastDay: '2026-07-09' }), refused('not-yet'))
  await assert.rejects(compose(full, { lastDay: '2026-01-09' }), refused('before-data'))
  const db = emptyCity()
  putReports(db, 0, 5)
  putRow(db, 'city:3302', 'area', { id: 'c1', city: '3302', level: 'community', name: '社区', parent: STREET, simulated: true, source: 'test' })
  await assert.rejects(compose(db, { area: 'c1' }), refused('too-small'))
})

test('one report, no orders, no shifts, no cases, no bottlenecks: a good deck all the same', async () => {
  for (const question of EVERY) {
    const db = emptyCity()
    putReports(db, 0, 1)
    const deck = await compose(db, question)
    assertGood(deck)
    const { visual } = deck.slides.find(({ id }) => id === 'kpi')!
    assert.ok(visual.kind === 'table')
    assert.deepEqual(visual.rows.map((row) => textOf(row[1]!.line)), ['—', '1', '—', '—', '—', '—'])
  }
})

test('an empty week in a full year, and a deck of an unheld district, are good decks', async () => {
  const db = emptyCity()
  putWeeks(db, [0, 0, 9, 9, 9])
  putOrders(db, 3, () => 50)
  for (const question of [...EVERY, { area: '330212' }]) assertGood(await compose(db, question))
})

const HOSTILE = ['=HYPERLINK("http://x","y")', '{week}', '<script>alert(1)</script>', '\u202e倒\u0000\u0007行', '𠮷'.repeat(100), ' \n\t', '名'.repeat(200), "'; DROP TABLE point; --", '本期没有在用措施', '口径与局限']

test('hostile names of areas, classes, places and units stay text, short, and break no deck', async () => {
  for (const [n, name] of HOSTILE.entries()) {
    const db = fullCity()
    const rename = (table: string, scope: string, id: string): void => putRow(db, scope, table as 'area', { ...(JSON.parse(db.prepare(`SELECT body FROM "${table}" WHERE id = ?`).pluck().get(id) as string) as never as { id: string }), name, name_en: name } as never)
    for (const id of ['3302', '330205', '330212', '330205001', '330205002']) rename('area', 'city:3302', id)
    for (const id of ['safety', 'rental', 'sanitation']) rename('class', 'city:3302', id)
    for (let place = 0; place < 6; place++) rename('bottleneck', 'ref:330205', `b${place}`)
    db.prepare("UPDATE \"case\" SET body = json_set(body, '$.department', ?, '$.number', ?)").run(name, name)
    for (const question of EVERY.slice(n % 2 === 0 ? 0 : 4, n % 2 === 0 ? 4 : 8)) {
      const deck = await compose(db, question)
      const titles = deck.slides.map(({ title }) => textOf(title))
      assert.equal(new Set(titles).size, titles.length, titles.join(' | '))
      for (const title of titles) assert.ok([...title].length <= (deck.question.english ? LONGEST.en : LONGEST.zh), title)
      for (const slide of deck.slides) for (const line of linesOf(slide)) {
        assert.doesNotMatch(textOf(line), /[\p{Cc}\p{Cf}\p{Cs}]/u)
        assert.ok([...textOf(line)].length <= 220, textOf(line))
      }
    }
  }
})

test('holidays are marked under their week, and a comparison across one says so', async () => {
  const db = emptyCity()
  putWeeks(db, [10, 10, 10])
  const city = JSON.parse(db.prepare("SELECT body FROM area WHERE id = '3302'").pluck().get() as string) as never as { id: string }
  putRow(db, 'city:3302', 'area', { ...city, working_time: { holidays: 'cn', periods: [{ from: 540, to: 1020 }] } } as never)
  const { slides } = await compose(db, { lastDay: '2026-06-23' })
  const { visual } = slides.find(({ id }) => id === 'trend')!
  assert.ok(visual.kind === 'chart')
  assert.deepEqual(visual.marks.filter(({ text }) => text === '端午'), [{ category: 12, text: '端午' }])
  assert.match(textOf(slides.find(({ id }) => id === 'kpi')!.soWhat), /节假日不同（端午）/)
  assert.match(textOf((await compose(db)).slides.find(({ id }) => id === 'kpi')!.soWhat), /节假日不同（端午）/)
})

const answer = (asked: Parameters<typeof askFact>[1]): ReturnType<typeof askFact> => askFact({ db: full }, asked)

test('composing ends with what the asking throws, says how far it is, and needs every answer', async () => {
  const told: [number, number][] = []
  const question: DeckQuestion = { kind: 'daily', area: null, lastDay: LAST_DAY, english: false }
  await composeDeck((asked) => Promise.resolve(answer(asked)), question, MAKERS, (done, of) => void told.push([done, of]))
  assert.deepEqual(told.at(-1), [told.length - 1, told.length - 1])
  await assert.rejects(composeDeck((asked) => (asked.query === 'spots' ? Promise.reject(new Error('cancelled')) : Promise.resolve(answer(asked))), question, MAKERS), /cancelled/)
  await assert.rejects(composeDeck((asked) => Promise.resolve(asked.query === 'spots' ? null : answer(asked)), question, MAKERS), /no question spots/)
})

const limits = (deck: Deck): string => linesOf(deck.slides.at(-1)!).map(textOf).join('|')

test('whoever made a deck is called whole where a line has room, else by name and account', async () => {
  for (const english of [false, true]) for (const [author, said] of [['前江席位 (office-qianjiang) · 演练中枢', '前江席位 (office-qianjiang) · 演练中枢'], [`前江席位 (office-qianjiang) · ${'中枢'.repeat(30)}`, '前江席位 (office-qianjiang)']] as const) {
    const { slides } = await compose(full, { english }, { ...MAKERS, author, contact: '前江席位 (office-qianjiang)' })
    for (const id of ['cover', 'limits']) assert.equal(linesOf(slides.find((slide) => slide.id === id)!).filter((line) => textOf(line).endsWith(said)).length, 1, id)
  }
})

test('a map names what the list beside it shows, and its approval number stands among the limits', async () => {
  const { slides, approvalNumber } = await compose(full, { kind: 'daily', area: STREET })
  const { visual } = slides.find(({ id }) => id === 'map')!
  assert.ok(visual.kind === 'map')
  assert.deepEqual([visual.picture.form, visual.picture.zoom, visual.picture.filter.area, visual.picture.filter.from, visual.picture.filter.to], ['cells', 11, STREET, NOW - 86_400_000, NOW])
  assert.equal(approvalNumber, MAKERS.approvalNumber)
  assert.match(limits(await compose(full)), /审图号 甬S\(2026\)001号/)
  assert.match(limits(await compose(full, {}, { ...MAKERS, approvalNumber: '' })), /未填写审图号/)
})
