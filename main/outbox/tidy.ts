/** Once a day: lets go of what has been over for thirty days, writes the journal anew without it, and keeps the daily copy. */
import { StoreFailure } from '../store/failure.ts'
import { writingOf, type OutboxContext } from './context.ts'
import { isCopyDue, writeCopy } from './copies.ts'
import { union, type Held } from './held.ts'
import { FINAL, listed } from './op-state.ts'
import { LIMITS } from './op.ts'
import { keepReserve } from './reserve.ts'
import { heldIn } from './rows.ts'

/** Of an op that was sent over and over only the newest events are kept: each says all about how the op stands. */
const EVENTS_KEPT = 50

export interface Tidied {
  dropped: number
  /** Whether the journal was written anew. */
  isCompacted: boolean
}

/**
 * `centralNow`: the central's time in its last answer. The thirty days are counted by it, since this PC's clock may be years off; an op's last
 * day begins at the first tidying that finds it over. The database lets go first: after a crash between the two the next start brings back what the
 * journal still has, over as it was, and nobody sends it again.
 */
export function tidy(context: OutboxContext, input: { centralNow: number }): Tidied {
  const { db, journal } = writingOf(context)
  const over = listed(FINAL)
  context.sql(`UPDATE op SET kept_from = ? WHERE state IN ${over} AND kept_from IS NULL`).run(Math.trunc(input.centralNow))
  const dropped = context.sql(`SELECT op_id FROM op WHERE state IN ${over} AND kept_from <= ?`).all(Math.trunc(input.centralNow) - LIMITS.keptMs).map((row) => String(row['op_id']))
  const tombstones = context.sql('SELECT form, key, d FROM draft WHERE body IS NULL').all()
  const long = context.sql(`SELECT op_id, max(e) AS e FROM op_event GROUP BY op_id HAVING count(*) > ${EVENTS_KEPT}`).all().map((row) => ({ op_id: String(row['op_id']), e: Number(row['e']) }))
  keepReserve(context.disk, context.folder)
  if (dropped.length + tombstones.length + long.length === 0) return { dropped: 0, isCompacted: false }
  const left = without(everything(context), new Set(dropped), new Map(long.map(({ op_id, e }) => [op_id, e - EVENTS_KEPT])))
  db.transaction(() => {
    for (const id of dropped) {
      context.sql('DELETE FROM op WHERE op_id = ?').run(id)
      context.sql('DELETE FROM op_event WHERE op_id = ?').run(id)
    }
    for (const { op_id, e } of long) context.sql('DELETE FROM op_event WHERE op_id = ? AND e <= ?').run(op_id, e - EVENTS_KEPT)
    for (const draft of tombstones) context.sql('DELETE FROM draft WHERE form = ? AND key = ? AND d = ?').run(draft['form'], draft['key'], draft['d'])
  }).immediate()
  journal.rewrite(left)
  return { dropped: dropped.length, isCompacted: true }
}

/** Only of two whole copies: otherwise the next start has to look at them first. */
function everything(context: OutboxContext): Held {
  const { held, spoilt } = heldIn(context.sql)
  const journal = writingOf(context).journal.read()
  if (journal === null || journal.bad > 0 || spoilt.length > 0) throw new StoreFailure('damaged', 'a copy of the outbox is not whole; the next start mends it')
  return union(journal.held, held)
}

function without(held: Held, dropped: ReadonlySet<string>, lastOld: ReadonlyMap<string, number>): Held {
  return {
    ops: new Map([...held.ops].filter(([id]) => !dropped.has(id))),
    events: new Map([...held.events].filter(([id]) => !dropped.has(id)).map(([id, own]) => [id, new Map([...own].filter(([e]) => e > (lastOld.get(id) ?? 0)))])),
    drafts: new Map([...held.drafts].filter(([, { body }]) => body !== null)),
  }
}

/** Once a day; a copy that cannot be made or is not sound leaves the others as they are and says why. */
export function keepCopy(context: OutboxContext, input: { now: number }): { isKept: boolean } {
  if (!context.writing || !isCopyDue(context.disk, context.folder, input.now)) return { isKept: false }
  writeCopy(context.db, context.disk, context.folder, context.actor, input.now)
  return { isKept: true }
}
