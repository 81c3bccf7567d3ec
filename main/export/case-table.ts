/** The rows of the case list as cells: what the list shows, with instants as dates and the deadline's state in a column of its own. */
import type { CaseFileWord, DUE_STATES } from '../../preload/contract/case-export.ts'
import type { CaseColumn } from '../../preload/contract/case-output.ts'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { Cell, Column } from './table.ts'

export interface CaseWording {
  words: Record<CaseFileWord, string>
  classNames: ReadonlyMap<string, string>
  /** Streets by their English names where they have one. */
  english: boolean
  /** What is late is late at this instant. */
  at: number
}

/** One column of the list is one of the file, but the deadline, which is two: when, and how it stands. */
export function caseColumns(columns: readonly CaseColumn[], { words }: CaseWording): Column[] {
  return columns.flatMap((key): Column[] => {
    const kind = key === 'due' || key === 'reported' ? 'date' : 'text'
    const own: Column = { key, kind, head: words[`column.${key}`] }
    return key === 'due' ? [own, { key: 'dueState', kind: 'text', head: words['column.dueState'] }] : [own]
  })
}

export function caseCells(row: CaseRow, columns: readonly CaseColumn[], wording: CaseWording): Cell[] {
  return columns.flatMap((column) => (column === 'due' ? [row.dueAt, wording.words[`due.${dueState(row, wording.at)}`]] : [cellOf(row, column, wording)]))
}

function cellOf(row: CaseRow, column: Exclude<CaseColumn, 'due'>, { words, classNames, english }: CaseWording): Cell {
  switch (column) {
    case 'number': return row.number
    case 'status': return words[`status.${row.status}`] ?? row.status
    // What the center has not confirmed is told apart in the file as on the screen.
    case 'edit': return row.edit === null ? '' : words[`edit.${row.edit}`]
    case 'marks': return [...(row.danger ? [words['mark.danger']] : []), ...(row.urgent ? [words['mark.urgent']] : []), ...(row.supervised ? [words['mark.supervised']] : [])].join('、')
    case 'class': return classNames.get(row.class) ?? row.class
    case 'text': return row.text
    case 'place': return row.place
    case 'street': return (english ? row.street.nameEn : null) ?? row.street.name
    case 'reported': return row.reportedAt
  }
}

/** `over`: the case is closed, its clock runs no more. */
function dueState({ dueAt, isOpen }: CaseRow, at: number): (typeof DUE_STATES)[number] {
  if (dueAt === null) return 'none'
  return isOpen ? (dueAt < at ? 'late' : 'left') : 'over'
}
