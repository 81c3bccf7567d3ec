/** `npm run storm`: the central on a real PostgreSQL under concurrent writers, failing processes, and a fleet of desks that lose it and find it again. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findPostgres } from '../central/databases.ts'
import type { Databases } from '../central/databases.ts'
import { openArena } from './arena.ts'
import { atLeast, atMost, figure, none, printChecks } from './checks.ts'
import type { Check } from './checks.ts'
import { runConcurrency } from './concurrency.ts'
import type { Violation } from './witness.ts'
import { runDesks } from './desks.ts'
import { huntMutation, MUTATIONS } from './mutations.ts'
import { runStandstill } from './standstill.ts'
import { runUnderFire } from './under-fire.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: { desks: { ...text, default: '750' }, processes: { ...text, default: '3' }, seconds: { ...text, default: '30' }, seed: { ...text, default: '1' }, json: text, only: text },
})
const [desks, processes, seconds, seed] = [values.desks, values.processes, values.seconds, values.seed].map(Number) as [number, number, number, number]
const SHAPE = { districts: 2, streets: 3, cases: 4 }

async function writersAndReaders(databases: Databases, everyMs: { load: number; compact: number; epoch: number }): Promise<Check[]> {
  const arena = await openArena(databases, { shape: SHAPE, processes })
  try {
    const result = await runConcurrency(arena, { seed, writers: 3, lanes: 3, seconds, everyMs, followersPerScope: 2 })
    const { batches, seen, beside, photographs } = result
    const jobs = (beside['load'] ?? 0) + (beside['epoch'] ?? 0)
    return [
      figure('API processes · writer processes', `${processes} · 3`),
      atLeast('batches committed', batches.acked, seconds), figure('… to be repeated (busy)', batches.refused),
      none('… refused otherwise', Object.entries(batches.why).reduce((sum, [why, n]) => sum + (why.endsWith(' busy') ? 0 : n), 0)),
      figure('loads · compactions · new epochs', `${beside['load'] ?? 0} · ${beside['compact'] ?? 0} · ${beside['epoch'] ?? 0}`),
      none('… that failed', Object.entries(beside).reduce((sum, [name, n]) => sum + (name.includes(' ') ? n : 0), 0)),
      atLeast('log pages read', seen.pages, 100), figure('entries read', seen.entries), atLeast('snapshots followed to the end', seen.snapshots, 18), atLeast('digests compared', seen.digests, 27),
      ...violationsByKind(result.violations),
      none('deadlocks, as PostgreSQL counts them', result.deadlocks),
      // A load or a new epoch between two questions makes the snapshot of the first one void.
      atMost('snapshots built twice, all processes asking at once', photographs.twice, jobs), figure('… of', photographs.rounds),
    ]
  } finally {
    await arena.close()
  }
}

function violationsByKind(violations: readonly Violation[]): Check[] {
  for (const { wrong, what } of violations.slice(0, 10)) console.log(`# ${wrong}: ${what}`)
  const kinds = [['late', 'entries at or below a number already served (I7)'], ['hole', 'holes in a log'], ['version', 'versions that do not rise'], ['rows', 'rows unlike the database'], ['lost', 'acknowledged batches lost'], ['half', 'batches half done']] as const
  const named = new Set<string>(kinds.map(([kind]) => kind))
  return [...kinds.map(([kind, what]) => none(what, violations.filter(({ wrong }) => wrong === kind).length)), none('other violations', violations.filter(({ wrong }) => !named.has(wrong)).length)]
}

interface Part { title: string; checks: Check[] }
const OUTAGE_MS = 10_000

const PARTS: Record<string, { title: string; run: (databases: Databases) => Promise<Check[]> }> = {
  log: { title: 'Writers and readers, nothing compacted', run: (databases) => writersAndReaders(databases, { load: 0, compact: 0, epoch: 0 }) },
  jobs: { title: 'The same with loads, compaction and new epochs', run: (databases) => writersAndReaders(databases, { load: 900, compact: 700, epoch: 8_000 }) },
  standstill: { title: 'A writer stands still, or dies, holding a counter row', run: runStandstill },
  fire: { title: 'Writers killed, the database server failing', run: (databases) => runUnderFire(databases, { seed, processes, kills: 6, restarts: 3 }) },
  removed: {
    title: 'Defences removed: what the storm finds',
    run: async (databases) => {
      const checks: Check[] = []
      for (const mutation of MUTATIONS) checks.push(await huntMutation(databases, mutation, { seed, seconds: Math.max(30, seconds) }))
      return checks
    },
  },
}

const databases = await findPostgres()
if (databases === null) {
  console.log('storm: not run, there is no PostgreSQL 15 or newer here')
  process.exit(1)
}
const parts: Part[] = []
try {
  for (const [name, { title, run }] of Object.entries(PARTS)) {
    if (values.only !== undefined && values.only !== name) continue
    const checks = await run(databases)
    printChecks(title, checks)
    parts.push({ title, checks })
  }
  if (desks > 0 && (values.only === undefined || values.only === 'desks')) {
    for (const part of await runDesks(databases, { desks, processes, outageMs: OUTAGE_MS, seed })) {
      printChecks(part.title, part.checks)
      parts.push(part)
    }
  }
} finally {
  await databases.stop()
}
const missed = parts.flatMap(({ checks }) => checks.filter(({ ok }) => !ok))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ desks, processes, seconds, seed, parts, ok: missed.length === 0 }, null, 2)}\n`)
console.log(`\nstorm: ${missed.length === 0 && parts.length > 0 ? 'every target met' : `missed: ${missed.map(({ what, measured }) => `${what} (${measured})`).join('; ')}`}`)
process.exit(missed.length === 0 && parts.length > 0 ? 0 : 1)
