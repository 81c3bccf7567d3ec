/** Applies change pages: rows and cursor in one transaction, each row by its version. */
import { ROW_TYPES, type Change, type ChangePage } from '../sync/protocol.ts'
import { packIfDue } from './point-pack.ts'
import { isRowType, judgeRow, kindOfScope } from './rows.ts'
import { scopeOf } from './scopes.ts'
import { putRowSql } from './upsert.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

/** `lenient`: a row with a wrong hash is kept aside instead of refusing the page. */
export interface PageInput {
  page: ChangePage
  now: number
  lenient: boolean
  /** Changes of the page that could not be read at all. */
  dropped?: number
}

export type PageResult =
  | { ok: true; cursor: number; changed: string[]; points: string[]; bad: number; refused: number }
  /** `place`: it does not start at the stored cursor and epoch. `hash`: a row is not the one its hash speaks of. */
  | { ok: false; why: 'place' | 'order' | 'hash' }

export function applyPage(context: WriterContext, input: PageInput): PageResult {
  const result = inOneTransaction(context, () => takePage(context, input))
  // Not while more pages wait: a desk back from a long absence would pack after each.
  if (result.ok && result.points.length > 0 && !input.page.more) packIfDue(context.db)
  return result
}

function takePage(context: WriterContext, input: PageInput): PageResult {
  const { page } = input
  const scope = scopeOf(context, page.scope)
  if (!scope || scope.cursor === null || scope.cursor !== page.after || scope.epoch !== page.epoch || scope.renew) return { ok: false, why: 'place' }
  if (!isOrdered(page)) return { ok: false, why: 'order' }
  const kind = kindOfScope(page.scope)
  const tally: Tally = { changed: new Set(), points: [], bad: 0, refused: input.dropped ?? 0 }
  const fates = page.changes.map((change) => (change.op === 'put' ? judgeRow(kind, change) : null))
  if (!input.lenient && fates.some((fate) => fate?.fate === 'bad' && fate.why === 'hash')) return { ok: false, why: 'hash' }
  for (const [i, change] of page.changes.entries()) {
    if (change.op === 'leave') leave(context, page.scope, change, tally)
    else put(context, page, change, fates[i] ?? { fate: 'refused' }, tally)
  }
  context.sql("UPDATE scope SET cursor = ?, head_seen = ?, ok_at = ?, state = 'live', error = NULL, refused = refused + ? WHERE id = ?")
    .run(page.next, page.head, input.now, tally.refused, page.scope)
  return { ok: true, cursor: page.next, changed: [...tally.changed], points: tally.points, bad: tally.bad, refused: tally.refused }
}

interface Tally {
  changed: Set<string>
  points: string[]
  bad: number
  refused: number
}
type PutChange = Extract<Change, { op: 'put' }>
type LeaveChange = Extract<Change, { op: 'leave' }>

/** Sequence numbers rise inside (after, next]; holes are allowed. */
function isOrdered(page: ChangePage): boolean {
  let last = page.after
  for (const change of page.changes) {
    if (change.seq <= last || change.seq > page.next) return false
    last = change.seq
  }
  return page.next >= page.after && page.head >= page.next && (!page.more || page.next > page.after)
}

function note(tally: Tally, type: string, id: string): void {
  tally.changed.add(type)
  if (type === 'point') tally.points.push(id)
}

function put(context: WriterContext, page: ChangePage, change: PutChange, fate: ReturnType<typeof judgeRow>, tally: Tally): void {
  if (fate.fate === 'refused') {
    tally.refused += 1
    return
  }
  const { type, id, ver, row } = change
  if (isOutdated(context, page, type, id, ver)) return
  clearSide(context, type, id)
  if (fate.fate === 'row') {
    if (context.sql(putRowSql(fate.type)).run(id, page.scope, ver, fate.h, row, ...fate.cells, page.epoch).changes > 0) note(tally, type, id)
    return
  }
  // The old row would be shown as if it were current: it goes, and the counter says why.
  if (isRowType(type) && context.sql(`DELETE FROM "${type}" WHERE id = ?`).run(id).changes > 0) note(tally, type, id)
  if (fate.fate === 'unknown') context.sql('INSERT INTO unknown_row VALUES (?, ?, ?, ?, ?, ?)').run(page.scope, type, id, ver, fate.h, row)
  else {
    tally.bad += 1
    context.sql('INSERT INTO bad_row VALUES (?, ?, ?, ?, ?, ?, ?)').run(page.scope, type, id, ver, fate.h, row, fate.why)
  }
}

/** A version not newer than the held one, within one epoch. */
function isOutdated(context: WriterContext, page: ChangePage, type: string, id: string, ver: number): boolean {
  const tables = isRowType(type) ? [`"${type}"`, 'bad_row'] : ['unknown_row', 'bad_row']
  return tables.some((table) => {
    const where = table.startsWith('"') ? 'row.id = ?' : 'row.id = ? AND row.type = ?'
    const found = context.sql(`SELECT row.ver AS ver, scope.epoch AS epoch FROM ${table} AS row LEFT JOIN scope ON scope.id = row.scope WHERE ${where}`)
      .get(...(table.startsWith('"') ? [id] : [id, type]))
    return found !== undefined && Number(found['ver']) >= ver && found['epoch'] === page.epoch
  })
}

function clearSide(context: WriterContext, type: string, id: string): void {
  context.sql('DELETE FROM bad_row WHERE type = ? AND id = ?').run(type, id)
  if (!isRowType(type)) context.sql('DELETE FROM unknown_row WHERE type = ? AND id = ?').run(type, id)
}

/** Deletes only what this scope still holds at that version: a row that has moved on stays. */
function leave(context: WriterContext, scope: string, change: LeaveChange, tally: Tally): void {
  const { type, id, ver } = change
  for (const side of ['bad_row', 'unknown_row']) context.sql(`DELETE FROM ${side} WHERE type = ? AND id = ? AND scope = ? AND ver <= ?`).run(type, id, scope, ver)
  if (!isRowType(type)) return
  if (context.sql(`DELETE FROM "${type}" WHERE id = ? AND scope = ? AND ver <= ?`).run(id, scope, ver).changes > 0) note(tally, type, id)
}

/** The central has just shown that it has nothing newer for these scopes. */
export function confirmScopes(context: WriterContext, input: { scopes: string[]; now: number }): void {
  const confirm = context.sql("UPDATE scope SET ok_at = ? WHERE id = ? AND state = 'live'")
  inOneTransaction(context, () => {
    for (const scope of input.scopes) confirm.run(input.now, scope)
  })
}

/** Rows held, by scope and type. */
export function countRows(context: WriterContext, _input: null): { scope: string; type: string; rows: number }[] {
  return ROW_TYPES.flatMap((type) => {
    const counts = context.sql(`SELECT scope, count(*) AS rows FROM "${type}" GROUP BY scope`).all()
    return counts.map((row) => ({ scope: String(row['scope']), type, rows: Number(row['rows']) }))
  })
}
