/** Rows and columns find each other after people have sorted, inserted and deleted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareTable, pairUp } from '../../../main/briefing/check/compare-table.ts'
import { BOXES, type TableVisual } from '../../../preload/contract/deck.ts'
import { fitTable } from '../../../preload/contract/slide-text.ts'

const table: TableVisual = {
  kind: 'table', alt: '', columns: ['街道', '件数', '每万单'].map((head) => ({ head, align: 'left', share: 1 / 3 })),
  rows: [['东柳', '96', '171.4'], ['月湖', '88', '164.2'], ['中马', '71', '158.0']].map((row, n) => row.map((text, column) => ({ line: column === 0 ? [{ text }] : [{ text, figure: { fact: 'f', row: n, column, format: 'decimal' } }] }))),
}
const HEAD = ['街道', '件数', '每万单']
const ROWS = [['东柳', '96', '171.4'], ['月湖', '88', '164.2'], ['中马', '71', '158.0']]
const changes = (shown: string[][]): string[] => compareTable(table, BOXES.beside, shown).filter(({ was, shown }) => was !== shown).map(({ source, label, was, shown }) => `${source === null ? '' : '*'}${label}: ${was} → ${shown}`)

test('sorted rows and moved columns are the same table', () => {
  assert.deepEqual(changes([HEAD, ...ROWS.toReversed()]), [])
  assert.deepEqual(changes([HEAD, ...ROWS].map(([a, b, c]) => [c!, a!, b!])), [])
  assert.equal(compareTable(table, BOXES.beside, [HEAD, ...ROWS]).length, 6)
})

test('a changed cell of a sorted table is told by its row and column', () => {
  assert.deepEqual(changes([HEAD, ROWS[2]!, ['月湖', '98', '164.2'], ROWS[0]!]), ['*月湖 · 件数: 88 → 98'])
})

test('an inserted row or column has numbers from nowhere, a deleted one has lost its figures', () => {
  assert.deepEqual(changes([HEAD, ROWS[0]!, ['文教', '50', '99.0'], ...ROWS.slice(1)]), ['文教 · 件数: null → 50', '文教 · 每万单: null → 99.0'])
  assert.deepEqual(changes([[...HEAD, '人数'], ...ROWS.map((row, n) => [...row, String(n)])]), ['东柳 · 人数: null → 0', '月湖 · 人数: null → 1', '中马 · 人数: null → 2'])
  assert.deepEqual(changes([HEAD, ROWS[0]!, ROWS[2]!]), ['*月湖 · 件数: 88 → null', '*月湖 · 每万单: 164.2 → null'])
  assert.deepEqual(changes([]), [': 街道 件数 每万单 → null', '*东柳 · 件数: 96 → null', '*东柳 · 每万单: 171.4 → null', '*月湖 · 件数: 88 → null', '*月湖 · 每万单: 164.2 → null', '*中马 · 件数: 71 → null', '*中马 · 每万单: 158.0 → null'])
})

test('names that changed places over the same numbers are told of', () => {
  assert.deepEqual(changes([HEAD, ['月湖', '96', '171.4'], ['东柳', '88', '164.2'], ROWS[2]!]).length, 4)
})

test('rows that had no room were never written', () => {
  const many: TableVisual = { ...table, rows: Array.from({ length: 60 }, (_, n) => table.rows[0]!.map((cell, column) => (column === 0 ? { line: [{ text: `街道${n}` }] } : cell))) }
  const fitting = fitTable(many, BOXES.beside).rows.length - 1
  assert.ok(fitting > 1 && fitting < 60)
  const told = compareTable(many, BOXES.beside, [HEAD, ...Array.from({ length: fitting }, (_, n) => [`街道${n}`, '96', '171.4'])])
  assert.deepEqual([told.length, told.filter(({ was, shown }) => was !== shown)], [2 * fitting, []])
  assert.deepEqual(pairUp(['a', 'b', 'c'], ['c', 'x', 'a']), [2, 1, 0])
})
