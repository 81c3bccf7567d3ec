/** What a campaign came to, in a table: faults by kind, crashes, branches reached, time to convergence; and whether it counts. */
import { OPTIONAL } from './actions.ts'
import type { CampaignResult } from './campaign.ts'
import { SPOIL_NAMES } from './spoil.ts'
import { together } from './threads.ts'

/** Why a scope may say it is in trouble: each must have been seen, or the run showed less than it claims. */
const BRANCHES = ['hash', 'place', 'parts', 'storage', 'cursor-expired', 'unreachable', 'not-a-central', 'unreadable', 'busy', 'slow-down', 'scope-forbidden', 'epoch-changed', 'snapshot-expired', 'unknown-snapshot']
const CRASHES = ['kill', 'power', 'in the middle of a write', 'the cache is lost', 'in the middle of saving or settling', 'the database of the outbox is lost', 'the journal of the outbox is lost']
/** What the central may say of an edit, how edits end, and the ways out of a refusal. */
const TOLD = ['applied', 'satisfied', 'conflict group-changed', 'conflict gone', 'rejected op-forbidden', 'blocked']
const ENDS = ['applied', 'satisfied', 'conflict', 'rejected', 'blocked', 'resolved', 'withdrawn']
const WAYS = ['accept-theirs', 'redo', 'keep-note', 'again']
/** Fewer runs than this say nothing about what is rare. */
const JUDGED_FROM_RUNS = 10_000

export interface Report {
  level: number
  runs: number
  seed: number
  threads: number
  failures: NonNullable<CampaignResult['failure']>[]
  counts: Record<string, number>
  /** What should have happened at least once and did not. */
  never: string[]
  isJudged: boolean
  ok: boolean
}

/** Level 2 makes fewer runs, and is judged on what they can reach. */
export function reportOf(options: { level: number; seed: number; threads: number }, results: readonly CampaignResult[]): Report {
  const counts = together(results)
  const runs = results.reduce((sum, result) => sum + result.runs, 0)
  const failures = results.flatMap((result) => (result.failure ? [result.failure] : []))
  const expected = [...OPTIONAL.map((name) => `action: ${name}`), ...SPOIL_NAMES.map((name) => `fault: ${name}`), ...CRASHES.map((name) => `crash: ${name}`), ...BRANCHES.map((name) => `trouble: ${name}`), ...TOLD.map((name) => `told: ${name}`), ...ENDS.map((name) => `end: ${name}`), ...WAYS.map((name) => `way out: ${name}`), 'fault: partition', 'fault: a push that arrives late', 'fault: a push to the central as it was', 'own edits looked at']
  const never = expected.filter((name) => !counts.has(name))
  const isJudged = runs >= (options.level === 1 ? JUDGED_FROM_RUNS : JUDGED_FROM_RUNS / 10)
  return { ...options, runs, failures, counts: Object.fromEntries([...counts].sort()), never, isJudged, ok: failures.length === 0 && (!isJudged || never.length === 0) }
}

const line = (name: string, value: string | number): string => `  ${name.padEnd(46)} ${typeof value === 'number' ? value.toLocaleString('en-US') : value}`

export function tableOf(report: Report): string {
  const { counts, runs } = report
  const of = (prefix: string): [string, number][] => Object.entries(counts).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value])
  const sum = (prefix: string): number => of(prefix).reduce((total, [, value]) => total + value, 0)
  const list = (prefix: string): string => of(prefix).map(([name, value]) => `${name} ${value}`).join(' · ')
  const desks = Math.max(1, counts['healed desks'] ?? 0)
  return [
    `level ${report.level}, seed ${report.seed}, ${report.threads} threads`,
    line('runs', runs), line('  of them repeated, traces equal byte for byte', counts['repeated runs'] ?? 0), line('steps', counts['steps'] ?? 0), line('requests', counts['requests'] ?? 0),
    line('simulated hours', Math.round((counts['simulated seconds'] ?? 0) / 3_600)),
    line('faults in the network', sum('fault: ')), `    ${list('fault: ')}`, line('crashes', sum('crash: ')), `    ${list('crash: ')}`, `  actions: ${list('action: ')}`, `  troubles seen: ${list('trouble: ')}`,
    line('edits called saved', counts['accepted intents'] ?? 0), `    applied by kind: ${list('applied: ')}`, `    told by the central: ${list('told: ')}`, `    ways out: ${list('way out: ')}`, `    at the end: ${list('end: ')}`,
    line('mean seconds to equality after the faults', Math.round((10 * (counts['seconds to equality'] ?? 0)) / Math.max(1, runs)) / 10), line('worst seconds to equality', counts['worst seconds to equality'] ?? 0),
    line('mean requests of a desk while healing', Math.round((10 * (counts['requests while healing'] ?? 0)) / desks) / 10), line('most requests of a desk while healing', counts['most requests of a desk while healing'] ?? 0),
    line('never happened', report.never.length === 0 ? 'nothing of what must happen' : report.never.join(', ')),
    line('lost, ghost, stuck or wrong', report.failures.length),
    ...report.failures.flatMap((failure) => [`  ✖ run ${failure.atRun} of seed ${failure.seed}, path ${failure.path}: ${failure.violation}`, `    --replay '${JSON.stringify(failure.scenario)}'`]),
  ].join('\n')
}
