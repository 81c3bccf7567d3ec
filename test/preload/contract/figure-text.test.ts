/** Figures as text: one spelling for a value, signs where they are asked for, and a dash for what cannot be shown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIGURE_FORMATS, type FigureFormat } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'

const SHOWN: [string | number | null, FigureFormat, string][] = [
  [1_234_567, 'integer', '1,234,567'], [-3, 'integer', '−3'], [2.5, 'integer', '3'], [12.34, 'decimal', '12.3'], [12, 'decimal', '12.0'], [0.042, 'decimal', '0.04'], [0.42, 'decimal', '0.4'], [0.096, 'decimal', '0.1'], [0, 'decimal', '0.0'],
  [0.061, 'share', '6.1%'], [1, 'share', '100.0%'], [0.061, 'signed-share', '+6.1%'], [-0.111, 'signed-share', '−11.1%'], [-0.000_4, 'signed-share', '±0.0%'], [0, 'signed-integer', '±0'], [7, 'signed-integer', '+7'], [-2.36, 'signed-decimal', '−2.4'], [-0.26, 'signed-decimal', '−0.3'], [0.01, 'signed-decimal', '±0.0'],
  ['2026-11-22', 'day', '2026-11-22'], [Date.parse('2026-11-22T16:30:00Z'), 'day', '2026-11-23'], [Date.parse('2026-11-22T16:05:00Z'), 'minute', '2026-11-23 00:05'],
]

test('each format has one spelling', () => {
  for (const [value, format, text] of SHOWN) assert.equal(figureText(value, format, 'Asia/Shanghai'), text, `${value} ${format}`)
})

test('what is no number, no text and no instant is a dash, in every format', () => {
  for (const format of FIGURE_FORMATS) for (const value of [null, Number.NaN, Infinity]) assert.equal(figureText(value, format, 'Asia/Shanghai'), '—')
  assert.equal(figureText('=1+1', 'integer', 'Asia/Shanghai'), '—')
})

test('an instant is shown by the clocks of the zone', () => {
  assert.equal(figureText(Date.parse('2026-06-30T22:00:00Z'), 'minute', 'America/New_York'), '2026-06-30 18:00')
})
