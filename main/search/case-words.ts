/** What it means that a case is found: every word typed occurs in its number, its text or its place, as it stands or, of letters alone, by its sound. */
import { soundLike } from './sounds.ts'
import { plain } from './spelling.ts'

/** More words than this are not looked for. */
const MOST_WORDS = 8
/** One letter is the first of some sound in nearly every text. */
const LETTERS = /^[a-z][a-z']+$/

/** In one form, each once; spaces part them. */
export function wordsOf(typed: string): string[] {
  return [...new Set(typed.split(/\s+/u).map((word) => plain(word.toWellFormed())).filter((word) => word !== ''))].slice(0, MOST_WORDS)
}

export const isSpelling = (word: string): boolean => LETTERS.test(word)

/** The fields of a case that are searched, each in one form. */
export function fieldsOf({ number, text, place }: { number: string; text: string; place: string }): string[] {
  return [number, text, place].map((field) => plain(field.toWellFormed()))
}

export function isFound(fields: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => fields.some((field) => field.includes(word) || (isSpelling(word) && soundLike([...field], word))))
}
