/** A seat whose lane answers out of a cache in memory, and orders for files of its cases. */
import type { CaseExportOrder } from '../../preload/contract/case-export.ts'
import { CASE_COLUMNS } from '../../preload/contract/case-output.ts'
import { DESK_FUNCTIONS } from '../../main/store/queries/lanes.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { type CaseExporter, createCaseExporter } from '../../main/core/case-exporter.ts'
import { createFileJobs, type FileJobs } from '../../main/core/file-jobs.ts'
import type { Host } from '../../main/core/host.ts'
import type { Seat } from '../../main/core/seat.ts'
import { CASE_WORDS } from '../export/case-words.ts'
import { WORDS } from '../export/words.ts'
import { ALL, fillCases, NEWEST } from '../store/queries/cases.ts'
import { emptyCache, NOW } from '../store/queries/filled-cache.ts'

export interface CaseScene {
  db: WritableDatabase
  context: ReaderContext
  seat: Seat
  /** What was recorded as exported; how often the line was told. */
  recorded: EditIntent[]
  told(): number
  /** Nothing can be recorded while there is an error. */
  refuseRecords(error: Error | null): void
  /** What the seat does when its person leaves. */
  leave(): Promise<void>
  /** Called before each stretch is read, with how many were read before. */
  beforeStretch(work: (read: number) => void): void
}

export function openScene(count: number): CaseScene {
  const db = emptyCache()
  fillCases(db, count)
  const context: ReaderContext = { db }
  let before: ((read: number) => void) | null = null
  let read = 0
  const ask = (name: keyof typeof DESK_FUNCTIONS, input: never): Promise<unknown> => {
    if (name === 'export.caseRows') {
      before?.(read)
      read++
    }
    return Promise.resolve({ value: DESK_FUNCTIONS[name](context, input), tookMs: 0 })
  }
  const remembered = { central: 'http://c', centralName: '演练中心', practice: true, beside: false, account: 'a', sub: 'u-1', name: '前江席位', role: 'office', city: '3302', homeArea: '330205001' }
  const partings: (() => Promise<void>)[] = []
  const recorded: EditIntent[] = []
  let told = 0
  let refusal: Error | null = null
  const record = async (intent: EditIntent): Promise<void> => {
    if (refusal !== null) throw refusal
    recorded.push(intent)
  }
  const sync = { skewMs: () => 0, edited: () => void (told += 1) }
  const seat = { remembered, store: { desk: { ask } }, edits: { record }, sync: () => sync, atClose: (work: () => Promise<void>) => void partings.push(work) } as unknown as Seat
  const leave = async (): Promise<void> => {
    for (const part of partings) await part()
  }
  return { db, context, seat, recorded, told: () => told, refuseRecords: (error) => void (refusal = error), leave, beforeStretch: (work) => void (before = work) }
}

/** Touches a case the way a pull does: the row and its scope's cursor. */
export function changeCase({ db }: CaseScene): void {
  db.prepare(`UPDATE "case" SET reported_at = reported_at + 1 WHERE id = (SELECT id FROM "case" ORDER BY reported_at DESC LIMIT 1)`).run()
  db.prepare(`UPDATE scope SET cursor = cursor + 1 WHERE kind = 'office'`).run()
}

/** Orders of cases, and what becomes of their files. */
export type CaseFiles = Omit<FileJobs, 'write'> & CaseExporter
export function caseFiles(folder: string, host: Pick<Host, 'saveFile'>, now: () => number): CaseFiles {
  const files = createFileJobs(folder, host)
  return { ...files, write: createCaseExporter(files, now).write }
}

let orders = 0
export const caseOrder = (expected: number, more: Partial<CaseExportOrder> = {}): CaseExportOrder => ({
  job: `order-${String(++orders).padStart(6, '0')}`, question: { ...ALL, at: NOW }, order: NEWEST, columns: [...CASE_COLUMNS], format: 'csv', english: false, words: WORDS, caseWords: CASE_WORDS,
  title: '案件列表', scope: [], purpose: '周例会', expected, ...more,
})
