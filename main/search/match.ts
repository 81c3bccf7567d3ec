/** Whether typed text names a place: by its characters, by full pinyin, by the first letters of it, or by any mixture. */
import type { Spelling } from './spelling.ts'

/** Best first. */
export const MATCHES = ['exact', 'prefix', 'initials', 'inside'] as const
/** Index into MATCHES; null where it does not match. */
export type Match = 0 | 1 | 2 | 3

/** How far into the typed text a way has come: with whole sounds only, or with first letters too. */
const [NOWHERE, WHOLE, SHORT] = [0, 1, 2] as const

/** `typed` is plain text, not empty. Each start costs at most its length times that of the text. */
export function matchName(spelling: Spelling, typed: string): Match | null {
  if (!spelling.firsts.includes(typed[0]!)) return null
  for (let start = 0; start < spelling.chars.length; start++) {
    if (!mayBegin(spelling, start, typed)) continue
    const found = matchFrom(spelling, start, typed)
    if (found !== null) return start === 0 ? found : 3
  }
  return null
}

function mayBegin({ chars, sounds }: Spelling, at: number, typed: string): boolean {
  return sounds[at]?.[0] === typed[0] || typed.startsWith(chars[at]!)
}

/** Two rows of the ways, used in turn: fresh ones for every name would cost more than to match it. */
let rows: [Uint8Array, Uint8Array] = [new Uint8Array(128), new Uint8Array(128)]

function matchFrom({ chars, sounds }: Spelling, start: number, typed: string): Match | null {
  const end = typed.length
  if (rows[0].length <= end) rows = [new Uint8Array(2 * end), new Uint8Array(2 * end)]
  let [reached, next] = rows
  reached.fill(NOWHERE, 0, end + 1)[0] = WHOLE
  for (let at = start; at < chars.length; at++) {
    next.fill(NOWHERE, 0, end + 1)
    let isAlive = false
    for (let pos = 0; pos < end; pos++) if (reached[pos] !== NOWHERE && step(next, reached[pos]!, chars[at]!, sounds[at]!, typed, pos)) isAlive = true
    if (next[end] !== NOWHERE) return next[end] === SHORT ? 2 : at === chars.length - 1 && start === 0 && isWholeEnd(chars[at]!, sounds[at]!, typed) ? 0 : 1
    if (!isAlive) return null
    ;[reached, next] = [next, reached]
  }
  return null
}

/** The text ends with the whole of the last character, not in the midst of its sound. */
function isWholeEnd(char: string, sound: string | null, typed: string): boolean {
  return typed.endsWith(char) || (sound !== null && waysOf(sound).some((way) => typed.endsWith(way)))
}

/** What one character may take of the text from `pos`: itself, its sound, the begin of that at the text's end, or its first letters. Whether it may. */
function step(next: Uint8Array, way: number, char: string, sound: string | null, typed: string, pos: number): boolean {
  const before = typed.startsWith(char, pos) ? come(next, pos + char.length, way) : false
  if (sound === null || typed[pos] !== sound[0]) return before
  for (const spelt of waysOf(sound)) {
    if (typed.startsWith(spelt, pos)) {
      come(next, pos + spelt.length, way)
      // An apostrophe parts syllables: xi'an.
      if (typed[pos + spelt.length] === "'") come(next, pos + spelt.length + 1, way)
    } else if (typed.length - pos > 1 && spelt.startsWith(typed.slice(pos))) come(next, typed.length, way)
  }
  if (sound[1] === 'h' && typed[pos + 1] === 'h') come(next, pos + 2, SHORT)
  return come(next, pos + 1, SHORT)
}

/** A way with whole sounds is better than one with first letters. */
function come(next: Uint8Array, to: number, way: number): true {
  if (next[to] === NOWHERE || way < next[to]!) next[to] = way
  return true
}

/** ü is typed as v or, wrongly and often, as u. */
function waysOf(sound: string): string[] {
  const known = ways.get(sound) ?? (sound.includes('v') ? [sound, sound.replace('v', 'u')] : [sound])
  ways.set(sound, known)
  return known
}
/** By sound: there are some four hundred. */
const ways = new Map<string, string[]>()

/** Latin names are plain text. */
export function matchText(name: string, typed: string): Match | null {
  const at = name.indexOf(typed)
  return at < 0 ? null : at > 0 ? 3 : name.length === typed.length ? 0 : 1
}

export function better(one: Match | null, other: Match | null): Match | null {
  return one === null ? other : other === null ? one : (Math.min(one, other) as Match)
}
