/** What a desk does with its outbox, by numbers that choose; each act tells the ledger what it wished for and whether it was told "done". */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import type { OutboxContext } from '../../main/outbox/context.ts'
import { resolve, sendAgain, withdraw } from '../../main/outbox/decide.ts'
import { dropDraft, putDraft } from '../../main/outbox/drafts.ts'
import type { NewOp } from '../../main/outbox/op.ts'
import { save } from '../../main/outbox/save.ts'
import { lose, markSending, nextBatch, requeue } from '../../main/outbox/send.ts'
import { settle, type Settlement } from '../../main/outbox/settle.ts'
import { keepCopy, tidy } from '../../main/outbox/tidy.ts'
import { done, failed, type Ledger, type Wish } from './ledger.ts'
import { EPOCH, NOW, opFor } from './scene.ts'

export const ACTS = ['save', 'save several', 'save again', 'send', 'lose', 'settle', 'epoch', 'withdraw', 'resolve', 'again', 'draft', 'drop draft', 'save draft', 'tidy', 'copy'] as const
export interface Act {
  act: (typeof ACTS)[number]
  a: number
}

export interface Desk {
  context: OutboxContext
  ledger: Ledger
  /** Counts the acts, for names and clocks. */
  made: number
  epoch: string
  centralNow: number
}

const EPOCHS = [EPOCH, '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000c']
const VERDICTS = ['applied', 'conflict', 'undecided', 'rejected', 'satisfied', 'blocked'] as const
const DAY_MS = 24 * 3_600_000

