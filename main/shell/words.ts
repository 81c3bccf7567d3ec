/** The host's own words in the system's language: Chinese, unless the system prefers English. */
import { en } from './messages/en.ts'
import { zhCN, type WordKey } from './messages/zh-CN.ts'

export type Words = (key: WordKey, blanks?: Record<string, string | number>) => string
export type Locale = 'zh-CN' | 'en'

/** `preferred` is the system's list, the dearest first. */
export const chooseLocale = (preferred: readonly string[]): Locale => (/^en\b/i.test(preferred[0] ?? '') ? 'en' : 'zh-CN')

export function wordsOf(locale: Locale): Words {
  const catalogue: Record<WordKey, string> = locale === 'en' ? en : zhCN
  return (key, blanks = {}) => catalogue[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ''))
}
