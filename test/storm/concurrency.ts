/** Part one: writers, loads, compaction and new epochs against readers and photographers of several API processes on one database. */
import { setTimeout as pause } from 'node:timers/promises'
import type { SourcePatch } from '../sim/source-patch.ts'
import type { Arena } from './arena.ts'
import { compareAtRest, compareDigests, compareLogs, countDeadlocks } from './final-truth.ts'
import { createFollower } from './follower.ts'
import { createLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { seeded } from './random.ts'
import type { Random } from './random.ts'
import { takePhotograph } from './snapshot-reader.ts'
import { startWriter } from './writer-child.ts'
import type { Writer, WriterSettings } from './writer-child.ts'
import { createWitness } from './witness.ts'
import type { Violation, Witness } from './witness.ts'

const DEADLOCK = '40P01'

export interface ConcurrencyOptions {
  seed: number
  writers: number
  lanes: number
  seconds: number
  pauseMs?: number
  everyMs: WriterSettings['everyMs']
  patches?: readonly SourcePatch[]
  followersPerScope: number
  /** Ends at the first violation. */
  isHunt?: boolean
  allowed?: readonly (string | null)[]
  /** What happens to the processes meanwhile. */
  meanwhile?: (stage: { arena: Arena; writers: Writer[]; ledger: Ledger; witness: Witness; startWriter: (n: number) => Promise<Writer> }) => Promise<void>
}

export interface ConcurrencyResult {
  violations: Violation[]
  deadlocks: number
  batches: Ledger['counts']
  seen: Witness['counts']
  beside: Record<string, number>
  photographs: { rounds: number; builds: number; twice: number }
  seconds: number
}

export async function runConcurrency(arena: Arena, options: ConcurrencyOptions): Promise<ConcurrencyResult> {
  const began = performance.now()
  const random = seeded(options.seed)
  const isCompacted = options.everyMs.compact > 0 || options.isHunt === true
  const [witness, ledger] = [createWitness({ isCompacted }), createLedger()]
  const allowed = new Set(options.allowed ?? [])
  const beside: Record<string, number> = {}
  const enlist = async (n: number): Promise<Writer> => {
    const writer = await startWriter(writerSettings(arena, options, n))
    writer.onMessage((said) => {
      if ('outcome' in said) {
        ledger.enter(said)
        if (said.why?.startsWith(DEADLOCK) === true) witness.accuse('deadlock', `lane ${said.lane}`)
      } else if ('done' in said) beside[said.failed === undefined ? said.done : `${said.done} ${said.failed}`] = (beside[said.failed === undefined ? said.done : `${said.done} ${said.failed}`] ?? 0) + 1
    })
    void writer.ended.then((code) => {
      if (code !== 0 && code !== null) witness.accuse('died', `a writer process ended by itself with ${code}`)
    })
    return writer
  }
  const followers = arena.scopes.flatMap((scope) => Array.from({ length: options.followersPerScope }, (_, i) =>
    createFollower({ scope, wire: arena.wireFor(scope), addresses: arena.addresses, witness, random: seeded(options.seed + i * 77 + scope.length), allowed })))
  let isOver = false
  const writers = await Promise.all(Array.from({ length: options.writers }, (_, n) => enlist(n)))
  const reading = Promise.all(followers.map((follower) => follower.follow(() => isOver)))
  const photographing = photograph(arena, random, () => isOver)
  await Promise.race([
    Promise.all([pause(options.seconds * 1000, undefined, { ref: false }), options.meanwhile?.({ arena, writers, ledger, witness, startWriter: enlist })]),
    ...(options.isHunt === true ? [witness.first] : []),
  ])
  await Promise.all(writers.map((writer) => writer.end()))
  isOver = true
  await reading
  const photographs = await photographing
  const deadlocks = await countDeadlocks(arena.sql)
  await compareAtRest(arena.sql, followers, witness)
  await compareDigests(arena.sql, arena.scopes.map((scope) => ({ scope, wire: arena.wireFor(scope) })), arena.addresses, witness)
  await compareLogs(arena.sql, isCompacted, witness)
  for (const what of await ledger.audit(arena.sql)) witness.accuse(what.startsWith('half') ? 'half' : 'lost', what)
  return { violations: witness.violations, deadlocks, batches: ledger.counts, seen: witness.counts, beside, photographs, seconds: (performance.now() - began) / 1000 }
}

/** Only the first writer process loads, compacts and begins epochs: each of these is one job of a city. */
function writerSettings(arena: Arena, options: ConcurrencyOptions, n: number): WriterSettings {
  return {
    url: arena.url, seed: options.seed * 100 + n, lanes: Array.from({ length: options.lanes }, (_, lane) => n * options.lanes + lane), streets: arena.streets,
    pauseMs: options.pauseMs ?? 0, everyMs: n === 0 ? options.everyMs : { load: 0, compact: 0, epoch: 0 },
    ...(options.patches === undefined ? {} : { patches: options.patches }),
  }
}

/** All processes are asked for one scope's snapshot in the same moment, after it was taken away. */
async function photograph(arena: Arena, random: Random, isOver: () => boolean): Promise<ConcurrencyResult['photographs']> {
  const counts = { rounds: 0, builds: 0, twice: 0 }
  while (!isOver()) {
    const scope = random.pick(arena.scopes)
    await arena.sql.query('DELETE FROM snapshot WHERE scope = $1', [scope]).catch(() => {})
    const wire = arena.wireFor(scope)
    const taken = await Promise.all(arena.addresses.map((address) => takePhotograph(wire, scope, () => address)))
    const builds = taken.filter((answer) => answer.ok && answer.value.isNew).length
    counts.rounds += 1
    counts.builds += builds
    if (builds > 1) counts.twice += 1
    await pause(30)
  }
  return counts
}
