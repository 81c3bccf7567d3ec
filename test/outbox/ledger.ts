/** The tiny model: what was called saved, how it must stand, and what a failed attempt may or may not have left. */
import assert from 'node:assert/strict'
import type { OutboxContext } from '../../main/outbox/context.ts'
import type { NewOp } from '../../main/outbox/op.ts'
import type { Opened } from '../../main/outbox/opening.ts'
import { allOps } from './scene.ts'

export interface Ledger {
  /** In the order of saving. */
  ops: Map<string, { row: string; body: string; state: string; epoch: string | null; attempts: number }>
  /** What was over and let go of: it may come back as it was, when only one copy had let go. */
  gone: Ledger['ops']
  /** By name; a dropped one is absent. */
  drafts: Map<string, string>
  /** What an attempt that did not answer "done" would have made of it, until the next one that did. */
  maybe: { ops: NewOp[][]; states: Map<string, string>; drafts: Map<string, string | null> }[]
}

export const newLedger = (): Ledger => ({ ops: new Map(), gone: new Map(), drafts: new Map(), maybe: [] })

export interface Wish {
  ops?: NewOp[]
  states?: Map<string, string>
  drafts?: Map<string, string | null>
  epoch?: string
}

const wishOf = ({ ops = [], states = new Map(), drafts = new Map() }: Wish): Ledger['maybe'][number] => ({ ops: ops.length > 0 ? [ops] : [], states, drafts })

/** It answered "done": all of it holds from now on, and nothing of earlier failures may appear any more. */
export function done(ledger: Ledger, wish: Wish): void {
  const { ops, states, drafts } = wishOf(wish)
  for (const op of ops.flat()) if (!ledger.ops.has(op.op_id)) ledger.ops.set(op.op_id, { row: op.row_id, body: op.body, state: 'queued', epoch: null, attempts: 0 })
  for (const [id, state] of states) {
    const op = ledger.ops.get(id)
    if (!op) continue
    if (state === 'sending') [op.attempts, op.epoch] = [op.attempts + 1, wish.epoch ?? null]
    op.state = state
  }
  for (const [name, body] of drafts) {
    if (body === null) ledger.drafts.delete(name)
    else ledger.drafts.set(name, body)
  }
  if (ops.length + states.size + drafts.size > 0) ledger.maybe = []
}

/** It failed, or the process died in it. */
export const failed = (ledger: Ledger, wish: Wish): void => void ledger.maybe.push(wishOf(wish))

const afterRestart = (state: string): string => (state === 'sending' ? 'unknown' : state)

/** While the process lives a failed attempt has left nothing that can be seen. */
export function auditRunning(context: OutboxContext, ledger: Ledger): void {
  const found = allOps(context)
  assert.deepEqual(new Map(found.map(({ op_id, state }) => [op_id, state])), new Map([...ledger.ops].map(([id, { state }]) => [id, state])))
  assert.deepEqual(draftsIn(context), ledger.drafts)
}

/** After a start: everything called saved is there once, whole, in order; what failed is there whole or not at all. The ledger learns which. */
export function auditStart({ context, opening }: Opened, ledger: Ledger, isJournalBad = false): void {
  assert.deepEqual({ sealed: opening.sealed, lost: opening.lost, bad: isJournalBad ? 0 : opening.badPlaces }, { sealed: null, lost: [], bad: 0 })
  const found = allOps(context)
  const states = new Map(found.map(({ op_id, state }) => [op_id, state]))
  for (const [id, op] of ledger.gone) {
    if (!states.has(id)) continue
    ledger.gone.delete(id)
    ledger.ops = new Map([...ledger.ops, [id, op] as const].sort(([a], [b]) => numberOf(found, a) - numberOf(found, b)))
  }
  for (const [id, { body, state }] of ledger.ops) {
    const allowed = [state, ...ledger.maybe.flatMap((wish) => wish.states.get(id) ?? [])].map(afterRestart)
    assert.ok(allowed.includes(states.get(id) ?? 'missing'), `${id} is ${states.get(id) ?? 'missing'}, not ${allowed.join(' or ')}`)
    assert.equal(found.find(({ op_id }) => op_id === id)?.body, body)
  }
  for (const group of ledger.maybe.flatMap(({ ops }) => ops)) {
    const fresh = group.filter(({ op_id }) => !ledger.ops.has(op_id))
    const there = fresh.filter(({ op_id }) => states.has(op_id))
    assert.ok(there.length === 0 || there.length === fresh.length, 'a save that failed is half there')
    for (const { op_id, row_id, body } of there) {
      assert.equal(found.find((op) => op.op_id === op_id)?.body, body)
      ledger.ops.set(op_id, { row: row_id, body, state: states.get(op_id) ?? '', epoch: null, attempts: 0 })
    }
  }
  assert.deepEqual([...states.keys()].filter((id) => !ledger.ops.has(id)), [], 'an edit nobody made')
  auditOrder(found, ledger)
  auditDrafts(context, ledger)
  for (const [id, op] of ledger.ops) [op.state, op.attempts] = [states.get(id) ?? '', found.find(({ op_id }) => op_id === id)?.attempts ?? 0]
  for (const [id, epoch] of context.db.prepare('SELECT op_id, sent_epoch FROM op').raw().all() as [string, string | null][]) (ledger.ops.get(id) ?? { epoch }).epoch = epoch
  ledger.maybe = []
}

const numberOf = (found: ReturnType<typeof allOps>, id: string): number => found.find(({ op_id }) => op_id === id)?.n ?? 0

function auditOrder(found: ReturnType<typeof allOps>, ledger: Ledger): void {
  const last = new Map<string, number>()
  const numbers = new Map(found.map(({ op_id, n }) => [op_id, n]))
  for (const [id, { row }] of ledger.ops) {
    const n = numbers.get(id) ?? 0
    assert.ok(n > (last.get(row) ?? 0), `the order of row ${row} has changed`)
    last.set(row, n)
  }
}

function auditDrafts(context: OutboxContext, ledger: Ledger): void {
  const found = draftsIn(context)
  for (const name of new Set([...found.keys(), ...ledger.drafts.keys(), ...ledger.maybe.flatMap(({ drafts }) => [...drafts.keys()])])) {
    const allowed = [ledger.drafts.get(name) ?? null, ...ledger.maybe.flatMap(({ drafts }) => (drafts.has(name) ? [drafts.get(name) ?? null] : []))]
    assert.ok(allowed.includes(found.get(name) ?? null), `the draft ${name} is ${found.get(name) ?? 'missing'}`)
  }
  ledger.drafts = found
}

const draftsIn = (context: OutboxContext): Map<string, string> => new Map(context.db.prepare('SELECT key, body FROM draft WHERE body IS NOT NULL').raw().all() as [string, string][])
