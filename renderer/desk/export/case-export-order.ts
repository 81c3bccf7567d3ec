/** The order for a file of what the list shows, with every word that will stand in it. */
import { CASE_FILE_WORDS, type CaseExportOrder, type CaseFileWord } from '../../../preload/contract/case-export.ts'
import { CASE_COLUMNS, type CaseFileFormat } from '../../../preload/contract/case-output.ts'
import type { CaseOrder, CaseQuestion } from '../../../preload/contract/case-list.ts'
import { EXPORT_WORDS, type ExportWords } from '../../../preload/contract/export.ts'
import type { City } from '../../../preload/contract/model.ts'
import type { MessageKey } from '../../catalogue.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { Column } from '../kept-columns.ts'
import { listScope } from '../list-words.ts'

export interface ListShown {
  question: CaseQuestion
  order: CaseOrder
  hidden: readonly Column[]
  total: number
  city: City
}

export const columnsOf = (hidden: readonly Column[]): Column[] => CASE_COLUMNS.filter((column) => !hidden.includes(column))

export function orderOf({ question, order, hidden, total, city }: ListShown, format: CaseFileFormat, purpose: string, text: Text): CaseExportOrder {
  const { t, locale } = text
  return {
    job: crypto.randomUUID(), question, order, columns: columnsOf(hidden), format, purpose, english: locale === 'en', title: t('desk.list'), scope: listScope(question, order, city, text), expected: total,
    words: Object.fromEntries(EXPORT_WORDS.map((word) => [word, t(`export.${word}`)])) as ExportWords,
    caseWords: Object.fromEntries(CASE_FILE_WORDS.map((word) => [word, t(keyOf(word))])) as Record<CaseFileWord, string>,
  }
}

/** The list's own words where it has them. */
function keyOf(word: CaseFileWord): MessageKey {
  if (word.startsWith('status.')) return word as MessageKey
  return (word.startsWith('about.') || word.startsWith('due.') || word === 'column.dueState' ? `caseFile.${word}` : `desk.${word}`) as MessageKey
}
