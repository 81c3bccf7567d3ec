/**
 * What must not reach the library: it writes control characters, unescaped names, NaN and unknown words into the file as they are, and each of
 * these breaks it. Tests switch one rule off at a time and see that the gate catches what gets through.
 */
import { plainText } from '../../export/plain-text.ts'

export interface Border {
  /** One line of text: a line end inside it would part one run into two. */
  text(words: string): string
  /** For what is written into XML as it stands. */
  escaped(words: string): string
  /** A measure, or `otherwise` where it is none. */
  measure(value: number, otherwise: number): number
  anchor(word: string): 'top' | 'middle' | 'bottom'
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const BORDER: Border = {
  text: (words) => plainText(words).replace(/[\s\u0085\u2028\u2029]+/gu, ' '),
  escaped: (words) => words.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter),
  measure: (value, otherwise) => (Number.isFinite(value) && value >= 0 ? value : otherwise),
  anchor: (word) => (word === 'top' || word === 'bottom' ? word : 'middle'),
}
