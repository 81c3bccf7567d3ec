/** Where a figure came from, in words: the query that counted it and the kinds of rows it read. */
import { CATALOGUE } from '../catalogue.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from './phrase.ts'

/** As the queries write it: “field.get bottleneck: handover, point”. */
const PATTERN = /^([\w.-]+)(?: [\w-]+)*: ([\w-]+(?:, [\w-]+)*)$/

/** “来源：随手拍点 · 查询 field.get”. Text of another form, and tables this version does not know, are shown as they came. */
export function sourceWords(source: string, text: Pick<Text, 't' | 'locale'>): string {
  const parts = sourceParts(source, text)
  return parts === null ? source : text.t('age.source', parts)
}

/** Kinds of rows in words, and the query's name; null for text of another form. */
export function sourceParts(source: string, { t, locale }: Pick<Text, 't' | 'locale'>): { tables: string; query: string } | null {
  const [, query, tables] = PATTERN.exec(source) ?? []
  if (query === undefined || tables === undefined) return null
  const names = tables.split(', ').map((table) => (isKnown(`type.${table}`) ? t(`type.${table}` as MessageKey) : table))
  return { tables: names.join(locale === 'en' ? ', ' : '、'), query }
}

function isKnown(key: string): key is MessageKey {
  return Object.hasOwn(CATALOGUE.en, key)
}
