/** The workbook of a deck holds every figure with its source, and nothing in it computes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placedFigures } from '../../main/briefing/placed-figures.ts'
import { writeSheets } from '../../main/briefing/sheets.ts'
import { stampedDeck } from '../../main/briefing/stamp.ts'
import { readWorkbook } from '../export/words.ts'
import { sampleDeck } from './sample-deck.ts'

test('each figure shown is a row with its words, its value and where it comes from', async () => {
  const deck = sampleDeck()
  const { names, sheets: [about, figures, facts] } = readWorkbook(await writeSheets(deck))
  assert.deepEqual(names, ['说明', '数字', '数据来源'])
  const shown = placedFigures(deck)
  assert.equal(figures!.length, shown.length + 1)
  for (const [n, figure] of shown.entries()) {
    const row = figures![n + 1]!
    const fact = deck.facts.find(({ id }) => id === figure.fact)!
    assert.equal(row.get('A')?.value, String(deck.slides.findIndex(({ id }) => id === figure.slide) + 1))
    assert.equal(row.get('D')?.value, figure.text)
    if (typeof figure.value === 'number' && figure.format !== 'minute' && figure.format !== 'day') assert.deepEqual([row.get('E')?.type, Number(row.get('E')?.value)], ['n', figure.value])
    assert.deepEqual(['F', 'G', 'H', 'L'].map((column) => row.get(column)?.value), [fact.id, fact.query, JSON.stringify(fact.params), fact.hash])
    assert.equal(row.get('I')?.value, String(fact.records))
  }
  assert.equal(facts!.length, deck.facts.length + 1)
  assert.ok(about!.some((row) => row.get('B')?.value === '模拟数据'))
  assert.ok(about!.some((row) => row.get('B')?.value === deck.run))
})

test('what leaves says for what and under which record', async () => {
  const deck = sampleDeck()
  const { sheets: [about] } = readWorkbook(await writeSheets(stampedDeck(deck, { author: '值班员', at: deck.madeAt, purpose: '周例会', record: deck.run })))
  assert.match(about!.at(-1)?.get('B')?.value ?? '', new RegExp(`${deck.run}；用途：周例会；`))
})

test('what begins like a formula is text, and what is unknown is empty', async () => {
  const deck = sampleDeck()
  deck.title = '=HYPERLINK("http://evil.example")'
  deck.slides[1]!.title = [{ text: '=1+1\u0007' }]
  deck.facts[0]!.params = { area: '=cmd|x', from: null }
  const { sheets } = readWorkbook(await writeSheets(deck))
  assert.ok(sheets.flat().every((row) => [...row.values()].every(({ type }) => type !== 'f')))
  assert.equal(sheets[0]![0]!.get('B')?.value, '=HYPERLINK("http://evil.example")')
  const unknown = sheets[1]!.filter((row) => row.get('D')?.value === '—')
  assert.ok(unknown.length > 0 && unknown.every((row) => (row.get('E')?.value ?? '') === ''))
})

test('the same deck is the same workbook, byte for byte', async () => {
  const [one, other] = [await writeSheets(sampleDeck()), await writeSheets(sampleDeck())]
  assert.deepEqual(Buffer.compare(one, other), 0)
})

test('an English deck has English sheets', async () => {
  const deck = sampleDeck()
  deck.question.english = true
  assert.deepEqual(readWorkbook(await writeSheets(deck)).names, ['About', 'Figures', 'Facts'])
})
