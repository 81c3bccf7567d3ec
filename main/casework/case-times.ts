/** What a case's row and its class say of its clock, as instants: what every deadline is reckoned from, at the central and at a desk. */
import type { Limit } from '../../preload/contract/deadline.ts'
import type { Row } from '../sync/protocol.ts'
import type { CaseTimes } from './deadline.ts'
import type { Pause } from './pauses.ts'
import type { Pull } from './reckon.ts'
import type { StatedWork } from './limit.ts'

/** Of a class of cases; empty where it is not known. */
export interface ClassLimit { limit?: Limit | undefined; limit_from?: 'reported' | 'filed' | undefined }
type Times = Pick<Row<'case'>, 'reported_at' | 'filed_at' | 'limit' | 'suspended' | 'suspended_at' | 'extended' | 'fixed' | 'merged' | 'merged_since' | 'due_at' | 'merged_due_at' | 'closed_at'>

const instantOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text))

export function timesOf(row: Times, kind: ClassLimit): CaseTimes {
  return {
    startAt: instantOf(kind.limit_from === 'reported' ? row.reported_at : row.filed_at),
    limit: row.limit ?? kind.limit ?? null,
    pauses: pausesOf(row),
    extensions: (row.extended ?? []).map(({ at, until }) => ({ at: Date.parse(at), until: Date.parse(until) })),
    fixed: row.fixed === undefined ? null : { at: Date.parse(row.fixed.at), until: Date.parse(row.fixed.until) },
    merges: mergesOf(row),
    stated: instantOf(row.merged_due_at ?? row.due_at),
    finishedAt: instantOf(row.closed_at),
  }
}

/** Those that came with an earlier clock of the case do not count, nor those that were merged into it after it was closed: it was in time or was not. */
function mergesOf({ merged = [], merged_since, fixed, closed_at }: Times): Pull[] {
  const [since, end] = [instantOf(merged_since ?? fixed?.at) ?? -Infinity, instantOf(closed_at) ?? Infinity]
  return merged.flatMap(({ at, due_at, number }): Pull[] => (due_at === undefined ? [] : [{ at: Date.parse(at), until: Date.parse(due_at), number }])).filter(({ at }) => at >= since && at < end)
}

/** A central may state the running suspension alone. */
function pausesOf({ suspended = [], suspended_at }: Times): Pause[] {
  const pauses = suspended.map(({ from, to }) => ({ from: Date.parse(from), to: instantOf(to) }))
  return suspended_at === undefined || pauses.some(({ to }) => to === null) ? pauses : [...pauses, { from: Date.parse(suspended_at), to: null }]
}

export function workOf({ holidays, periods, day_rule: rule = 'next_day', days }: NonNullable<Row<'area'>['working_time']>): StatedWork {
  return { holidays, periods, rule, table: days === undefined ? null : { ...days, asOf: days.as_of } }
}
