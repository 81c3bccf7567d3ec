/**
 * The text of a case as tokens of an index, and a search as an expression over them. Every character and every pair of neighbours is a token, so that
 * words of one and two characters are found at once; longer ones are narrowed down by their pairs. For sounds, the pairs of first letters and each whole sound.
 */
import { isSpelling } from './case-words.ts'
import { soundsOf } from './sounds.ts'

/** Where ASCII's symbols go, which the tokenizer would part words at. */
const SYMBOLS = 0xe000
/** Before first letters, and twice before a sound: no pair of characters has as many. */
const [FIRSTS, SOUND] = ['\ue100', '\ue101\ue101']
/** Units of typed letters that are looked at: three narrow down enough, and their ways stay few. */
const MOST_UNITS = 3

const parts = new Map<string, string>()

function partOf(char: string): string {
  const found = parts.get(char)
  if (found !== undefined) return found
  const code = char.codePointAt(0)!
  const part = code >= 0x80 || /[0-9a-z]/.test(char) ? char : String.fromCodePoint(SYMBOLS + code)
  parts.set(char, part)
  return part
}

/** Two different characters never share this one's token. */
function isOwn(char: string): boolean {
  const code = char.codePointAt(0)!
  return /[0-9a-z]/.test(char) || (code >= 0x80 && (code < SYMBOLS || code >= SYMBOLS + 0x80))
}

const firsts = new Map<string, readonly string[]>()

/** Letters a character may be typed with when only its first is. */
function firstsOf(char: string): readonly string[] {
  const found = firsts.get(char)
  if (found !== undefined) return found
  const letters = /[a-z]/.test(char) ? [char] : [...new Set(soundsOf(char).map((sound) => sound[0]!))]
  firsts.set(char, letters)
  return letters
}

/** What a character adds after the one before it (or none): texts are made of the same pairs over and over. */
const added = new Map<string, string>()
const MOST_PAIRS = 300_000

function tokensAfter(before: string, char: string): string {
  const known = added.get(before + char)
  if (known !== undefined) return known
  const tokens = [partOf(char), ...(before === '' ? [] : [partOf(before) + partOf(char)]), ...soundsOf(char).map((sound) => SOUND + sound)]
  if (before !== '') for (const a of firstsOf(before)) for (const b of firstsOf(char)) tokens.push(FIRSTS + a + b)
  const text = `${tokens.join(' ')} `
  if (added.size >= MOST_PAIRS) added.clear()
  added.set(before + char, text)
  return text
}

/** Parted by spaces, some more than once. Fields in one form (`fieldsOf`). */
export function tokensOf(fields: readonly string[]): string {
  let tokens = ''
  for (const field of fields) {
    let before = ''
    for (const char of field) {
      tokens += tokensAfter(before, char)
      before = char
    }
  }
  return tokens
}

export interface Narrowed {
  /** An FTS5 expression that lets through every case that is found, and perhaps others. */
  expression: string
  /** It lets no others through. */
  isExact: boolean
}

/** `words` as `wordsOf` gives them, one at least. */
export function narrow(words: readonly string[]): Narrowed {
  const exact = words.map((word) => [...word].length <= 2 && [...word].every(isOwn) && !isSpelling(word))
  return { expression: words.map((word) => `(${[literally(word), ...(isSpelling(word) ? waysOf(word) : [])].join(' OR ')})`).join(' AND '), isExact: exact.every((is) => is) }
}

const quoted = (token: string): string => `"${token}"`
const allOf = (tokens: readonly string[]): string => `(${[...new Set(tokens)].join(' AND ')})`

function literally(word: string): string {
  const chars = [...word].map(partOf)
  return allOf(chars.length === 1 ? [quoted(chars[0]!)] : chars.slice(1).map((char, n) => quoted(chars[n]! + char)))
}

/** A whole sound, as it may be spelled without tone. */
const SYLLABLE = /^(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[aeo]|ai|ei|ao|ou|an|en|ang|eng|er|ong|i|ia|ie|iao|iu|ian|in|iang|ing|io|iong|u|ua|uo|uai|ui|uan|un|uang|v|ve|ue|van|vn)$|^(?:m|n|ng|hm|hng)$/
const LONGEST_SYLLABLE = 6

interface Unit { first: string; sound: string | null; end: number }

/** What the letters from `pos` on may begin with: a first letter, a whole sound, or all that is left as the begin of one. */
function unitsAt(word: string, pos: number): Unit[] {
  const first = word[pos]!
  // An apostrophe parts syllables, and is none of their letters.
  if (first === "'") return []
  const units: Unit[] = [{ first, sound: null, end: pos + 1 }]
  if (word[pos + 1] === 'h') units.push({ first, sound: null, end: pos + 2 })
  for (let end = pos + 1; end <= Math.min(word.length, pos + LONGEST_SYLLABLE); end++) {
    const sound = word.slice(pos, end)
    if (SYLLABLE.test(sound)) units.push({ first, sound: quoted(SOUND + sound), end: word[end] === "'" ? end + 1 : end })
  }
  const rest = word.slice(pos)
  if (rest.length <= LONGEST_SYLLABLE && /^[a-z]+$/.test(rest)) units.push({ first, sound: `${quoted(SOUND + rest)}*`, end: word.length })
  return units
}

/** Each way its letters can be spelled, as far as they are looked at. */
function waysOf(word: string): string[] {
  const ways: string[] = []
  const walk = (pos: number, last: string | null, count: number, tokens: readonly string[]): void => {
    if (pos >= word.length || count === MOST_UNITS) {
      // One first letter alone narrows nothing; what it stands for is the begin of a sound as well.
      if (tokens.length > 0) ways.push(allOf(tokens))
      return
    }
    for (const { first, sound, end } of unitsAt(word, pos)) {
      walk(end, first, count + 1, [...tokens, ...(last === null ? [] : [quoted(FIRSTS + last + first)]), ...(sound === null ? [] : [sound])])
    }
  }
  walk(0, null, 0, [])
  return [...new Set(ways)]
}
