/** Words and a row for tests of files of cases. */
import { CASE_FILE_WORDS, type CaseFileWord } from '../../preload/contract/case-export.ts'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { CaseWording } from '../../main/export/case-table.ts'

export const CASE_WORDS = Object.fromEntries(CASE_FILE_WORDS.map((word) => [word, `c:${word}`])) as Record<CaseFileWord, string>
export const AT = Date.parse('2026-11-28T12:00:00Z')
export const WORDING: CaseWording = { words: CASE_WORDS, classNames: new Map([['safety', '安全隐患']]), english: false, at: AT }

export const listRow = (n: number, more: Partial<CaseRow> = {}): CaseRow => ({
  id: `c${n}`, number: `甬-${String(n).padStart(7, '0')}`, status: 'filed', class: 'safety', area: '330205001', street: { id: '330205001', name: '前江街道', nameEn: 'Qianjiang' }, text: `井盖松动${n}`, place: '人民路5#楼',
  reportedAt: AT - n * 60_000, dueAt: AT + n * 60_000, isOpen: true, urgent: false, supervised: false, danger: false, isHandedOver: false, simulated: true, edit: null, base: { dispatch: 1, location: 1, description: 1, supervision: 1 }, ...more,
})
