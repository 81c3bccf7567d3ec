/** The long pass: every record of the file → a waiting row, or a remark that says why not. */
import type { RowType } from '../../sync/protocol.ts'
import { toStored } from '../city-row.ts'
import type { Sql } from '../sql.ts'
import { caseRow } from './case-row.ts'
import { lookAlikeKey } from './names.ts'
import type { SourceRecord } from './source-record.ts'
import type { Outcome, Remark } from './refusal.ts'
import type { Remarks } from './remarks.ts'
import { hasBadText, type RowContext } from './row-context.ts'
import { addToStage, type StagedRow } from './stage.ts'
import { siteRow, type SiteContext } from './site-row.ts'
import { stopRow, type Stop, type StopContext } from './stop-row.ts'
import { addStops, sumStops, type WaitingStop } from './stops.ts'

const BATCH_ROWS = 1_000

export type Reading =
  | { as: 'cases'; context: RowContext }
  | { as: 'sites'; context: SiteContext }
  | { as: 'handovers'; context: StopContext; stops: string }

interface Body { id: string; area: string; lng: number; lat: number }
type Waiting = { staged: StagedRow } | { stop: WaitingStop }

/** Returns the number of records read. `progress` hears it now and then. */
export async function fillStage(sql: Sql, table: string, records: AsyncIterable<SourceRecord>, reading: Reading, remarks: Remarks, progress: (read: number) => void): Promise<number> {
  let read = 0
  let batch: Waiting[] = []
  const flush = async (): Promise<void> => {
    const staged = batch.flatMap((one) => ('staged' in one ? [one.staged] : []))
    const stops = batch.flatMap((one) => ('stop' in one ? [one.stop] : []))
    batch = []
    for (const remark of await addToStage(sql, table, staged)) await remarks.add(remark)
    if (reading.as === 'handovers') await addStops(sql, reading.stops, stops)
    progress(read)
  }
  for await (const record of records) {
    read += 1
    const id = reading.context.pick(record, reading.as === 'handovers' ? 'stop' : 'id').trim().slice(0, 100)
    const { waiting, said } = readOne(record, reading)
    for (const { reason, detail } of said) await remarks.add({ line: record.line, id, reason, detail })
    if (waiting !== null && batch.push(waiting) >= BATCH_ROWS) await flush()
  }
  await flush()
  return read
}

type Said = Pick<Remark, 'reason' | 'detail'>

function readOne(record: SourceRecord, reading: Reading): { waiting: Waiting | null; said: Said[] } {
  if (record.broken !== undefined) return { waiting: null, said: [record.broken] }
  if (hasBadText(record)) return { waiting: null, said: [{ reason: 'bad-text', detail: '' }] }
  const outcome: Outcome<Body | Stop> = reading.as === 'cases' ? caseRow(record, reading.context)
    : reading.as === 'sites' ? siteRow(record, reading.context) : stopRow(record, reading.context)
  if ('refused' in outcome) return { waiting: null, said: [{ reason: outcome.refused, detail: outcome.detail }] }
  const flags = outcome.flags.map((reason): Said => ({ reason, detail: '' }))
  if ('stop' in outcome.row) return { waiting: { stop: { ...outcome.row, line: record.line } }, said: flags }
  const city = reading.context.names.city
  const staged = stageRow(record.line, reading.as === 'cases' ? 'case' : 'site', city, outcome.row)
  return 'reason' in staged ? { waiting: null, said: [staged] } : { waiting: { staged }, said: flags }
}

/** The row in both its forms; the wire contract is checked here, while the line is still known. */
function stageRow(line: number, type: Extract<RowType, 'case' | 'site' | 'handover'>, city: string, body: Body): StagedRow | Said {
  const scope = type === 'case' ? `office:${body.area}` : `ref:${city}`
  const id = body.id.slice(city.length + 1)
  try {
    const { body: stored } = toStored({ type, scope, city, body: { ...body } })
    return { line, id, key: type === 'handover' ? id : lookAlikeKey(id), type, rowId: body.id, area: body.area, scope, lng: body.lng, lat: body.lat, body: JSON.stringify(body), stored }
  } catch (error) {
    return { reason: 'bad-row', detail: (error as Error).message.slice(0, 200) }
  }
}

/** Handovers only: the stops that are left, added up, become the waiting rows. */
export async function stageSums(sql: Sql, table: string, stops: string, context: StopContext): Promise<void> {
  let line = 0
  let batch: StagedRow[] = []
  for await (const row of sumStops(sql, stops, context.names.city, context.source)) {
    const staged = stageRow(++line, 'handover', context.names.city, row)
    if ('reason' in staged) throw new Error(staged.detail)
    batch.push(staged)
    if (batch.length >= BATCH_ROWS) await addToStage(sql, table, batch.splice(0))
  }
  await addToStage(sql, table, batch)
}
