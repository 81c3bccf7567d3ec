/** The points of a snapshot wait in a table of the shape of `point`. Where nothing held stands against it, that table becomes `point`: each row is written once. */
import { createLocalClock } from '../field/local-clock.ts'
import { createIndexes, createTable } from './entities.ts'
import { bodyAt, cellsAt, hashAt, idAt, type JudgedPoints } from './judged-part.ts'
import { POINT_STAGE, POINT_TRIGGERS } from './migrations.ts'
import { clearPack, writePack, zoneOf } from './point-pack.ts'
import { appendPoints, createReports, type Reports } from './point-rows.ts'
import { DELETE_GHOST_POINTS_SQL, stagePointsSql, SWAP_POINTS_SQL, swapRowsSql } from './upsert.ts'
import type { WriterContext } from './writer-context.ts'

/** Rows of one statement: binding is half of an insert's cost, and less of it for several at once. */
const AT_ONCE = 16
const STAGE_MANY = stagePointsSql(AT_ONCE)

/** The scope whose points wait here. */
function ownerOf(context: WriterContext): string | null {
  const row = context.sql(`SELECT scope FROM "${POINT_STAGE}" LIMIT 1`).get()
  return row ? String(row['scope']) : null
}

/** One scope at a time. Another's points wait among the other staged rows, and go on doing so once they have begun. */
export function mayStagePoints(context: WriterContext, scope: string): boolean {
  const owner = ownerOf(context)
  return owner === scope || (owner === null && !isAmongRows(context, scope))
}

/** Whether good points of the scope are in `stage_row`. */
function isAmongRows(context: WriterContext, scope: string): boolean {
  return context.sql("SELECT 1 FROM stage_part WHERE scope = ? AND ',' || types || ',' LIKE '%,point,%'").get(scope) !== undefined
}

/** Answers which of them have an id that is here already, in their order: which of the two stays is for the swap to say. */
export function stagePoints(context: WriterContext, scope: string, points: JudgedPoints): number[] {
  const again: number[] = []
  for (let from = 0; from < points.size; from += AT_ONCE) {
    const to = Math.min(points.size, from + AT_ONCE)
    const values: unknown[] = []
    for (let i = from; i < to; i++) values.push(idAt(points, i), scope, points.ver[i], hashAt(points, i), bodyAt(points, i), ...cellsAt(points, i))
    const { changes } = context.sql(to - from === AT_ONCE ? STAGE_MANY : stagePointsSql(to - from)).run(values)
    if (changes < to - from) again.push(...repeatedAmong(context, points, from, to, changes))
  }
  return again
}

/** The last `taken` rows of the stage are those of `from`…`to` − 1 that were new, in their order. */
function repeatedAmong(context: WriterContext, points: JudgedPoints, from: number, to: number, taken: number): number[] {
  const newest = context.sql(`SELECT id FROM "${POINT_STAGE}" ORDER BY rowid DESC LIMIT ?`).all(taken)
  return Array.from({ length: to - from }, (_, i) => from + i).filter((i) => {
    if (newest.at(-1)?.['id'] !== idAt(points, i)) return true
    newest.pop()
    return false
  })
}

/** Gives the stage back; its rows are all of the one scope. */
export function dropPointStage(context: WriterContext, scope: string): void {
  if (ownerOf(context) !== scope) return
  context.sql(`DELETE FROM "${POINT_STAGE}"`).run()
  gathered.delete(context)
}

interface Swap {
  scope: string
  epoch: string
  repair: number
  snapshotId: string
  parts: number
}

/** Puts the staged points in the place of the scope's; null when none wait here. The pack goes, and comes anew where that is free. */
export function swapPoints(context: WriterContext, swap: Swap): { ghosts: number; put: number } | null {
  const { scope, epoch, repair } = swap
  if (ownerOf(context) !== scope) return null
  clearPack(context.db)
  if (!mayReplace(context, swap)) {
    const ghosts = context.sql(DELETE_GHOST_POINTS_SQL).run({ scope }).changes
    const put = context.sql(SWAP_POINTS_SQL).run({ scope, epoch, repair }).changes
    return { ghosts, put: put + context.sql(swapRowsSql('point')).run({ scope, epoch, repair }).changes }
  }
  // Rows are only ever added to the stage, so their numbers have no holes.
  const put = Number(context.sql(`SELECT max(rowid) AS n FROM "${POINT_STAGE}"`).get()?.['n'])
  replaceTable(context)
  const reports = takeGathered(context, swap)
  if (reports) writePack(context.db, reports)
  return { ghosts: 0, put }
}

/** No id came twice, all points held are this scope's, and none of them would stay because it is newer than its staged row. */
function mayReplace(context: WriterContext, { scope, epoch, repair }: Swap): boolean {
  if (isAmongRows(context, scope)) return false
  if (context.sql('SELECT 1 FROM point WHERE scope < ? OR scope > ? LIMIT 1').get(scope, scope)) return false
  if (repair || !context.sql('SELECT 1 FROM scope WHERE id = ? AND epoch = ?').get(scope, epoch)) return true
  return !context.sql(`SELECT 1 FROM point JOIN "${POINT_STAGE}" AS staged ON staged.id = point.id WHERE point.ver > staged.ver LIMIT 1`).get()
}

/** The schema's text is the same afterwards, letter for letter: the fingerprint says so at the next start. */
function replaceTable(context: WriterContext): void {
  context.db.exec(['DROP TABLE "point";', `ALTER TABLE "${POINT_STAGE}" RENAME TO "point";`, ...createIndexes('point'), ...POINT_TRIGGERS, createTable(POINT_STAGE, 'point')].join('\n'))
}

/** What the parts staged in this run of the program add up to. */
interface Gathered {
  snapshotId: string
  parts: Set<number>
  /** Their hours come last, because the zone comes with the snapshot. Null: they cannot be had this way. */
  reports: Reports | null
}
const gathered = new WeakMap<WriterContext, Gathered>()
const UTC = createLocalClock('UTC')
/** Adds the points of a committed part to the columns. */
export function gather(context: WriterContext, snapshotId: string, part: number, points: JudgedPoints): void {
  let all = gathered.get(context)
  // A part seen before: the snapshot was discarded and begins anew.
  if (all?.snapshotId !== snapshotId || all.parts.has(part)) gathered.set(context, (all = { snapshotId, parts: new Set(), reports: createReports(UTC, 0) }))
  all.parts.add(part)
  if (!all.reports) return
  try {
    appendPoints(all.reports, points)
  } catch {
    // More classes or areas than the columns can number: no reason to refuse the snapshot.
    all.reports = null
  }
}

function takeGathered(context: WriterContext, swap: Swap): Reports | null {
  const all = gathered.get(context)
  gathered.delete(context)
  if (!all?.reports || all.snapshotId !== swap.snapshotId || all.parts.size !== swap.parts) return null
  const clock = createLocalClock(zoneOf(context.db))
  const { hourOfWeek, reportedAt, size } = all.reports.columns
  for (let n = 0; n < size; n++) hourOfWeek[n] = clock.hourOfWeekOf(reportedAt[n]!)
  return { ...all.reports, clock }
}
