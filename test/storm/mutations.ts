/** Defences of the change log, taken out one by one: the storm must find what each of them prevents. */
import type { Databases } from '../central/databases.ts'
import type { SourcePatch } from '../sim/source-patch.ts'
import { openArena } from './arena.ts'
import { check } from './checks.ts'
import type { Check } from './checks.ts'
import { runConcurrency } from './concurrency.ts'
import type { ConcurrencyOptions, ConcurrencyResult } from './concurrency.ts'
import type { Wrong } from './witness.ts'

export interface Mutation {
  name: string
  /** Any one of these proves it found. */
  shows: readonly Wrong[]
  patches: readonly SourcePatch[]
  /** Where the defence lives. */
  in: 'writers' | 'apis'
  load?: number
}

const LOG = 'main/central/log.ts'
/** Numbers in blocks of a thousand from a sequence, as a serial column would give them; the head still follows at the end. */
const fromSequence = (drawAt: SourcePatch): SourcePatch[] => [
  drawAt,
  { file: LOG, find: 'await advanceHeads(tx, entries, now)', replace: 'await advanceHeads(tx, entries, now, block)' },
  { file: LOG, find: 'entries: readonly Entry[], now?: number): Promise<Committed', replace: 'entries: readonly Entry[], now?: number, block = 0): Promise<Committed' },
  { file: LOG, find: 'DO UPDATE SET seq = s.seq + excluded.seq RETURNING', replace: 'DO UPDATE SET seq = greatest(s.seq, excluded.seq) RETURNING' },
  { file: LOG, find: '[scopes, scopes.map((scope) => byScope.get(scope)?.length ?? 0)]', replace: '[scopes, scopes.map(() => block)]' },
  { file: LOG, find: 'seq: seq - own.length + 1 + i', replace: 'seq: block - own.length + 1 + i' },
]
const DRAW = `const block = (await tx.query<{ v: number }>("SELECT nextval('version') * 1000 AS v"))[0]?.v ?? 0`

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'number taken at the beginning', in: 'writers', shows: ['late', 'rows'],
    patches: fromSequence({ file: LOG, find: 'const high = await highPart(tx)\n', replace: `const high = await highPart(tx)\n  ${DRAW}\n` }),
  },
  {
    name: 'number from a sequence, head unlocked', in: 'writers', shows: ['late', 'rows'],
    patches: fromSequence({ file: LOG, find: 'await writeRows(tx, entries, puts)\n', replace: `await writeRows(tx, entries, puts)\n  ${DRAW}\n` }),
  },
  {
    name: 'heads locked in any order', in: 'writers', shows: ['deadlock'],
    patches: [{ file: LOG, find: ' ORDER BY scope COLLATE "C"\n     ON CONFLICT (scope) DO UPDATE', replace: '\n     ON CONFLICT (scope) DO UPDATE' }],
  },
  {
    name: 'rows locked in any order', in: 'writers', shows: ['deadlock'],
    patches: [
      { file: LOG, find: 'ORDER BY r.type, r.id FOR UPDATE OF r', replace: 'ORDER BY md5(r.id || pg_backend_pid()) FOR UPDATE OF r' },
    ],
  },
  {
    name: 'version drawn before the row lock', in: 'writers', shows: ['version', 'rows'],
    patches: [
      { file: LOG, find: 'const high = await highPart(tx)\n', replace: `const high = await highPart(tx)\n  const early = (await tx.query<{ v: number }>("SELECT nextval('version') AS v FROM generate_series(1, 200)")).map(({ v }) => v)\n` },
      { file: LOG, find: 'await drawVersions(tx, entries, high)', replace: 'await drawVersions(tx, entries, high, early)' },
      { file: LOG, find: 'async function drawVersions(tx: Tx, entries: readonly Entry[], high: number)', replace: 'async function drawVersions(tx: Tx, entries: readonly Entry[], high: number, early: number[])' },
      { file: LOG, find: 'high + (drawn[i]?.v ?? 0)', replace: 'high + (early[i] ?? drawn[i]?.v ?? 0)' },
    ],
  },
  {
    name: 'snapshot of many moments', in: 'apis', shows: ['version'],
    patches: [{ file: 'main/central/snapshots.ts', find: `{ isolation: 'repeatable read', alone:`, replace: '{ alone:' }],
  },
  {
    name: 'load beside the writers', in: 'writers', shows: ['deadlock', 'rows'], load: 100,
    patches: [{ file: 'main/central/load.ts', find: `await tx.query('SELECT pg_advisory_xact_lock($1)', [EPOCH_LOCK])`, replace: `await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [EPOCH_LOCK])` }],
  },
]

/** Few scopes and many lanes: what can collide collides. */
const SHAPE = { districts: 1, streets: 3, cases: 3 }
const HUNT: Omit<ConcurrencyOptions, 'seed' | 'seconds' | 'everyMs'> = { writers: 2, lanes: 4, followersPerScope: 2, isHunt: true }

export async function huntMutation(databases: Databases, mutation: Mutation, options: { seed: number; seconds: number }): Promise<Check> {
  const patches = mutation.patches
  const arena = await openArena(databases, { shape: SHAPE, processes: 2, ...(mutation.in === 'apis' ? { apiPatches: patches } : {}) })
  try {
    const result = await runConcurrency(arena, { ...HUNT, ...options, everyMs: { load: mutation.load ?? 0, compact: 0, epoch: 0 }, ...(mutation.in === 'writers' ? { patches } : {}) })
    return judge(mutation, result)
  } finally {
    await arena.close()
  }
}

function judge({ name, shows }: Mutation, { violations, batches }: ConcurrencyResult): Check {
  const found = violations.find(({ wrong }) => shows.includes(wrong))
  const after = `batch ${batches.acked + batches.refused}`
  if (found !== undefined) return check(name, `${found.wrong} after ${found.atMs} ms, by ${after}`, 'found', true)
  return check(name, `not found in ${after}; ${violations[0]?.wrong ?? 'nothing wrong'}`, 'found', false)
}
