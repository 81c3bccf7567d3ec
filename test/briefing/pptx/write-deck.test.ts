/** A deck is a sound presentation whatever its words say: Microsoft's validator and the product's own look find nothing, and the same deck is the same bytes. */
import assert from 'node:assert/strict'
import { hostname, userInfo } from 'node:os'
import { test } from 'node:test'
import { placedFigures } from '../../../main/briefing/placed-figures.ts'
import { openPackage, textOf, xmlOf } from '../../../main/briefing/pptx/package.ts'
import { writeDeck } from '../../../main/briefing/pptx/write-deck.ts'
import { all, child, first, relationships, slideNames } from '../../../main/briefing/pptx/xml.ts'
import { writeSheets } from '../../../main/briefing/sheets.ts'
import { type Deck, DECK_NAMESPACE, type DeckPart, HOUSE_STYLE } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { mapPng, picturesOf } from '../drawn-pictures.ts'
import { sampleDeck } from '../sample-deck.ts'
import { everyText } from './every-text.ts'
import { emptyDeck, hostileDeck } from './hostile-deck.ts'
import { findingsOf, make, validate } from './gate.ts'

test('the weekly deck passes both gates', async () => assert.deepEqual(await findingsOf(sampleDeck()), []))

test('with a logo and English words it does too', async () => {
  const deck = sampleDeck()
  deck.question.english = true
  assert.deepEqual(await findingsOf(deck, {}, { logo: { type: 'image/png', width: 176, height: 68, bytes: mapPng(176, 68) }, accent: '#7A1F5C', font: 'Source Han Sans SC' }), [])
})

test('hostile names, formulas, control characters and texts of any length make a sound file', async () => {
  assert.deepEqual(await findingsOf(hostileDeck(), {}, { ...HOUSE_STYLE, font: 'A&"<B' }), [])
})

test('tables without rows, charts without values, series or categories, and a map without an approval number make a sound file', async () => {
  const deck = emptyDeck()
  assert.deepEqual(await findingsOf(deck), [])
  const pack = openPackage(await make(deck))
  assert.ok([...pack.parts.keys()].every((name) => !name.startsWith('ppt/media/')), 'no map leaves')
})

test('the same deck is the same presentation, byte for byte, in one process and after others', async () => {
  const one = await make(sampleDeck())
  await make(hostileDeck())
  assert.equal(Buffer.compare(one, await make(sampleDeck())), 0)
})

test('a file that is not sound is not handed out', async () => {
  const deck = sampleDeck()
  deck.slides[2]!.title = deck.slides[1]!.title
  await assert.rejects(writeDeck(deck, HOUSE_STYLE, picturesOf(deck)), /one title/)
})

test('titles, lines and table cells of the file are those of the deck, one run for each span', async () => {
  const deck = sampleDeck()
  const pack = openPackage(await make(deck))
  for (const [n, name] of slideNames(pack).entries()) {
    const { id, title, soWhat, visual } = deck.slides[n]!
    const shape = (part: string): ReturnType<typeof first> => all(xmlOf(pack, name), 'p:cNvPr').find((element) => element.getAttribute('name') === `${id}:${part}`)?.parent?.parent ?? null
    assert.deepEqual(all(shape('title')!, 'a:t').map(({ textContent }) => textContent), title.map(({ text }) => text))
    if (soWhat.length > 0) assert.deepEqual(all(shape('so-what')!, 'a:t').map(({ textContent }) => textContent), soWhat.map(({ text }) => text))
    if (visual.kind !== 'table') continue
    const rows = all(shape('visual')!, 'a:tr').map((row) => all(row, 'a:tc').map((cell) => all(cell, 'a:t').map(({ textContent }) => textContent).join('')))
    assert.deepEqual(rows, [visual.columns.map(({ head }) => head), ...visual.rows.map((row) => row.map(({ line }) => plainText(line)))])
  }
})

