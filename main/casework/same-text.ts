/**
 * How alike two short texts are: Dice's coefficient (1945) of their pairs of neighbouring characters, which needs no words to be cut and so
 * suits Chinese. For comparison only: what is stored and shown stays as it came.
 */

/** Letters that look like a Latin one, and Han characters commonly taken for another; a part of the confusables of Unicode UTS #39, by hand. */
const PAIRS = 'аa еe оo рp сc хx уy кk мm тt вb нh іi јj ѕs αa εe οo ρp νv κk τt ιi χx 〇0 o0 l1 i1 囗口 曰日 巳己 已己 末未 士土'
const LOOK_ALIKE = new Map(PAIRS.split(' ').map((pair) => [...pair] as [string, string]))

/** A label in front, such as 【随手拍】, says where a text comes from, not what it tells. */
const LABEL = /^(?:【[^】]{0,12}】)+/u
/** What is neither letter nor number: spaces, punctuation, and all that cannot be seen. */
const NO_SIGN = /[^\p{L}\p{N}]+/gu

const looksLike = (char: string): string => LOOK_ALIKE.get(char) ?? char

/** One form of what looks the same: one width, small letters, no invisible characters, look-alikes as one. */
export function comparableText(text: string): string {
  const plain = text.normalize('NFKC').replace(LABEL, '').toLowerCase().replace(NO_SIGN, '')
  // Twice: a Cyrillic o looks like a Latin one, and that like a nought.
  return [...plain].map((char) => looksLike(looksLike(char))).join('')
}

/** Pairs of neighbouring characters as numbers, in order, each once; of a single character itself. */
export type Grams = Float64Array

export function gramsOf(text: string): Grams {
  const codes = [...comparableText(text)].map((char) => char.codePointAt(0)!)
  if (codes.length === 1) return Float64Array.of(codes[0]!)
  return Float64Array.from(new Set(codes.slice(1).map((code, i) => codes[i]! * 0x200000 + code))).sort()
}

/** From 0 to 1; null where either text has no letter and no number. */
export function likenessOf(one: Grams, other: Grams): number | null {
  if (one.length === 0 || other.length === 0) return null
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [a, b] = [one[i]!, other[j]!]
    if (a === b) shared++
    if (a <= b) i++
    if (b <= a) j++
  }
  return (2 * shared) / (one.length + other.length)
}
