/** A scope's snapshot: opened or resumed, its parts fetched and staged one by one, then swapped in. Memory holds three parts at most. */
import type { ScopeRow } from '../store/scopes.ts'
import type { Failure, Result } from './failure.ts'
import { Snapshot } from './protocol.ts'
import { storageFailure, type Changed, type Workplace } from './workplace.ts'

/** A part that is wrong is fetched twice more; then the whole snapshot is discarded. */
const TRIES_PER_PART = 3

export type SnapshotOutcome = { ok: true; epoch: string; cursor: number; changed: Changed } | { ok: false; failure: Failure }

export interface SnapshotAsk {
  scope: string
  /** The central's present epoch. */
  epoch: string
}

export async function takeSnapshot(place: Workplace, ask: SnapshotAsk, isCurrent: () => boolean, report: (done: number, of: number) => void): Promise<SnapshotOutcome | null> {
  try {
    const held = (await place.store.ask('listScopes', null)).value.find((scope) => scope.id === ask.scope)
    const opened = await openOrResume(place, ask, held)
    if (!isCurrent()) return null
    if (!opened.ok) return opened
    const snapshot = opened.value
    if (!fits(snapshot, ask)) return { ok: false, failure: parts('the snapshot is not what was asked for') }
    const { staged } = (await place.store.ask('openSnapshot', { snapshot })).value
    const failure = await fetchParts(place, snapshot, new Set(staged), isCurrent, report)
    if (!isCurrent()) return null
    if (failure) return { ok: false, failure }
    const swap = (await place.store.ask('swapSnapshot', { scope: ask.scope, snapshotId: snapshot.id, now: place.clock.wall() })).value
    if (!swap.ok) return { ok: false, failure: { kind: 'local', why: swap.why === 'older than the cache' ? 'older' : 'parts', detail: swap.why } }
    return { ok: true, epoch: snapshot.epoch, cursor: swap.cursor, changed: { types: swap.types, ...(isReload(swap.types, held) ? { points: 'reload' as const } : {}) } }
  } catch (error) {
    return { ok: false, failure: storageFailure(error) }
  }
}

/** A snapshot begun before is finished, so that a desk that is switched off twenty times does not begin twenty times. */
async function openOrResume(place: Workplace, ask: SnapshotAsk, held: ScopeRow | undefined): Promise<Result<Snapshot>> {
  const begun = held?.snapshot ? Snapshot.safeParse(JSON.parse(held.snapshot)) : null
  if (begun?.success && begun.data.epoch === ask.epoch) return { ok: true, value: begun.data }
  return place.client.openSnapshot(ask.scope)
}

/** A repair replaces rows by others of the same version, which nothing but this word tells whoever holds them in memory. */
function isReload(types: readonly string[], held: ScopeRow | undefined): boolean {
  return types.includes('point') || held?.repair === 1
}

function fits(snapshot: Snapshot, ask: SnapshotAsk): boolean {
  const rows = snapshot.parts.reduce((sum, part) => sum + part.rows, 0)
  return snapshot.scope === ask.scope && snapshot.epoch === ask.epoch && rows === snapshot.rows && new Set(snapshot.parts.map((part) => part.n)).size === snapshot.parts.length
}

const parts = (detail: string): Failure => ({ kind: 'local', why: 'parts', detail })

/** A part travels while the one before is judged and the one before that is put into the cache. */
async function fetchParts(place: Workplace, snapshot: Snapshot, staged: Set<number>, isCurrent: () => boolean, report: (done: number, of: number) => void): Promise<Failure | null> {
  const missing = snapshot.parts.filter((part) => !staged.has(part.n))
  let done = snapshot.rows - missing.reduce((sum, part) => sum + part.rows, 0)
  report(done, snapshot.rows)
  const take = async (part: Snapshot['parts'][number], here: Result<Uint8Array> | null): Promise<Failure | null> => {
    const failure = await stage(place, snapshot, part.n, here)
    if (!failure && isCurrent()) report((done += part.rows), snapshot.rows)
    return failure
  }
  let ahead = missing[0] ? place.client.part(snapshot.id, missing[0].n) : null
  let taking: Promise<Failure | null> = Promise.resolve(null)
  for (const [i, part] of missing.entries()) {
    const here = await ahead
    if (!isCurrent()) break
    const next = missing[i + 1]
    ahead = next && here?.ok ? place.client.part(snapshot.id, next.n) : null
    const before = taking
    taking = take(part, here)
    const failure = await before
    // What has begun ends before the snapshot does.
    if (failure) {
      await taking
      return failure
    }
  }
  return taking
}

/** Never rejects: while it runs nobody may be waiting for it. */
async function stage(place: Workplace, snapshot: Snapshot, n: number, first: Result<Uint8Array> | null): Promise<Failure | null> {
  try {
    return await tryStage(place, snapshot, n, first)
  } catch (error) {
    return storageFailure(error)
  }
}

async function tryStage(place: Workplace, snapshot: Snapshot, n: number, first: Result<Uint8Array> | null): Promise<Failure | null> {
  let why = ''
  for (let tried = 1; tried <= TRIES_PER_PART; tried++) {
    const fetched = tried === 1 && first ? first : await place.client.part(snapshot.id, n)
    if (!fetched.ok) return fetched.failure
    const bytes = fetched.value
    const { value } = await place.store.ask('stagePart', { scope: snapshot.scope, snapshotId: snapshot.id, n, bytes }, { transfer: [bytes.buffer as ArrayBuffer] })
    if (value.ok) return null
    why = value.why
  }
  return parts(`part ${n}: ${why}`)
}
