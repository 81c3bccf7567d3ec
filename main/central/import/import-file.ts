/** Imports one real file as a city of its own: read, wait, ask, then everything at once or nothing. */
import type { Sql } from '../sql.ts'
import { addAccounts } from './accounts.ts'
import { boundsOf, findLimits, removeOutside } from './bounds.ts'
import { UNSPECIFIED } from './city-names.ts'
import { cityRows } from './city-rows.ts'
import { fillStage, stageSums } from './fill-stage.ts'
import { openSource, type OpenSource } from './open-source.ts'
import type { ImportOptions } from './options.ts'
import { readRecords } from './records.ts'
import { ImportRefused, type FlagReason, type RefusalReason } from './refusal.ts'
import { Remarks, type Counts } from './remarks.ts'
import { compareStage, createStage, dropStage, findLeadingZeroTwins, type Difference } from './stage.ts'
import { createStops } from './stops.ts'
import { writeCity } from './write-city.ts'

export interface ImportTalk {
  print(line: string): void
  /** Words about the work going on, replaced by the next ones. */
  progress(words: string): void
  /** Asked once, after everything is read and before anything is written. */
  confirm(question: string): Promise<boolean>
}

export interface ImportReport extends Difference {
  city: string
  /** Records in the file. */
  read: number
  /** Records taken; `created + changed + unchanged` counts rows, fewer where records are added up. */
  accepted: number
  refused: Counts<RefusalReason>
  flagged: Counts<FlagReason>
  /** Where refused and doubtful lines are listed; null when there are none. */
  list: string | null
  sha256: string
  outcome: 'written' | 'nothing-new' | 'declined' | 'dry-run'
}

export async function importFile(sql: Sql, options: ImportOptions, talk: ImportTalk): Promise<ImportReport> {
  const source = await openSource(sql, options)
  for (const line of source.preview) talk.print(line)
  const remarks = await Remarks.open(options.file, options.report)
  try {
    await createStage(sql, source.table)
    return await runStages(sql, options, source, remarks, talk)
  } finally {
    await remarks.close()
    await dropStage(sql, source.table)
    if (source.reading.as === 'handovers') await dropStage(sql, source.reading.stops)
  }
}

async function runStages(sql: Sql, options: ImportOptions, source: OpenSource, remarks: Remarks, talk: ImportTalk): Promise<ImportReport> {
  const read = await stageFile(sql, options, source, remarks, talk)
  talk.progress('comparing with what the central holds')
  const difference = await compareStage(sql, source.table)
  const base = {
    city: source.city, read, accepted: read - remarks.refusedLines, refused: remarks.refused, flagged: remarks.flagged,
    list: await remarks.close(), sha256: source.survey.sha256, ...difference,
  }
  if (difference.created + difference.changed + difference.unchanged === 0) throw new ImportRefused('no line of the file can be taken; nothing is written')
  const frame = await cityRows(sql, source.table, source.names, source.existing, {
    name: options.city, zone: source.zone ?? 'UTC', source: source.source,
    bounds: await boundsOf(sql, source.table, source.existing?.row.bounds),
  })
  const waiting = difference.created + difference.changed
  if (waiting === 0 && source.existing !== null) return { ...base, outcome: 'nothing-new' }
  if (options.dryRun) return { ...base, outcome: 'dry-run' }
  const question = `${base.accepted} of ${read} records taken: ${difference.created} new rows, ${difference.changed} changed, ${difference.unchanged} as they were. Write them?`
  if (!options.yes && !(await talk.confirm(question))) return { ...base, outcome: 'declined' }
  const offices = frame.filter((row) => row.type === 'area' && row.body.id !== source.city).map((row) => ({ id: row.body.id, name: officeName(row.body) }))
  await writeCity(sql, source.table, source.city, frame, waiting, {
    before: (tx) => addAccounts(tx, { id: source.city, name: source.existing?.row.name ?? options.city }, offices),
    progress: (rows) => talk.progress(`writing: ${rows} rows`),
  })
  return { ...base, outcome: 'written' }
}

const officeName = (area: { id: string; [field: string]: unknown }): string => (area.id.endsWith(`/${UNSPECIFIED}`) ? '未注明' : String(area['name']))

/** Reads the file into the waiting tables and takes out what lies far outside the city. Returns the records read. */
async function stageFile(sql: Sql, options: ImportOptions, source: OpenSource, remarks: Remarks, talk: ImportTalk): Promise<number> {
  const { reading, table } = source
  if (reading.as === 'handovers') await createStops(sql, reading.stops)
  const points = reading.as === 'handovers' ? reading.stops : table
  const read = await fillStage(sql, table, readRecords(options.file, source.survey), reading, remarks, (done) => talk.progress(`reading: ${done} records`))
  const limits = options.bounds ?? (await findLimits(sql, points))
  if (limits !== null) for await (const remark of removeOutside(sql, points, limits)) await remarks.add(remark)
  if (reading.as === 'handovers') await stageSums(sql, table, reading.stops, reading.context)
  else for (const remark of await findLeadingZeroTwins(sql, table)) await remarks.add(remark)
  return read
}
