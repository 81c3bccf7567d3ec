/**
 * A line as it was written beside the line a file shows now: which of its figures still stand there, what stands there in place of the others, and
 * which digits came from nowhere. White space does not count: programs cut and break text as they like.
 */
import { diffArrays } from 'diff'
import type { FigureSource, Line } from '../../../preload/contract/deck.ts'
import { plainText } from '../../export/plain-text.ts'

/** One number of a line: a figure, digits the program wrote among its words (`source` null), or digits it did not write (`was` null). */
export interface Finding {
  source: FigureSource | null
  was: string | null
  /** Null where it is gone. */
  shown: string | null
}
export interface LineDifference {
  isSame: boolean
  /** Every figure that stands in the line, and of other digits those that changed. */
  findings: Finding[]
}

interface Token {
  text: string
  from: number
  to: number
}
interface Hunk {
  /** Half-open, in tokens of either line. */
  w0: number
  w1: number
  t0: number
  t1: number
}
interface Owned {
  source: FigureSource
  was: string
  a: number
  b: number
}

const TOKEN = /\p{Nd}+(?:[.,]\p{Nd}+)*|\S/gu
const NUMBER = /^\p{Nd}/u
/** A date is one number to its reader. */
const JOINT = /^[-/:]$/
/** Beyond so many differences the lines have nothing to do with one another. */
const MOST_DIFFERENCES = 2_000
const LONGEST = 20_000
const CUT = '…'

export function compareLine(words: Line, shownText: string): LineDifference {
  // As the writer of a file puts what no file can hold.
  const line = words.map((span) => ({ ...span, text: plainText(span.text) }))
  const written = line.map(({ text }) => text).join('')
  const [w, t] = [tokensOf(written), tokensOf(shownText.slice(0, LONGEST))]
  const figures = ownersOf(line, w)
  if (isSame(w, t)) return { isSame: true, findings: figures.map(({ source, was }) => ({ source, was, shown: was })) }
  const cut = cutAt(w, t)
  // Where there was no room the program itself ends a line early; what it left out is nowhere shown.
  if (cut !== null) return { isSame: true, findings: figures.filter(({ b }) => b <= cut).map(({ source, was }) => ({ source, was, shown: was })) }
  return { isSame: false, findings: findingsOf(w, t, figures, shownText) }
}

/** Numbers of a text that nobody wrote by the program. */
export function strangeNumbers(text: string): Finding[] {
  const tokens = tokensOf(text.slice(0, LONGEST))
  return groupsOf(tokens, 0, tokens.length).map((shown) => ({ source: null, was: null, shown }))
}

const tokensOf = (text: string): Token[] => Array.from(text.matchAll(TOKEN), (match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }))
const isSame = (w: readonly Token[], t: readonly Token[]): boolean => w.length === t.length && w.every(({ text }, n) => text === t[n]!.text)

function ownersOf(line: Line, tokens: readonly Token[]): Owned[] {
  let at = 0
  return line.flatMap(({ text, figure }): Owned[] => {
    const from = at
    at += text.length
    if (figure === undefined) return []
    const a = tokens.findIndex((token) => token.to > from)
    const b = tokens.findLastIndex((token) => token.from < at) + 1
    return a < 0 || b <= a ? [] : [{ source: figure, was: text, a, b }]
  })
}

/** How many tokens of the line are left before its ellipsis; null where it was not merely cut. */
function cutAt(w: readonly Token[], t: readonly Token[]): number | null {
  if (t.at(-1)?.text !== CUT || w.at(-1)?.text === CUT) return null
  const left = t.slice(0, -1)
  const last = left.length - 1
  const isBegin = left.length <= w.length && left.every(({ text }, n) => text === w[n]!.text || (n === last && NUMBER.test(text) && w[n]!.text.startsWith(text)))
  if (!isBegin) return null
  return last >= 0 && left[last]!.text !== w[last]!.text ? last : left.length
}

