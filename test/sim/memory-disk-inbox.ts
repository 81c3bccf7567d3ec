/** The memory disk's half of main/store/inbox.ts: change pages, confirmation, counts. */
import type { PageInput, PageResult } from '../../main/store/inbox.ts'
import { kindOfScope } from '../../main/store/rows.ts'
import { ROW_TYPES, type ChangePage } from '../../main/sync/protocol.ts'
import { judge, leaveRow, putRow, type Tally } from './memory-disk-rows.ts'
import { changeScope, type MemoryContext } from './memory-disk-scopes.ts'
import { inOneCommit } from './memory-disk-tables.ts'

/** Refused before anything is touched; else rows and cursor in one commit. */
export function applyPage({ ledger }: MemoryContext, { page, now, lenient, dropped = 0 }: PageInput): PageResult {
  const kind = kindOfScope(page.scope)
  const tally: Tally = { changed: new Set(), points: [], bad: 0 }
  let result: PageResult = { ok: false, why: 'place' }
  const refuse = (why: 'place' | 'order' | 'hash'): PageResult => {
    inOneCommit(ledger)
    return { ok: false, why }
  }
  const scope = ledger.tables.scopes.get(page.scope)
  if (!scope || scope.cursor === null || scope.cursor !== page.after || scope.epoch !== page.epoch || scope.renew !== 0) return refuse('place')
  if (!isOrdered(page)) return refuse('order')
  const fates = page.changes.map((change) => (change.op === 'put' ? judge(kind, change) : null))
  if (!lenient && fates.some((fate) => fate?.fate === 'bad' && fate.why === 'hash')) return refuse('hash')
  const refused = fates.filter((fate) => fate?.fate === 'refused').length + dropped
  const moveCursor = (): void =>
    changeScope(ledger, page.scope, (held) => ({ cursor: page.next, head_seen: page.head, ok_at: now, state: 'live', error: null, refused: held.refused + refused }))
  const changeRows = (): void => {
    for (const [i, change] of page.changes.entries()) {
      if (change.op === 'leave') leaveRow(ledger, page.scope, change, tally)
      else putRow(ledger, page.scope, page.epoch, change, fates[i] ?? { fate: 'refused' }, tally)
    }
    result = { ok: true, cursor: page.next, changed: [...tally.changed], points: tally.points, bad: tally.bad, refused }
  }
  inOneCommit(ledger, moveCursor, changeRows)
  return result
}

/** Sequence numbers rise inside (after, next]; a page that promises more has moved on. */
function isOrdered({ after, next, head, more, changes }: ChangePage): boolean {
  const rises = changes.every((change, i) => change.seq > (changes[i - 1]?.seq ?? after) && change.seq <= next)
  return rises && next >= after && head >= next && (!more || next > after)
}

export function confirmScopes({ ledger }: MemoryContext, input: { scopes: string[]; now: number }): void {
  inOneCommit(ledger, () => {
    for (const id of input.scopes) changeScope(ledger, id, (scope) => (scope.state === 'live' ? { ok_at: input.now } : null))
  })
}

/** By type in the order of the protocol, then by scope. */
export function countRows({ ledger }: MemoryContext, _input: null): { scope: string; type: string; rows: number }[] {
  const counts = new Map<string, Map<string, number>>()
  for (const { type, scope } of ledger.tables.rows.values()) {
    const ofType = counts.get(type) ?? new Map<string, number>()
    counts.set(type, ofType.set(scope, (ofType.get(scope) ?? 0) + 1))
  }
  return ROW_TYPES.flatMap((type) => [...(counts.get(type) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([scope, rows]) => ({ scope, type, rows })))
}
