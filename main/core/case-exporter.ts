/** The case list as a file: read stretch by stretch, all of one moment, and handed over like every file that the console makes. */
import { rm } from 'node:fs/promises'
import { type CaseExportOrder, type CaseFile, MOST_CASE_FILE_ROWS } from '../../preload/contract/case-export.ts'
import type { CaseCounts, CaseRow } from '../../preload/contract/case-list.ts'
import { maskText } from '../casework/mask.ts'
import type { CaseFileJob } from '../export/case-file.ts'
import { isoOf } from '../export/local-time.ts'
import { type RunningCaseFile, runCaseFile } from '../export/run-case-file.ts'
import type { FileJob, FileJobs } from './file-jobs.ts'
import type { Exported } from './record-export.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'

const ROWS_AT_ONCE = 2_000
/** A list that changes while it is read is read again from its begin. */
const TRIES = 4

export interface CaseExporter {
  /** Throws Refusal 'changed' when the list has another number of rows or does not stand still, 'cancelled', 'too-busy', 'disk-full', 'not-writable'. */
  write(seat: Seat, order: CaseExportOrder): Promise<CaseFile>
}

export function createCaseExporter(files: FileJobs, now: () => number): CaseExporter {
  return { write: (seat, order) => files.write(seat, order.job, order.expected, (job) => writeSteadily(seat, order, job, now), (file) => exportedOf(file, order)) }
}

const exportedOf = ({ rows, asOf }: CaseFile, { format, columns, question, order, purpose }: CaseExportOrder): Exported =>
  ({ format, rows, columns, question, order, purpose, ...(asOf === null ? {} : { as_of: new Date(asOf).toISOString() }) })

async function writeSteadily(seat: Seat, order: CaseExportOrder, job: FileJob, now: () => number): Promise<CaseFile> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const file = await writeOnce(seat, order, job, now)
    if (file !== null) return file
    await rm(job.path, { force: true })
  }
  throw new Refusal('changed', 'the list changed each time it was read')
}

/** Null: the list changed while it was read. */
async function writeOnce(seat: Seat, order: CaseExportOrder, job: FileJob, now: () => number): Promise<CaseFile | null> {
  const counts = await countsOf(seat, order)
  const running = runCaseFile(await fileJobOf(seat, order, counts, job, now()))
  job.running = running
  try {
    if (!(await bringRows(seat, order, job, running, counts.total))) return null
    const { name, type, bytes, rows } = await running.finish()
    return { name, type, bytes, rows, asOf: counts.provenance.asOf, simulated: counts.provenance.simulated }
  } catch (error) {
    throw job.isCancelled ? new Refusal('cancelled', 'while it was written') : error
  } finally {
    job.running = null
    await running.cancel()
  }
}

async function countsOf(seat: Seat, { question, expected, format }: CaseExportOrder): Promise<CaseCounts> {
  for (;;) {
    const { value } = await seat.store.desk.ask('cases.counts', { question })
    if (!('views' in value)) continue
    if (value.total !== expected) throw new Refusal('changed', `the screen shows ${expected} cases, now there are ${value.total}`)
    if (value.total > MOST_CASE_FILE_ROWS[format]) throw new Refusal('refused', `${format} takes at most ${MOST_CASE_FILE_ROWS[format]} rows`)
    return value
  }
}

/** False: what was read is not of one moment. One row is asked for beyond the last. */
async function bringRows(seat: Seat, { question, order }: CaseExportOrder, job: FileJob, file: RunningCaseFile, count: number): Promise<boolean> {
  let sign: string | null = null
  for (let done = 0; ; ) {
    if (job.isCancelled) throw new Refusal('cancelled', 'while it was read')
    const limit = Math.min(ROWS_AT_ONCE, count + 1 - done)
    const { value } = await seat.store.desk.ask('export.caseRows', { question, order, from: done, limit })
    if (!('rows' in value)) continue
    if (sign !== null && value.sign !== sign) return false
    sign = value.sign
    const { rows } = value
    if (done + rows.length > count) return false
    if (rows.length > 0) await file.add(rows.map(masked))
    done += rows.length
    job.progress = () => ({ done, of: count })
    if (rows.length < limit) return done === count
  }
}

/** The central masks; a file goes further than a screen, so what looks like a number of a person is masked once more. */
const masked = (row: CaseRow): CaseRow => ({ ...row, text: maskText(row.text), place: maskText(row.place) })

async function fileJobOf(seat: Seat, order: CaseExportOrder, counts: CaseCounts, { path, record: id }: FileJob, writtenAt: number): Promise<CaseFileJob> {
  const { value: city } = await seat.store.desk.ask('city.get', null)
  if (city === null) throw new Refusal('changed', 'there is no city any more')
  const { question, words, caseWords, english } = order
  const { name, sub, centralName } = seat.remembered
  const stamp = [
    { label: caseWords['about.purpose'], value: maskText(order.purpose.trim()) },
    { label: caseWords['about.author'], value: `${name} (${sub}) · ${centralName}` },
    { label: caseWords['about.written'], value: isoOf(writtenAt, city.timeZone) },
    { label: caseWords['about.record'], value: id },
  ]
  return {
    path, format: order.format, columns: order.columns, count: counts.total, provenance: counts.provenance,
    wording: { words: caseWords, english, at: question.at, classNames: new Map(city.classes.map((one) => [one.id, (english ? one.nameEn : null) ?? one.name])) },
    // Open work is not narrowed by a period: then none is printed.
    facts: { title: order.title, words, scope: [...stamp, ...order.scope], unit: '', filter: question.view === 'all' ? question.filter : null, zone: city.timeZone },
  }
}