function findingsOf(w: readonly Token[], t: readonly Token[], figures: readonly Owned[], shownText: string): Finding[] {
  const { keptAt, hunks } = align(w, t)
  /** Of figures that changed together with others: the number that stands in the place of each. */
  const paired = new Map<Owned, string | null>()
  const others: Finding[] = []
  for (const hunk of hunks) {
    const removed = range(hunk.w0, hunk.w1).filter((place) => NUMBER.test(w[place]!.text)).map((place) => ({ text: w[place]!.text, owner: figures.find(({ a, b }) => place >= a && place < b) }))
    const added = groupsOf(t, hunk.t0, hunk.t1)
    const isShared = new Set(removed.map(({ owner }) => owner)).size > 1 || added.length > removed.length
    for (const [n, { text, owner }] of removed.entries()) {
      if (owner === undefined) others.push({ source: null, was: text, shown: added[n] ?? null })
      else if (isShared && !paired.has(owner)) paired.set(owner, added[n] ?? null)
    }
    for (const shown of added.slice(removed.length)) others.push({ source: null, was: null, shown })
  }
  const told = figures.map((figure): Finding => {
    const { source, was, a, b } = figure
    const places = range(a, b).map((place) => keptAt[place]!)
    if (places.every((place, n) => place >= 0 && place === places[0]! + n)) return { source, was, shown: was }
    if (paired.has(figure)) return { source, was, shown: paired.get(figure)! }
    const start = places[0]! >= 0 ? places[0]! : hunkAt(hunks, a).t0
    const end = places.at(-1)! >= 0 ? places.at(-1)! + 1 : hunkAt(hunks, b - 1).t1
    return { source, was, shown: end <= start ? null : trimmed(shownText.slice(t[start]!.from, t[end - 1]!.to)) }
  })
  return [...told, ...others]
}

const hunkAt = (hunks: readonly Hunk[], place: number): Hunk => hunks.find(({ w0, w1 }) => place >= w0 && place < w1)!

function align(w: readonly Token[], t: readonly Token[]): { keptAt: number[]; hunks: Hunk[] } {
  const changes = diffArrays(w.map(({ text }) => text), t.map(({ text }) => text), { maxEditLength: MOST_DIFFERENCES })
  const keptAt = w.map(() => -1)
  if (changes === undefined) return { keptAt, hunks: [{ w0: 0, w1: w.length, t0: 0, t1: t.length }] }
  const hunks: Hunk[] = []
  let [wAt, tAt] = [0, 0]
  let open: Hunk | null = null
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      open = null
      for (let n = 0; n < value.length; n++) keptAt[wAt + n] = tAt + n
      wAt += value.length
      tAt += value.length
      continue
    }
    if (open === null) hunks.push((open = { w0: wAt, w1: wAt, t0: tAt, t1: tAt }))
    if (removed) open.w1 = wAt += value.length
    else open.t1 = tAt += value.length
  }
  return { keptAt, hunks }
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n)

/** Numbers, those of a date or a time together. */
function groupsOf(tokens: readonly Token[], from: number, to: number): string[] {
  const groups: string[] = []
  let isJoined = false
  for (let n = from; n < to; n++) {
    const { text } = tokens[n]!
    if (!NUMBER.test(text)) continue
    if (isJoined) groups.push(`${groups.pop() ?? ''}${tokens[n - 1]!.text}${text}`)
    else groups.push(text)
    isJoined = n + 2 < to && JOINT.test(tokens[n + 1]!.text) && NUMBER.test(tokens[n + 2]!.text)
  }
  return groups
}

/** From its sign or first digit to its last digit or percent sign; the whole where there is no number, null where there is nothing. */
function trimmed(text: string): string | null {
  const found = /[+\-−±]?\s*\p{Nd}(?:.*[\p{Nd}%％‰])?\s*[%％‰]?/su.exec(text)
  const rest = (found?.[0] ?? text).trim()
  return rest === '' ? null : rest
}
