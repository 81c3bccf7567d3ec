/** Two lines side by side: each figure keeps its place, whatever stands around it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareLine, strangeNumbers } from '../../../main/briefing/check/line-difference.ts'
import type { Line } from '../../../preload/contract/deck.ts'

/** Figures in brackets. */
const lineOf = (text: string): Line => text.split(/(\[[^\]]*\])/).filter((part) => part !== '').map((part, n) => (part.startsWith('[') ? { text: part.slice(1, -1), figure: { fact: 'f', row: n, column: 0, format: 'integer' } } : { text: part }))
const told = (line: string, shown: string): string[] => compareLine(lineOf(line), shown).findings.map(({ source, was, shown }) => `${source === null ? '' : '*'}${was} → ${shown}`)

test('the same line is the same, however it is broken and spaced', () => {
  const line = lineOf('订单升 [6.2%],共 [1,842] 件')
  for (const shown of ['订单升 6.2%,共 1,842 件', '订单升6.2%,共\n1,842件', ' 订单升\u00a06.2% ,\t共 1,842 件 ']) assert.ok(compareLine(line, shown).isSame, shown)
  assert.ok(!compareLine(line, '订单升 6.2%,共 1,84 2 件').isSame)
})

test('of several figures the one that changed is told, the others stay', () => {
  assert.deepEqual(told('[5] 件、[5] 件、[7] 件', '5 件、6 件、7 件'), ['*5 → 5', '*5 → 6', '*7 → 7'])
  assert.deepEqual(told('升 [6.2%] 降 [11.1%]', '升 7.2% 降 12.1%'), ['*6.2% → 7.2%', '*11.1% → 12.1%'])
  assert.deepEqual(told('[−6.2%]', '+6.2%'), ['*−6.2% → +6.2%'])
  assert.deepEqual(told('[1][2]', '34'), ['*1 → 34', '*2 → 34'], 'figures that touch are one number to a reader')
})

test('a figure that is gone is gone, a word in its place is shown, and more numbers than there were are strange', () => {
  assert.deepEqual(told('共 [12] 件', '共 件'), ['*12 → null'])
  assert.deepEqual(told('共 [12] 件', '共若干件'), ['*12 → 若干'])
  assert.deepEqual(told('共 [12] 件', '共 13 加 4 件'), ['*12 → 13', 'null → 4'])
  assert.deepEqual(told('第 47 周 [12] 件', '第 48 周 12 件'), ['*12 → 12', '47 → 48'])
  assert.deepEqual(told('[2026-11-22 08:30]', '2026-11-22 09:30'), ['*2026-11-22 08:30 → 2026-11-22 09:30'])
})

test('full-width digits and digits of other scripts are digits', () => {
  assert.deepEqual(told('共 [12] 件', '共 １３ 件'), ['*12 → １３'])
  assert.deepEqual(strangeNumbers('٣ 件，另 4/5').map(({ shown }) => shown), ['٣', '4/5'])
})

test('a line that the program itself cut for want of room is whole as far as it goes; one that was changed is not', () => {
  assert.deepEqual(told('共 [12] 件,其中 [7] 件', '共 12 件,其…'), ['*12 → 12'])
  assert.ok(compareLine(lineOf('共 [12] 件,其中 [7] 件'), '共 12 件,其…').isSame)
  assert.deepEqual(told('共 [12] 件,其中 [7] 件', '共 13 件,其…').at(0), '*12 → 13')
})

test('a very long line that has nothing in common ends soon, and loses its figures', () => {
  const shown = Array.from({ length: 6_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000))).join('')
  assert.deepEqual(told(`${Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(0x3400 + ((n * 31) % 6_000))).join('')}[12]`, shown).length, 1)
})