test('the data part holds the deck and every figure shown, and survives any text', async () => {
  for (const deck of [sampleDeck(), hostileDeck()]) {
    const pack = openPackage(await make(deck))
    const root = xmlOf(pack, 'customXml/item1.xml')
    assert.equal(root.getAttribute('xmlns'), DECK_NAMESPACE)
    // Notes stand in their own parts alone.
    const kept = { ...deck, slides: deck.slides.map((slide) => ({ ...slide, notes: [] })) }
    assert.deepEqual(JSON.parse(root.textContent) as DeckPart, JSON.parse(JSON.stringify({ format: 1, deck: kept, figures: placedFigures(deck) })))
    assert.ok(relationships(pack, 'ppt/presentation.xml').some(({ type, target }) => type === 'customXml' && target === 'customXml/item1.xml'))
  }
})

test('notes say definition, source of each figure, run and program, one paragraph each', async () => {
  const deck = sampleDeck()
  const pack = openPackage(await make(deck))
  const notes = relationships(pack, slideNames(pack)[1]!).find(({ type }) => type === 'notesSlide')!.target
  const lines = all(xmlOf(pack, notes), 'a:p').map(({ textContent }) => textContent ?? '')
  for (const note of deck.slides[1]!.notes) assert.ok(lines.includes(note))
  const fact = deck.facts[0]!
  assert.ok(lines.some((line) => line.includes(fact.query) && line.includes(fact.hash.slice(0, 16)) && line.includes(String(fact.records)) && line.includes(JSON.stringify(fact.params))))
  assert.ok(lines.some((line) => line.includes(deck.run) && line.includes(deck.generator)))
})

test('every slide of simulated data says so, and East Asian text has its font and its language', async () => {
  const pack = openPackage(await make(sampleDeck()))
  for (const name of slideNames(pack)) {
    assert.match(all(xmlOf(pack, name), 'p:sp').find((shape) => first(shape, 'p:cNvPr')?.getAttribute('name')?.endsWith(':footer'))!.textContent!, /^模拟数据/)
    assert.ok(all(xmlOf(pack, name), 'a:rPr').every((run) => run.getAttribute('lang') === 'zh-CN'))
  }
  for (const part of ['ppt/theme/theme1.xml', 'ppt/theme/theme2.xml'])
    for (const tag of ['a:majorFont', 'a:minorFont']) assert.equal(child(all(xmlOf(pack, part), tag)[0]!, 'a:ea')?.getAttribute('typeface'), HOUSE_STYLE.font)
  assert.ok(all(xmlOf(pack, 'ppt/charts/chart1.xml'), 'a:defRPr').every((run) => child(run, 'a:ea')?.getAttribute('typeface') === HOUSE_STYLE.font))
})

test('nothing of this machine or its user is in any part, workbook or property; and what the deck says is found there', async () => {
  const deck = sampleDeck()
  const chart = deck.slides[3]!.visual
  if (chart.kind === 'chart') chart.categories[0] = 'planted-category'
  deck.areaName = 'planted-area'
  const { username } = userInfo()
  for (const [ending, bytes] of [['pptx', await make(deck)], ['xlsx', await writeSheets(deck)]] as const) {
    const texts = everyText(bytes)
    const where = (words: string): string[] => [...texts].filter(([, text]) => text.includes(words)).map(([name]) => name)
    for (const word of [process.cwd(), 'PptxGenJS', 'gitbrent', ...[hostname(), username].filter(({ length }) => length > 4)]) assert.deepEqual(where(word), [], word)
    if (ending === 'xlsx') continue
    assert.ok(where('planted-category').some((name) => name.startsWith('ppt/embeddings/') && name.includes('!')))
    assert.ok(where('planted-area').includes('docProps/app.xml'))
  }
})

test('the workbook of figures is sound in Microsoft’s eyes', async () => {
  for (const deck of [sampleDeck(), hostileDeck()] satisfies Deck[]) assert.deepEqual(await validate(await writeSheets(deck), 'xlsx'), [])
})

test('pictures are stored as they came, once, and the rest is packed', async () => {
  const deck = sampleDeck()
  const [picture] = picturesOf(deck)
  const bytes = await make(deck)
  assert.equal(Buffer.compare(openPackage(bytes).parts.get('ppt/media/slide5-1.png')!, picture!.bytes), 0)
  assert.ok(Buffer.from(bytes).includes(Buffer.from(picture!.bytes)))
  assert.ok(!Buffer.from(bytes).includes(Buffer.from(textOf(openPackage(bytes), 'ppt/slides/slide2.xml').slice(200, 400))))
})
