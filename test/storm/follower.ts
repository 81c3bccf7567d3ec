/** Reads one scope's log as a desk does, from a snapshot on and through every API process in turn, and forgives nothing. */
import { setTimeout as pause } from 'node:timers/promises'
import { ChangePage, Digest, Meta } from '../../main/sync/protocol.ts'
import type { Change } from '../../main/sync/protocol.ts'
import { foldDigest } from './digest-of-rows.ts'
import type { Random } from './random.ts'
import { hashOf, keyOf, takePhotograph } from './snapshot-reader.ts'
import type { HeldRow } from './snapshot-reader.ts'
import { scopePath } from './wire.ts'
import type { Answer, Wire } from './wire.ts'
import type { Witness } from './witness.ts'

export interface FollowerOptions {
  scope: string
  wire: Wire
  addresses: readonly string[]
  witness: Witness
  random: Random
  /** Problems that the storm makes on purpose, by name; `null` is a connection that failed. */
  allowed: ReadonlySet<string | null>
}
export interface Follower {
  scope: string
  rows: Map<string, HeldRow>
  cursor: number
  /** Reads until `isOver` says so and the log's end is reached. */
  follow(isOver: () => boolean): Promise<void>
}

/** Refusals that belong to the protocol: a load, a compaction or a new epoch lie behind them. */
const EXPECTED = new Set(['cursor-expired', 'epoch-changed', 'unknown-snapshot', 'busy', 'slow-down', 'not-found'])

export function createFollower({ scope, wire, addresses, witness, random, allowed }: FollowerOptions): Follower {
  let turn = random.below(addresses.length)
  let epoch = ''
  let isFresh = false
  const self: Follower = { scope, rows: new Map(), cursor: 0, follow }
  const next = (): string => addresses[(turn += 1) % addresses.length] ?? ''

  /** Counts a refusal; one that nothing explains is a violation. */
  const refused = (answer: Extract<Answer<unknown>, { ok: false }>, what: string): Promise<void> => {
    const name = String(answer.type)
    witness.counts.refusals[name] = (witness.counts.refusals[name] ?? 0) + 1
    if (!EXPECTED.has(name) && !allowed.has(answer.type)) witness.accuse('answer', `${what} ${scope}: ${name} ${answer.detail}`)
    // A desk would wait a second; this one only lets go of the processor.
    return pause(20)
  }
  const begin = async (): Promise<void> => {
    const meta = await wire.json(Meta, next(), '/v1/meta')
    const taken = await takePhotograph(wire, scope, next)
    if (!meta.ok || !taken.ok) {
      if (!meta.ok) await refused(meta, 'meta')
      if (!taken.ok) await refused(taken, 'snapshot')
      return
    }
    const { snapshot, rows } = taken.value
    epoch = snapshot.epoch
    for (const row of rows) if (hashOf(row.row) !== row.h) witness.accuse('hash', `${scope} ${keyOf(row)} of a snapshot`)
    self.rows = new Map(rows.map((row) => [keyOf(row), row]))
    if (self.rows.size !== rows.length) witness.accuse('snapshot', `${scope}: a row twice in ${snapshot.id}`)
    self.cursor = snapshot.at_seq
    isFresh = true
    witness.counts.snapshots += 1
  }
  const read = async (after: number, waitSeconds: number): Promise<Answer<ChangePage>> => {
    const askedAt = performance.now()
    const path = scopePath(scope, `changes?after=${encodeURIComponent(`${epoch}.${after}`)}&limit=${1 + random.below(60)}&wait=${waitSeconds}`)
    const answer = await wire.json(ChangePage, next(), path)
    if (answer.ok) judgePage(answer.value, after, askedAt)
    return answer
  }
  const judgePage = (page: ChangePage, after: number, askedAt: number): void => {
    const seqs = page.changes.map((change) => change.seq)
    const isAscending = seqs.every((seq, i) => seq > (seqs[i - 1] ?? after) && seq <= page.next)
    if (page.after !== after || !isAscending || page.next < after || page.next > page.head || page.more !== page.next < page.head) {
      witness.accuse('page', `${scope}: after ${after}, next ${page.next}, head ${page.head}, more ${page.more}, ${seqs.join(' ')}`)
    }
    witness.serve(scope, { after, next: page.next, entries: page.changes }, askedAt)
  }
  /** A snapshot is exact, and a row's versions rise: whatever comes after it is newer than what is held. */
  const apply = (change: Change): void => {
    const held = self.rows.get(keyOf(change))
    if (held !== undefined && change.ver <= held.ver) witness.accuse('version', `${scope} ${change.seq} ${keyOf(change)}: ${change.ver} after ${held.ver}`)
    if (change.op === 'leave') return void self.rows.delete(keyOf(change))
    if (hashOf(change.row) !== change.h) witness.accuse('hash', `${scope} ${change.seq} ${keyOf(change)}`)
    self.rows.set(keyOf(change), change)
  }
  const checkDigest = async (): Promise<void> => {
    const answer = await wire.json(Digest, next(), scopePath(scope, 'digest?buckets=16'))
    if (!answer.ok) return refused(answer, 'digest')
    if (answer.value.seq !== self.cursor || answer.value.epoch !== epoch) return
    witness.counts.digests += 1
    if (JSON.stringify(answer.value.buckets) !== JSON.stringify(foldDigest(self.rows.values(), 16))) witness.accuse('digest', `${scope} at ${self.cursor}`)
  }

  /** True when the log's end was reached. */
  const turnPage = async (): Promise<boolean> => {
    if (!isFresh) await begin()
    if (!isFresh) return false
    const answer = await read(self.cursor, random.next() < 0.1 ? 1 : 0)
    if (!answer.ok) {
      if (answer.head !== undefined && answer.head < self.cursor) witness.accuse('lost', `${scope}: the head went back from ${self.cursor} to ${answer.head}`)
      await refused(answer, 'changes')
      isFresh = answer.type !== 'cursor-expired' && answer.type !== 'epoch-changed'
      return false
    }
    for (const change of answer.value.changes) apply(change)
    self.cursor = answer.value.next
    return !answer.value.more
  }
  /** An older stretch once more, by another process: what was not there must not have appeared. */
  const lookBack = async (): Promise<void> => {
    const answer = await read(Math.max(0, self.cursor - 1 - random.below(80)), 0)
    if (!answer.ok) await refused(answer, 'looking back')
  }
  async function follow(isOver: () => boolean): Promise<void> {
    for (;;) {
      const wasOver = isOver()
      const isAtEnd = await turnPage()
      if (wasOver && isAtEnd) break
      const dice = random.next()
      if (dice < 0.3 && isFresh) await lookBack()
      else if (dice < 0.36 && isAtEnd) await checkDigest()
      else if (dice < 0.38) {
        isFresh = false
        witness.counts.restarts += 1
      }
    }
    await checkDigest()
  }
  return self
}
