/**
 * How text finds room on a slide: the same line breaks and the same smaller sizes on the screen, on paper and in the file. Widths are estimated, not
 * measured, and never too small for the fonts in use: whoever writes a file has no screen to measure on.
 */
import type { Line, Span, TableVisual } from './deck.ts'

/** Of a line, in sizes of its type. */
export const LEADING = 1.3
/** Sizes to try for what stands in each box, the wanted one first. */
export const STEPS = {
  cover: [40, 34, 28, 24, 20, 16], title: [28, 26, 24, 22, 20, 18, 16, 14, 12], soWhat: [16, 15, 14, 13, 12, 11, 10, 9],
  body: [16, 15, 14, 13, 12, 11, 10, 9], table: [14, 13, 12, 11, 10, 9, 8], footer: [10, 9, 8, 7], leaving: [9, 8, 7],
} as const satisfies Record<string, readonly number[]>
/** So many characters of a title stand on one line of its box at its own size, in either language. */
export const GOOD_TITLE = { zh: 26, en: 50 } as const
/** Of a table's cell, in points. */
export const CELL_PADDING = { x: 9, y: 3.5 } as const

export interface Room {
  width: number
  height: number
}
export interface FittedText {
  /** In points. */
  size: number
  lines: Line[]
}

/** The widest of what the fonts in use have in bold, in sizes of the type. */
const ASCII: readonly (readonly [letters: string, width: number])[] = [
  [' ', 0.25], ["ijlI|'`", 0.35], ['.,:;!()[]{}-/\\f', 0.4], ['rt', 0.45], ['csz?*J"', 0.54], ['mW%', 1], ['@', 1.04], ['wM', 0.92], ['DGHNOQU&', 0.79], ['ABCEKPRSTVXYZbdhnopqu', 0.69],
]
const WIDTHS = new Map(ASCII.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)))
const NARROW = 0.62
const LATIN = /^\p{Script=Latin}$/u
const NOTHING = /^[\p{M}\p{Cf}]$/u

function letterWidth(letter: string): number {
  const known = WIDTHS.get(letter)
  if (known !== undefined) return known
  if (letter < '\u007f') return NARROW
  return NOTHING.test(letter) ? 0 : LATIN.test(letter) ? 0.79 : 1
}

/** In the unit of `size`; never less than it will be. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width * size
}

export const plainText = (line: Line): string => line.map(({ text }) => text).join('')

interface Piece {
  text: string
  /** Pieces of one span are put together again. */
  span: Span
}

