/** Text has room in its box at every length, figures stay whole, and nothing goes missing unseen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BOXES, LONGEST_TITLE, TYPE, type Line } from '../../preload/contract/deck.ts'
import { fitTable, fitText, LEADING, plainText, STEPS, textWidth, wrapLine } from '../../preload/contract/slide-text.ts'

const words = (text: string): Line => [{ text }]
const figure = (text: string): Line => [{ text, figure: { fact: 'f', row: 0, column: 0, format: 'integer' } }]
const texts = (lines: readonly Line[]): string[] => lines.map(plainText)

test('a title of one line has the wanted size, a longer one a smaller size, and the longest still has room', () => {
  assert.deepEqual(fitText(words('鄞州、海曙贡献六成增量'), BOXES.title, STEPS.title), { size: TYPE.title, lines: [words('鄞州、海曙贡献六成增量')] })
  for (const title of ['长'.repeat(LONGEST_TITLE), 'W'.repeat(LONGEST_TITLE), 'word '.repeat(40), '甬'.repeat(60)]) {
    const { size, lines } = fitText(words(title), BOXES.title, STEPS.title)
    assert.ok(size < TYPE.title && lines.length * size * LEADING <= BOXES.title.height + 0.01)
    for (const line of lines) assert.ok(textWidth(plainText(line), size) <= BOXES.title.width)
    assert.equal(texts(lines).join('').replaceAll(' ', ''), title.replaceAll(' ', ''), 'nothing is missing')
  }
})

test('no line begins with a closing mark or ends with an opening one, and words stay whole', () => {
  const lines = texts(wrapLine(words('订单升（较上周），线索降、处置快；dangerous crossings remain.'), 110, 16))
  assert.ok(lines.length > 3)
  for (const line of lines) assert.doesNotMatch(line, /^[，；、）.]|（$/)
  for (const word of ['dangerous', 'crossings', 'remain.']) assert.ok(lines.some((line) => line.split(/[ ；]/).includes(word)), `${word} in ${lines.join('|')}`)
})

test('digits of a figure are never divided, and keep their source', () => {
  const line: Line = [{ text: '订单' }, ...figure('1,234,567'), { text: '件' }]
  for (const width of [40, 60, 90, 120]) {
    const found = wrapLine(line, width, 16).flat().filter((span) => span.figure !== undefined)
    assert.deepEqual(found, figure('1,234,567'))
  }
  const cut = fitText([{ text: '共' }, ...figure('1,234,567'), ...words('很多很多很多很多字')], { width: 60, height: 12 }, [8])
  assert.match(plainText(cut.lines[0]!), /^共(1,234,567.*)?…$/)
})

test('what has no room is cut off visibly', () => {
  const { lines } = fitText(words('长'.repeat(500)), { width: 100, height: 30 }, [12, 10])
  assert.equal(lines.length, 2)
  assert.match(plainText(lines[1]!), /…$/)
})

test('an empty line has no lines', () => assert.deepEqual(fitText([], BOXES.soWhat, STEPS.soWhat).lines, []))

const table = (rows: number, text: string) => ({ columns: [{ head: '点位', align: 'left', share: 0.7 }, { head: '件数', align: 'right', share: 0.3 }] as const, rows: Array.from({ length: rows }, () => [{ line: words(text) }, { line: figure('12') }]) })
const heightOf = (heights: readonly number[]): number => heights.reduce((sum, height) => sum + height, 0)

test('ten rows have the wanted size; long names take more lines or a smaller size, all of them within the box', () => {
  const ten = fitTable({ ...table(10, '某小区东门'), columns: [...table(1, '').columns] }, BOXES.visual)
  assert.equal(ten.size, TYPE.table)
  assert.equal(ten.rows.length, 11)
  for (const [rows, text] of [[10, '很长的名字'.repeat(30)], [14, 'W'.repeat(90)], [60, '甲']] as const) {
    const fitted = fitTable({ ...table(rows, text), columns: [...table(1, '').columns] }, BOXES.visual)
    assert.ok(heightOf(fitted.heights) <= BOXES.visual.height + 0.01)
    assert.equal(fitted.heights.length, fitted.rows.length)
  }
})

test('wide letters are not taken for narrow ones', () => {
  assert.equal(textWidth('鄞', 10), 10)
  assert.ok(textWidth('WWWW', 10) > textWidth('llll', 10) * 2)
  assert.equal(textWidth('e\u0301', 10), textWidth('e', 10))
})

const narrowColumns = (head: string) => [{ head: 'Place', align: 'left' as const, share: 0.9 }, { head, align: 'right' as const, share: 0.1 }]

test('a table takes a somewhat smaller size rather than break a word, but no tiny one for a word that is very long', () => {
  const rows = [[{ line: words('Gate') }, { line: figure('12') }]]
  const room = { width: 640, height: 300 }
  const narrow = fitTable({ columns: narrowColumns('Reports'), rows }, room)
  assert.deepEqual(texts(narrow.rows[0]![1]!), ['Reports'])
  assert.ok(narrow.size < TYPE.table && narrow.size >= 11)
  assert.equal(fitTable({ columns: narrowColumns('W'.repeat(40)), rows }, room).size, TYPE.table)
})
