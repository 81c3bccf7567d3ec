/** A central that is nothing but memory: the same wire and the same rules as the SQL central, held equal to it by its differential test. */
import { ordinalAt } from '../../main/central/epoch.ts'
import { createAccounts } from './memory-central-accounts.ts'
import { createMemorySnapshots } from './memory-central-answers.ts'
import { createMemoryPush } from './memory-central-push.ts'
import { compactLogs, decideWrites, load, publish, takeNumbers } from './memory-central-log.ts'
import { byBytes, copyState, newState } from './memory-central-state.ts'
import type { State } from './memory-central-state.ts'
import { createWire } from './memory-central-wire.ts'
import type { LogEntry, OpenWrite, SimCentral, Truth } from './parts.ts'

export interface MemoryCentralOptions {
  /** Wall time of the central, in ms. */
  clock: () => number
  /** UUIDs for epochs and snapshots. */
  ids: () => string
  /** Entries of one change page at most, and rows of one snapshot part: a central may cut smaller than the contract allows. */
  pageChanges?: number
  partRows?: number
  name?: string
  practice?: boolean
}

export interface MemoryCentral extends SimCentral {
  /** May be set at any time. */
  pageChanges: number
  partRows: number
}

export function createMemoryCentral(options: MemoryCentralOptions): MemoryCentral {
  const { clock, ids } = options
  const cuts = { pageChanges: options.pageChanges ?? Infinity, partRows: options.partRows ?? Infinity }
  let faltering = 0
  let made = createParts()
  let saved: State | null = null

  function createParts() {
    let state = newState(ids(), Math.max(1, ordinalAt(clock())))
    const now = (): State => state
    const accounts = createAccounts(now)
    const snapshots = createMemorySnapshots(ids, () => cuts.partRows)
    const { name = '演练中枢 · Practice central', practice = false } = options
    const push = createMemoryPush({ clock, accounts, practice, falters: () => faltering > 0 && (faltering -= 1) === 0 })
    const wire = createWire({ clock, state: now, accounts, snapshots, push, pageChanges: () => cuts.pageChanges, name, practice })
    return { now, set: (next: State) => void (state = next), accounts, snapshots, wire }
  }
  const begin = (writes: Parameters<SimCentral['begin']>[0]): OpenWrite => {
    let isOpen = true
    return {
      async commit() {
        if (!isOpen) throw new Error('the transaction has ended')
        isOpen = false
        const state = made.now()
        const entries = decideWrites(state, writes)
        publish(state, entries, takeNumbers(state, entries), clock())
      },
      abort: () => void (isOpen = false),
    }
  }
  return {
    get pageChanges() {
      return cuts.pageChanges
    },
    set pageChanges(most) {
      cuts.pageChanges = most
    },
    get partRows() {
      return cuts.partRows
    },
    set partRows(most) {
      cuts.partRows = most
    },
    answer: async (request) => made.wire.answer(request),
    async hints(token) {
      const { accounts, now, wire } = made
      try {
        const { grants } = accounts.rightsOf(accounts.identify(`Bearer ${token}`, clock()).account)
        return { ok: true, text: hintText(now(), grants.map(({ id }) => id)) }
      } catch (error) {
        return { ok: false, answer: wire.refuse(error) }
      }
    },
    begin,
    load: async (rows) => load(made.now(), rows),
    compact: async (keepMs) => compactLogs(made.now(), clock() - keepMs),
    putAccount: async (entry) => made.accounts.put(entry),
    issueToken: async (sub) => made.accounts.issue(sub, clock()),
    revokeTokens: async (sub) => made.accounts.revoke(sub, clock()),
    async falter(n) {
      faltering = n
    },
    backup: async () => void (saved = copyState(made.now())),
    async restore() {
      const state = saved === null ? made.now() : copyState(saved)
      made.set({ ...state, epoch: ids(), ordinal: Math.max(state.ordinal + 1, ordinalAt(clock())) })
      made.snapshots.forget()
    },
    truth: async () => truthOf(made.now()),
    entries: async (scope, after) => entriesOf(made.now(), scope, after),
    grants: async (sub) => made.accounts.grants(sub),
    async reset() {
      made = createParts()
      saved = null
    },
    close: async () => {},
  }
}

function hintText(state: State, scopes: readonly string[]): string {
  const heads = scopes.map((scope) => `event: head\ndata: ${JSON.stringify({ scope, head: state.scopes.get(scope)?.seq ?? 0, epoch: state.epoch })}\n\n`)
  return `: epoch ${state.epoch}\n\n${heads.join('')}`
}

function truthOf({ epoch, scopes, rows }: State): Truth {
  return {
    epoch,
    heads: new Map([...scopes].map(([id, { seq, floor }]) => [id, { seq, floor }])),
    rows: [...rows.values()]
      .map(({ type, id, scope, ver, h, body }) => ({ type, id, scope, ver, h, body }))
      .sort((a, b) => byBytes(a.type, b.type) || byBytes(a.id, b.id)),
  }
}

function entriesOf(state: State, scope: string, after: number): LogEntry[] {
  const log = state.scopes.get(scope)?.log ?? []
  return log.filter(({ seq }) => seq > after).map(({ seq, op, type, id, ver, h, body }) => ({ seq, op, type, id, ver, h, body }))
}