const PIECES = /\s+|[^\s\u2e80-\uffff]+|[\s\S]/gu
const HAN = /[\u2e80-\uffff]/u
const CLOSING = /^[，。、；：？！）】》〉”’,.;:?!)\]}%％…·‰℃]/u
const OPENING = /[（【《〈“‘([{#＃]$/u

const isSpace = (text: string): boolean => text.trim() === ''

function mayBreak(before: string, after: string): boolean {
  if (isSpace(before)) return true
  if (isSpace(after) || CLOSING.test(after) || OPENING.test(before)) return false
  return HAN.test(before.at(-1) ?? '') || HAN.test(after[0] ?? '')
}

/** What stays together on a line; the digits of a figure always do. */
function wordsOf(line: Line): Piece[][] {
  const pieces = line.flatMap((span): Piece[] => {
    const text = span.text.replace(/\s+/g, ' ')
    return span.figure === undefined ? (text.match(PIECES) ?? []).map((piece) => ({ text: piece, span })) : [{ text, span }]
  })
  const words: Piece[][] = []
  for (const piece of pieces) {
    const last = words.at(-1)
    const before = last?.at(-1)
    if (last === undefined || before === undefined || mayBreak(before.text, piece.text)) words.push([piece])
    else last.push(piece)
  }
  return words
}

const widthOf = (pieces: readonly Piece[], size: number): number => pieces.reduce((sum, { text }) => sum + textWidth(text, size), 0)
const trimmed = (pieces: readonly Piece[]): readonly Piece[] => (pieces.length > 0 && isSpace(pieces.at(-1)!.text) ? pieces.slice(0, -1) : pieces)

/** Lines no wider than `width`; of a word that is wider alone each letter may begin a line. */
export function wrapLine(line: Line, width: number, size: number): Line[] {
  const lines: Piece[][] = []
  let now: Piece[] = []
  const put = (word: readonly Piece[]): void => {
    if (now.length > 0 && widthOf([...now, ...trimmed(word)], size) > width) {
      lines.push(now)
      now = []
    }
    if (now.length > 0 || word.some(({ text }) => !isSpace(text))) now.push(...word)
  }
  for (const word of wordsOf(line)) {
    if (widthOf(trimmed(word), size) <= width) put(word)
    else for (const { text, span } of word) for (const letter of span.figure === undefined ? text : [text]) put([{ text: letter, span }])
  }
  if (now.length > 0) lines.push(now)
  return lines.map((pieces) => joined(trimmed(pieces)))
}

function joined(pieces: readonly Piece[]): Line {
  const line: { text: string; span: Span }[] = []
  for (const { text, span } of pieces) {
    const last = line.at(-1)
    if (last?.span === span) last.text += text
    else line.push({ text, span })
  }
  return line.map(({ text, span }) => (span.figure === undefined ? { text } : { text, figure: span.figure }))
}

/** The largest of the sizes at which all of it has room; at the smallest, what has none is cut off, visibly. */
export function fitText(line: Line, { width, height }: Room, sizes: readonly number[]): FittedText {
  for (const size of sizes) {
    const lines = wrapLine(line, width, size)
    if (lines.length * size * LEADING <= height + 0.01 && areWithin(lines, width, size)) return { size, lines }
  }
  const size = sizes.at(-1) ?? 8
  return { size, lines: cutLines(wrapLine(line, width, size), Math.max(1, Math.floor((height + 0.01) / (size * LEADING))), width, size) }
}

/** Digits that are never divided may be wider than their room. */
const areWithin = (lines: readonly Line[], width: number, size: number): boolean => lines.every((line) => textWidth(plainText(line), size) <= width + 0.01)

/** No more lines than these, and none wider; an ellipsis stands where something is missing. */
export function cutLines(wrapped: readonly Line[], most: number, width: number, size: number): Line[] {
  const lines = wrapped.map((line) => (areWithin([line], width, size) ? line : [{ text: '…' }]))
  if (lines.length <= most) return lines
  const last = [...(lines[most - 1] ?? [])]
  // A figure is left out whole: some of its digits would be another number.
  while (last.length > 0 && textWidth(`${plainText(last)}…`, size) > width) {
    const end = last.pop()!
    const shorter = end.figure === undefined ? [...end.text].slice(0, -1).join('') : ''
    if (shorter !== '') last.push({ text: shorter })
  }
  return [...lines.slice(0, most - 1), [...last, { text: '…' }]]
}

export interface FittedTable {
  size: number
  /** In points; the first is the head's. */
  heights: number[]
  /** Lines of each cell, the head first. */
  rows: Line[][][]
}

/** So many sizes are tried before a word is broken: a column's narrow head does not make the whole table small. */
const SMALLER_FOR_A_WORD = 4
/** The smallest of a table's. */
export const WHOLE_WORDS = STEPS.table[SMALLER_FOR_A_WORD - 1]!

const hasFigure = (word: readonly Piece[]): boolean => word.some(({ span }) => span.figure !== undefined)

/** All rows at one size; at the smallest every cell has one line, and rows that have no room even so are left out. */
export function fitTable({ columns, rows }: Pick<TableVisual, 'columns' | 'rows'>, room: Room, sizes: readonly number[] = STEPS.table): FittedTable {
  const all: Line[][] = [columns.map(({ head }) => [{ text: head }]), ...rows.map((row) => row.map(({ line }) => line))]
  const roomOf = (column: number): number => (columns[column]?.share ?? 0) * room.width - 2 * CELL_PADDING.x
  const wrap = (size: number): Line[][][] => all.map((row) => row.map((line, column) => wrapLine(line, roomOf(column), size)))
  const fit = (size: number, most: number): FittedTable => {
    const wrapped = wrap(size).map((row) => row.map((lines, column) => cutLines(lines, most, roomOf(column), size)))
    return { size, rows: wrapped, heights: wrapped.map((row) => Math.max(1, ...row.map((lines) => lines.length)) * size * LEADING + 2 * CELL_PADDING.y) }
  }
  const heightOf = ({ heights }: FittedTable): number => heights.reduce((sum, height) => sum + height, 0)
  const isWhole = (size: number, counts: (word: readonly Piece[]) => boolean): boolean => all.every((row) => row.every((line, column) => wordsOf(line).every((word) => !counts(word) || widthOf(trimmed(word), size) <= roomOf(column) + 0.01)))
  const tried = sizes.slice(0, SMALLER_FOR_A_WORD)
  // Where a word is too long for all of them, numbers at least are not divided.
  const whole = [...tried.filter((size) => isWhole(size, () => true)), ...tried.filter((size) => isWhole(size, hasFigure))]
  for (const size of [...whole, ...sizes]) {
    const fitted = fit(size, Number.POSITIVE_INFINITY)
    if (heightOf(fitted) <= room.height + 0.01 && wrap(size).every((row) => row.every((lines, column) => areWithin(lines, roomOf(column), size)))) return airy(fitted, room.height - heightOf(fitted))
  }
  const fitted = fit(sizes.at(-1) ?? 8, 1)
  while (fitted.rows.length > 1 && heightOf(fitted) > room.height + 0.01) {
    fitted.rows.pop()
    fitted.heights.pop()
  }
  return fitted
}

/** Spare room goes to the rows, up to a line's height each: a table of six rows is not squeezed into the upper half of its slide. */
function airy({ size, heights, rows }: FittedTable, spare: number): FittedTable {
  const more = Math.max(0, Math.min(size * LEADING, spare / heights.length))
  return { size, rows, heights: heights.map((height) => height + more) }
}

export interface FittedParagraphs {
  size: number
  /** Of the heads' column; 0 where there are no heads. */
  headWidth: number
  paragraphs: { head: Line[]; lines: Line[]; height: number }[]
}
const HEAD_GAP = 16
const MOST_HEAD = 0.28

/** Heads in a column of their own, all at one size; at the smallest, each paragraph is cut to its share of the room. */
export function fitParagraphs(paragraphs: readonly { head: string; line: Line }[], room: Room, sizes: readonly number[] = STEPS.body): FittedParagraphs {
  const fit = (size: number, most: number): FittedParagraphs => {
    const widest = Math.max(0, ...paragraphs.map(({ head }) => textWidth(head, size)))
    const headWidth = widest === 0 ? 0 : Math.min(widest + HEAD_GAP, room.width * MOST_HEAD)
    const wrap = (line: Line, width: number): Line[] => cutLines(wrapLine(line, width, size), most, width, size)
    return {
      size, headWidth,
      paragraphs: paragraphs.map(({ head, line }) => {
        const [heads, lines] = [headWidth === 0 ? [] : wrap([{ text: head }], headWidth - HEAD_GAP), wrap(line, room.width - headWidth)]
        return { head: heads, lines, height: Math.max(heads.length, lines.length, 1) * size * LEADING + size * 0.5 }
      }),
    }
  }
  for (const size of sizes) {
    const fitted = fit(size, Number.POSITIVE_INFINITY)
    const spare = room.height - fitted.paragraphs.reduce((sum, { height }) => sum + height, 0)
    if (spare < -0.01) continue
    const more = Math.max(0, Math.min(size * 0.7, spare / paragraphs.length))
    return { ...fitted, paragraphs: fitted.paragraphs.map((each) => ({ ...each, height: each.height + more })) }
  }
  const size = sizes.at(-1) ?? 8
  const fitted = fit(size, Math.max(1, Math.floor((room.height / Math.max(1, paragraphs.length) - size * 0.5) / (size * LEADING))))
  for (let height = 0, n = 0; n < fitted.paragraphs.length; n++) {
    height += fitted.paragraphs[n]!.height
    if (height > room.height + 0.01) fitted.paragraphs.length = n
  }
  return fitted
}
