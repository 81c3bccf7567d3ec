/** A table as it was written beside the table a file shows: rows and columns find each other by what stands in them, for people sort, delete and insert. */
import type { Line, TableVisual } from '../../../preload/contract/deck.ts'
import { fitTable, plainText, type Room } from '../../../preload/contract/slide-text.ts'
import { compareLine, strangeNumbers } from './line-difference.ts'
import { isSameText, type Told, tellLine, tellWords } from './told.ts'

/** `room`: rows that had no room there were never written. */
export function compareTable(visual: TableVisual, room: Room, shown: readonly string[][]): Told[] {
  const heads = visual.columns.map(({ head }): Line => [{ text: head }])
  const cells = visual.rows.map((row) => row.map(({ line }) => line))
  const fitting = fitTable(visual, room).rows.length - 1
  const written = [heads, ...cells.slice(0, Math.max(fitting, Math.min(cells.length, shown.length - 1)))]
  const columns = pairUp(heads.map(plainText), shown[0] ?? [])
  const rows = pairUp(written.map((row) => row.map(plainText).join('\t')), shown.map((row) => columns.map((column) => (column === null ? '' : (row[column] ?? ''))).join('\t')))
  const told = written.flatMap((row, n) => {
    const theirs = rows[n] ?? null
    const cells = row.flatMap((line, column): Told[] => {
      const place = columns[column] ?? null
      const label = n === 0 ? '' : labelOf(row, plainText(heads[column] ?? []))
      return theirs === null || place === null ? goneIn(line, label) : tellLine(line, shown[theirs]?.[place] ?? '', 'table', label)
    })
    return theirs !== null || cells.length > 0 ? cells : [tellWords(row.map(plainText).join(' '), null, 'table', '')]
  })
  return [...told, ...strangers(shown, new Set(rows), new Set(columns))]
}

/** Of a row or column that is gone only its figures are told of. */
const goneIn = (line: Line, label: string): Told[] => compareLine(line, '').findings.filter(({ source }) => source !== null).map((finding) => ({ ...finding, place: 'table', label }))

/** Numbers in rows and columns that nobody wrote by the program. */
function strangers(shown: readonly string[][], rows: ReadonlySet<number | null>, columns: ReadonlySet<number | null>): Told[] {
  return shown.flatMap((row, n) => row.flatMap((text, column): Told[] =>
    (rows.has(n) && columns.has(column) ? [] : strangeNumbers(text).map((finding) => ({ ...finding, place: 'table', label: joined(row[0] ?? '', shown[0]?.[column] ?? '') })))))
}

/** Of a row the first cell that is no figure. */
function labelOf(row: readonly Line[], head: string): string {
  const name = row.find((line) => line.length > 0 && line.every(({ figure }) => figure === undefined)) ?? []
  return joined(plainText(name), head)
}

const joined = (...words: string[]): string => words.map((word) => word.trim()).filter((word) => word !== '').join(' · ')

/** For each of `written` the one of `shown` that is it: the same, else one that begins alike, else the next that is left; null where none is. */
export function pairUp(written: readonly string[], shown: readonly string[]): (number | null)[] {
  const paired: (number | null)[] = written.map(() => null)
  const left = new Set(shown.keys())
  const pass = (isIt: (one: string, other: string) => boolean): void => {
    for (const [n, one] of written.entries()) {
      if (paired[n] !== null) continue
      const found = [...left].find((place) => isIt(one, shown[place]!))
      if (found === undefined) continue
      paired[n] = found
      left.delete(found)
    }
  }
  pass((one, other) => one === other)
  pass(isSameText)
  pass((one, other) => firstOf(one) !== '' && isSameText(firstOf(one), firstOf(other)))
  pass(() => true)
  return paired
}

const firstOf = (text: string): string => text.split('\t')[0] ?? ''
