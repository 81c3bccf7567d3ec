/** What is personal leaves in no deck: names, telephones, plates and identity numbers stand wherever a cache can hold them, and in no part of the files that are written from it. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { writeDeck } from '../../main/briefing/pptx/write-deck.ts'
import { writeSheets } from '../../main/briefing/sheets.ts'
import { stampedDeck } from '../../main/briefing/stamp.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { type Deck, DECK_KINDS, HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { caseRow, putCase } from '../store/queries/cases.ts'
import { plantedPeople, type PlantedPerson } from '../planted-people.ts'
import { DAY, putRow, putScope } from '../store/queries/filled-cache.ts'
import { compose, CONFIRMED, DISTRICT, emptyCity, putOrders, putWeeks, STREET } from './deck-city.ts'
import { picturesOf } from './drawn-pictures.ts'
import { everyText } from './pptx/every-text.ts'

const PEOPLE = plantedPeople(24)
const PLANTED = [...new Set(PEOPLE.flatMap(({ name, phone, plate, id }) => [name, phone, plate, id]))]
const person = (n: number): PlantedPerson => PEOPLE[n % PEOPLE.length]!
const all = (n: number): string => `${person(n).name}（${person(n).phone}，${person(n).plate}，${person(n).id}）`

/** Names of places and offices are public words: numbers stand in them, as people write them, and no names. */
const numbers = (n: number): string => `${person(n).phone}/${person(n).id}`

function plantedCity(): WritableDatabase {
  const db = emptyCity()
  for (const area of [STREET, '330205002']) putWeeks(db, Array.from({ length: 14 }, (_, week) => 20 - week), { area })
  putOrders(db, 100, (day) => 400 + 10 * (day % 7))
  const at = new Date(CONFIRMED - 20 * DAY).toISOString()
  const known = { city: '3302', area: STREET, simulated: true, source: 'test' } as const
  putScope(db, `office:${STREET}`, CONFIRMED)
  for (const [n, { name, phone }] of PEOPLE.entries()) {
    const merged = [{ case: 'c900', at, number: '甬-90000', reporter: { name, phone }, photos: 0 }]
    const proposal = { valid: true, reason: all(n), by: phone, by_name: name, at, state: 'proposed' as const }
    putCase(db, caseRow(n, {
      area: STREET, status: n % 2 === 0 ? 'handling' : 'checking', due_at: new Date(CONFIRMED - (n + 1) * DAY).toISOString(), text: all(n), place: `${all(n)}家门口`, reporter: { name, phone },
      department: `城管中队 ${numbers(n)}`, fed_back_by: name, proposal, merged,
    }))
    putRow(db, `office:${STREET}`, 'act', { id: `a${n}`, city: '3302', case: `c${n}`, kind: 'note', text: all(n), set: { reporter: { name, phone } }, groups: [], by: phone, by_name: name, at, simulated: true })
    putRow(db, `ref:${DISTRICT}`, 'site', { ...known, id: `s${n}`, kind: 'compound', name: `小区 ${numbers(n)}`, lng: 121.5 + 0.002 * (n % 5), lat: 29.86 + 0.01 * (n % 2), corrected: { place: { by: phone, by_name: name, at } }, as_of: at })
    putRow(db, `ref:${DISTRICT}`, 'shift', { id: `t${n}`, city: '3302', team: 't', area: STREET, post: all(n), lng: 121.5, lat: 29.86, reach_meters: 500, starts_at: at, ends_at: at, headcount: 1, marks: [{ by: phone, by_name: name, at, volunteer: 1, is: 'present' }], simulated: true })
  }
  const measures = [{ kind: 'locker' as const, from: '2026-05-25' }]
  putRow(db, `ref:${DISTRICT}`, 'bottleneck', { ...known, id: 'b0', kind: 'compound', name: `东门 ${numbers(0)}`, lng: 121.5, lat: 29.86, severity: 3, hours: [12], causes: ['gate_refusal'], measures, as_of: at })
  return db
}

const db = plantedCity()
/** Everything that the cache holds of its rows, as one text. */
const held = ['case', 'act', 'site', 'shift', 'bottleneck'].flatMap((table) => db.prepare(`SELECT body FROM "${table}"`).pluck().all() as string[]).join('\n')
const found = (bytes: Uint8Array): string[] => [...everyText(bytes)].flatMap(([part, text]) => PLANTED.filter((word) => text.includes(word)).map((word) => `${word} in ${part}`))
const asked = DECK_KINDS.flatMap((kind) => [false, true].flatMap((english) => [null, DISTRICT, STREET].map((area) => ({ kind, english, area }))))
const decks: Deck[] = []

before(async () => {
  for (const question of asked) {
    const deck = await compose(db, question)
    decks.push(stampedDeck(deck, { author: '值班员', at: CONFIRMED, purpose: '周例会', record: deck.run }))
  }
})

test('all of them stand in the cache, and decks show the places and offices whose names hold some', () => {
  assert.deepEqual(PLANTED.filter((word) => !held.includes(word)), [])
  for (const deck of decks) {
    const { kind, area } = deck.question
    const shown = JSON.stringify(deck.facts)
    for (const words of ['城管中队 ', ...(area === STREET || (area === null && kind === 'daily') ? [] : ['小区 ']), ...(kind === 'weekly' ? ['东门 '] : [])]) assert.ok(shown.includes(words), `${words} of ${deck.title}`)
    assert.match(shown, /1\d\d\*{4}\d{4}/)
  }
})

test('no part of a presentation holds one of them: slides, notes, charts’ workbooks, properties, the data part', async () => {
  for (const deck of decks) {
    const bytes = await writeDeck(deck, HOUSE_STYLE, picturesOf(deck, 40, 25))
    const dataPart = everyText(bytes).get('customXml/item1.xml') ?? ''
    // Nor who took it out and what for: that stands in the notes, and goes with them.
    assert.ok(dataPart.includes(deck.run) && !dataPart.includes('周例会'))
    assert.deepEqual(found(bytes), [], deck.title)
  }
})

test('no part of a workbook holds one of them', async () => {
  for (const deck of decks) assert.deepEqual(found(await writeSheets(deck)), [], deck.title)
})

test('one that is left on a slide is found', async () => {
  const deck = decks[0]!
  const slides = deck.slides.map((slide, n) => (n === 1 ? { ...slide, soWhat: [{ text: person(3).name }] } : slide))
  const bytes = await writeDeck({ ...deck, slides }, HOUSE_STYLE, picturesOf(deck, 40, 25))
  assert.deepEqual(found(bytes).map((one) => one.replace(/.* in /, '')).toSorted(), ['customXml/item1.xml', 'ppt/slides/slide2.xml'])
})