/** The same history makes the same names. */
function idOf(made: number, i: number): string {
  const hex = hash('sha256', `${made} ${i}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const opsOf = ({ made }: Desk, a: number, count: number): NewOp[] => Array.from({ length: count }, (_, i) => opFor(`row-${(a + i) % 3}`, { op_id: idOf(made, i) }))
const idsIn = ({ ledger }: Desk, ...states: string[]): string[] => [...ledger.ops].filter(([, op]) => states.includes(op.state)).map(([id]) => id)
const all = (ids: readonly string[], state: string): Map<string, string> => new Map(ids.map((id) => [id, state]))

/** A call whose answer is true when it did what was wished. */
function attempt({ ledger }: Desk, wish: Wish, work: () => boolean): void {
  try {
    if (work()) done(ledger, wish)
    else failed(ledger, wish)
  } catch (error) {
    failed(ledger, wish)
    throw error
  }
}

export function perform(desk: Desk, { act, a }: Act): void {
  desk.made += 1
  const { context, ledger } = desk
  const now = NOW + desk.made
  const saving = (ops: NewOp[], draft: string | null = null): void =>
    attempt(desk, { ops, drafts: new Map(draft === null ? [] : [[draft, null]]) }, () => save(context, { ops, draft: draft === null ? null : { form: 'f', key: draft }, now, mono: desk.made }).saved)
  const changing = (states: Map<string, string>, work: () => { changed: string[] }, epoch?: string): void =>
    attempt(desk, { states, ...(epoch === undefined ? {} : { epoch }) }, () => {
      assert.deepEqual(new Set(work().changed), new Set(states.keys()))
      return true
    })
  switch (act) {
    case 'save': return saving(opsOf(desk, a, 1))
    case 'save several': return saving(opsOf(desk, a, 2 + (a % 3)))
    case 'save again': {
      const [id, known] = [...ledger.ops][a % Math.max(1, ledger.ops.size)] ?? []
      return id && known ? saving([opFor(known.row, { op_id: id, body: known.body })]) : undefined
    }
    case 'send': {
      const batch = nextBatch(context, { ops: 1 + (a % 5) })
      auditBatch(desk, batch.map(({ op_id }) => op_id))
      const ids = batch.map(({ op_id }) => op_id)
      return changing(all(ids, 'sending'), () => markSending(context, { op_ids: ids, epoch: desk.epoch, now }), desk.epoch)
    }
    case 'lose': {
      const ids = idsIn(desk, 'sending')
      return changing(all(ids, 'unknown'), () => lose(context, { op_ids: ids, why: 'timeout', now }))
    }
    case 'settle': return settleSome(desk, a, now)
    case 'epoch': {
      desk.epoch = EPOCHS[a % EPOCHS.length] ?? EPOCH
      const old = idsIn(desk, 'sending', 'unknown', 'applied', 'satisfied').filter((id) => ledger.ops.get(id)?.epoch !== desk.epoch)
      return changing(all(old, 'queued'), () => requeue(context, { epoch: desk.epoch, now }))
    }
    case 'withdraw': {
      const ids = idsIn(desk, 'queued').filter((id) => ledger.ops.get(id)?.attempts === 0).slice(0, 1 + (a % 2))
      return changing(all(ids, 'withdrawn'), () => withdraw(context, { op_ids: ids, now }))
    }
    case 'resolve': {
      const ids = idsIn(desk, 'conflict', 'rejected', 'blocked').slice(0, 1)
      if (ids.length === 0) return
      const op = a % 2 === 0 ? opFor('row-0', { op_id: idOf(desk.made, 0) }) : null
      return attempt(desk, { states: all(ids, 'resolved'), ...(op ? { ops: [op] } : {}) }, () => resolve(context, { op_ids: ids, how: 'redo', op, now, mono: desk.made }).changed.length === 1)
    }
    case 'again': {
      const ids = idsIn(desk, 'conflict', 'rejected', 'blocked').slice(0, 2)
      return changing(all(ids, 'queued'), () => sendAgain(context, { op_ids: ids, now }))
    }
    case 'draft': return attempt(desk, { drafts: new Map([[`k${a % 2}`, `{"text":"${desk.made}"}`]]) }, () => {
      putDraft(context, { form: 'f', key: `k${a % 2}`, body: `{"text":"${desk.made}"}`, now })
      return true
    })
    case 'drop draft': return attempt(desk, { drafts: new Map([[`k${a % 2}`, null]]) }, () => {
      dropDraft(context, { form: 'f', key: `k${a % 2}`, now })
      return true
    })
    case 'save draft': return saving(opsOf(desk, a, 1), `k${a % 2}`)
    case 'tidy': return tidyUp(desk, a)
    case 'copy': return void keepCopy(context, { now: NOW + desk.made * DAY_MS })
  }
}

/** All of a row's unsent ops before one in the batch are in it too, and before it. */
function auditBatch({ ledger }: Desk, batch: string[]): void {
  const unsent = [...ledger.ops].filter(([, { state }]) => ['queued', 'sending', 'unknown'].includes(state))
  for (const row of new Set(batch.map((id) => ledger.ops.get(id)?.row))) {
    const ofRow = unsent.filter(([, op]) => op.row === row).map(([id]) => id)
    const chosen = batch.filter((id) => ledger.ops.get(id)?.row === row)
    assert.deepEqual(chosen, ofRow.slice(0, chosen.length), `row ${row} is sent out of order`)
  }
}

function settleSome(desk: Desk, a: number, now: number): void {
  const { ledger, context, epoch } = desk
  const ids = idsIn(desk, 'sending', 'unknown').slice(0, 1 + (a % 4))
  const settlements = ids.map((op_id, i): Settlement => ({ op_id, verdict: VERDICTS[(a + i) % VERDICTS.length] ?? 'applied', result: `{"a":${a}}`, seq: a, ver: a }))
  // A verdict of another epoch is of another attempt.
  const states = new Map(settlements.filter(({ op_id }) => ledger.ops.get(op_id)?.epoch === epoch).map(({ op_id, verdict }) => [op_id, verdict === 'undecided' ? 'queued' : verdict]))
  attempt(desk, { states }, () => {
    assert.deepEqual(new Set(settle(context, { epoch, settlements, now }).changed), new Set(states.keys()))
    return true
  })
}

/** Only what is over is let go of, whether the tidying ends well or not. */
function tidyUp(desk: Desk, a: number): void {
  const { ledger, context } = desk
  desk.centralNow += a % 2 === 0 ? 31 * DAY_MS : DAY_MS
  const rowsBefore = new Set(context.db.prepare('SELECT op_id FROM op').pluck().all() as string[])
  try {
    tidy(context, { centralNow: desk.centralNow })
  } finally {
    const left = new Set(context.db.prepare('SELECT op_id FROM op').pluck().all() as string[])
    for (const id of rowsBefore) {
      if (left.has(id)) continue
      assert.ok(['applied', 'satisfied', 'resolved', 'withdrawn'].includes(ledger.ops.get(id)?.state ?? ''), 'an edit was let go of that is not over')
      const op = ledger.ops.get(id)
      if (op) ledger.gone.set(id, op)
      ledger.ops.delete(id)
    }
  }
}
