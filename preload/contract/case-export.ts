/** The case list as a file: exactly the rows, order and columns that it shows, with who took it out and what for. */
import type { CaseOrder, CaseQuestion } from './case-list.ts'
import { CASE_COLUMNS, type CaseColumn, type CaseFileFormat } from './case-output.ts'
import { CASE_STATUSES } from './case-status.ts'
import { EDIT_MARKS } from './edit.ts'
import type { ExportWords } from './export.ts'

/** What usual readers open: a workbook is made in memory, CSV row by row. */
export const MOST_CASE_FILE_ROWS: Record<CaseFileFormat, number> = { csv: 5_000_000, xlsx: 100_000 }

/** Bytes of a finished file that one question brings to the page. */
export const PIECE_BYTES = 4_194_304

/** How a deadline stands at the list's minute. */
export const DUE_STATES = ['none', 'late', 'left', 'over'] as const

export const CASE_FILE_WORDS = [
  ...CASE_COLUMNS.map((column) => `column.${column}` as const), 'column.dueState',
  ...CASE_STATUSES.map((status) => `status.${status}` as const),
  ...DUE_STATES.map((state) => `due.${state}` as const),
  ...EDIT_MARKS.map((mark) => `edit.${mark}` as const),
  'mark.danger', 'mark.urgent', 'mark.supervised', 'about.purpose', 'about.author', 'about.written', 'about.record',
] as const
export type CaseFileWord = (typeof CASE_FILE_WORDS)[number]

export interface CaseExportOrder {
  /** Names this order for its progress, its pieces and its end; the asker's choice. */
  job: string
  question: CaseQuestion
  order: CaseOrder
  /** In the order of the list. */
  columns: CaseColumn[]
  format: CaseFileFormat
  /** Classes and streets by their English names where they have one. */
  english: boolean
  /** What every file says of itself, and the words of this one. */
  words: ExportWords
  caseWords: Record<CaseFileWord, string>
  title: string
  /** The question in words, part by part. */
  scope: { label: string; value: string }[]
  purpose: string
  /** Rows the list shows; the file must have as many. */
  expected: number
}

/** A finished file waits in the console's folder until it is handed over, dropped, or another person signs in. */
export interface CaseFile {
  name: string
  type: string
  bytes: number
  /** Counted by reading the finished file again. */
  rows: number
  asOf: number | null
  simulated: boolean
}

export interface FilePiece {
  bytes: Uint8Array<ArrayBuffer>
  isLast: boolean
}
