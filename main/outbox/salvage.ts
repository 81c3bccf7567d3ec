/** What can still be read of a damaged outbox.db: each table from both ends, up to the damage. */
import { openReadable } from '../store/open.ts'
import { preparedOnce, type Prepare } from '../store/prepared.ts'
import { add, emptyHeld, type Held } from './held.ts'
import type { DraftRecord, EventRecord, OpRecord } from './op.ts'
import { OP_STATES } from './op-state.ts'
import { SCANS, takeOp } from './rows.ts'

/** Nothing is written; whatever cannot be opened at all holds nothing. */
export function salvage(path: string): Held {
  const held = emptyHeld()
  let db
  try {
    db = openReadable(path)
  } catch {
    return held
  }
  try {
    const sql = preparedOnce(db)
    scan(sql, SCANS.ops, (row) => isWhole(row, OP_TEXTS, OP_NUMBERS) && takeOp(row as unknown as OpRecord, held, []))
    scan(sql, SCANS.events, (row) => isWhole(row, ['op_id'], ['e', 'at', 'attempts']) && areStates(row) && add(held, { events: [row as unknown as EventRecord] }))
    scan(sql, SCANS.drafts, (row) => isWhole(row, ['form', 'key'], ['d', 'at']) && add(held, { drafts: [row as unknown as DraftRecord] }))
  } finally {
    db.close()
  }
  // An event is no use without its op.
  for (const id of held.events.keys()) if (!held.ops.has(id)) held.events.delete(id)
  return held
}

const OP_TEXTS = ['op_id', 'actor', 'scope', 'type', 'row_id', 'kind', 'body', 'body_sha', 'boot_id']
const OP_NUMBERS = ['n', 'made_at', 'made_mono']
const STATES: readonly unknown[] = OP_STATES

/** Damage that SQLite reads past puts anything into a cell. */
const isWhole = (row: Record<string, unknown>, texts: string[], numbers: string[]): boolean =>
  texts.every((name) => typeof row[name] === 'string') && numbers.every((name) => Number.isSafeInteger(row[name]))
const areStates = (row: Record<string, unknown>): boolean => STATES.includes(row['from']) && STATES.includes(row['to'])

function scan(sql: Prepare, text: (order: 'ASC' | 'DESC') => string, take: (row: Record<string, unknown>) => unknown): void {
  for (const order of ['ASC', 'DESC'] as const) {
    try {
      for (const row of sql(text(order)).iterate()) take(row)
    } catch {
      // The damage begins here; the other end may be sound.
    }
  }
}
