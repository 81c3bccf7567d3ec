/** The tool's own proof: the practice central keeps the contract on every database there is, and every planted break is named. */
import { EMBEDDED, findPostgres } from '../central/databases.ts'
import type { Databases } from '../central/databases.ts'
import { EVERY_BREAK } from './breaks/every-break.ts'
import { runAll } from './breaks/run-breaks.ts'
import type { BreakRun } from './breaks/run-breaks.ts'
import { judgeCentral } from './judge.ts'
import type { Report } from './judge.ts'
import { startTarget } from './practice-target.ts'
import { TIMES } from './probe.ts'
import { lineOf, verdictOf } from './verdict.ts'

export interface Proof {
  isKept: boolean
  line: string
  json: unknown
}

type Say = (line: string) => void

interface Part {
  isKept: boolean
  line: string
  report?: Report
  breaks?: unknown[]
}

/** Most of a run is waiting. */
const PARALLEL = 4

export async function proveItself(say: Say): Promise<Proof> {
  const postgres = await findPostgres()
  const parts: Part[] = []
  try {
    parts.push(await judgePractice(EMBEDDED, 'PGlite', say))
    parts.push(postgres === null ? { isKept: true, line: 'practice central on PostgreSQL: SKIPPED, there is none here' } : await judgePractice(postgres, 'PostgreSQL', say))
    parts.push(await judgeBreaks(say))
  } finally {
    await postgres?.stop()
  }
  say('')
  for (const { line } of parts) say(line)
  const isKept = parts.every((part) => part.isKept)
  const shown = postgres === null ? ' (without PostgreSQL)' : ''
  return { isKept, line: `conformance: ${isKept ? `the practice central keeps the contract, every planted break is named${shown}` : 'NOT as it should be'}`, json: { isKept, parts } }
}

/** With the contract's own times, and nothing left out. */
async function judgePractice(databases: Databases, kind: string, say: Say): Promise<Part> {
  const name = `practice central on ${kind}`
  say(`\n${name}`)
  const target = await startTarget(await databases.fresh(), TIMES)
  try {
    const report = await judgeCentral(await target.options(), (judged) => say(lineOf(judged)))
    return { ...verdictOf(name, report, true), report }
  } finally {
    await target.close()
  }
}

/** Each break alone: a whole run of the suite against one central that is wrong in one way. */
async function judgeBreaks(say: Say): Promise<Part> {
  say('\nplanted breaks → rules named (in brackets: rules that cannot hold either)')
  const target = await startTarget(await EMBEDDED.fresh())
  const runs: BreakRun[] = []
  try {
    await runAll(target, EVERY_BREAK.map((one) => [one]), PARALLEL, (run) => {
      runs.push(run)
      say(lineOfBreak(run))
    })
  } finally {
    await target.close()
  }
  const wrong = runs.filter((run) => !isExact(run))
  const rules = new Set(EVERY_BREAK.map(({ rule }) => rule)).size
  const told = wrong.length === 0 ? `all ${runs.length} named, of ${rules} rules` : `${wrong.length} of ${runs.length} NOT named exactly: ${wrong.map(({ breaks }) => breaks[0]?.rule).join(', ')}`
  return { isKept: wrong.length === 0, line: `planted breaks: ${told}`, breaks: runs.map(({ breaks, named, unnamed }) => ({ says: breaks[0]?.says, rule: breaks[0]?.rule, named: named.map(({ id, seen }) => ({ id, seen })), unnamed })) }
}

const isExact = ({ unnamed, surplus }: BreakRun): boolean => unnamed.length === 0 && surplus.length === 0

function lineOfBreak(run: BreakRun): string {
  const [planted] = run.breaks
  const others = run.named.filter(({ id }) => id !== planted?.rule).map(({ id }) => id)
  const named = run.unnamed.length > 0 ? 'NOT NAMED' : planted?.rule
  const line = `${isExact(run) ? '✔' : '✖'} ${(planted?.says ?? '').padEnd(66)} → ${named}${others.length > 0 ? ` (${others.join(', ')})` : ''}`
  return [line, ...run.surplus.map(({ id, seen }) => `      also broken, and should not be: ${id}: ${seen}`)].join('\n')
}
