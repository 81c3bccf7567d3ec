/** Two texts word by word: what both say, and what one says alone. */
import { diffArrays } from 'diff'

export interface TextPart { text: string; isOwn: boolean }
/** Beyond so many words in all, comparing takes longer than it is worth: then each text stands whole. */
const MOST_WORDS = 6_000

/** In Chinese a word is what the reader takes for one, not a character. */
const words = new Intl.Segmenter('zh-CN', { granularity: 'word' })
const wordsOf = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment)

/** The parts of each text in their order; joined, they are the text. */
export function differenceOf(one: string, other: string): { one: TextPart[]; other: TextPart[] } {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length + b.length > MOST_WORDS) return { one: whole(one), other: whole(other) }
  const changes = diffArrays(a, b)
  const side = (left: 'added' | 'removed', own: 'added' | 'removed'): TextPart[] => changes.flatMap((change) => (change[left] || change.value.length === 0 ? [] : [{ text: change.value.join(''), isOwn: change[own] === true }]))
  return { one: side('added', 'removed'), other: side('removed', 'added') }
}

const whole = (text: string): TextPart[] => (text === '' ? [] : [{ text, isOwn: false }])
