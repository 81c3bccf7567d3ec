/**
 * The newest report, which default periods end at and class limits stand on. A handful of reports dated far ahead by a slip of the hand must not move them by years, and no
 * clock is asked for that: a PC's own may be wrong, and the answer is to be the same at every desk that holds the same rows.
 */
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import type { ReadableDatabase } from '../open.ts'
import { prepared } from './prepared.ts'

/** How far ahead of the fifth newest the newest may lie: in a city that reports at all there is more than that in a week. */
const AHEAD_MS = 604_800_000

export const NEWEST_SQL = `SELECT reported_at FROM point
  WHERE reported_at <= ifnull((SELECT reported_at FROM point ORDER BY reported_at DESC LIMIT 1 OFFSET ${FEWEST_EVENTS - 1}) + ${AHEAD_MS}, 9007199254740991) ORDER BY reported_at DESC LIMIT 1`

/** Milliseconds UTC. Fewer reports than five further ahead of all others than a week are left out; null: there is no report. */
export function newestReportAt(db: ReadableDatabase): number | null {
  const row = prepared(db, NEWEST_SQL).get() as [number] | undefined
  return row === undefined ? null : row[0]
}
