/** The proof that the simulation has teeth: each defence is taken out, and the run at which it is missed is told. */
import type { Failure } from './campaign.ts'
import type { Defence } from './defence.ts'
import { DEFENCES } from './defences.ts'
import type { Scenario } from './sim-run.ts'
import { inThread } from './threads.ts'

export interface SabotageOptions {
  level: 1 | 2
  seed: number
  threads: number
  only?: string
  /** Runs after which a defence counts as not missed. */
  runs?: number
  /** For how long a finding is made smaller. */
  shrinkMs?: number
}
export interface SabotageResult {
  name: string
  level: 1 | 2
  behind: string | null
  found: { atRun: number; steps: number; violation: string; path: string; scenario: Scenario } | null
  runs: number
  /** Found, or another stands behind it: then the two together must be. */
  ok: boolean
}

const MOST_RUNS = { 1: 50_000, 2: 1_500 } as const
/** Of one that another stands behind, so many show that it is not missed alone. */
const RUNS_ALONE = 2_000

/** As many defences at once as there are threads. */
export async function sabotage(options: SabotageOptions): Promise<SabotageResult[]> {
  const waiting = DEFENCES.filter((defence) => defence.patches[options.level] !== null && defence.name.includes(options.only ?? ''))
  const done = new Map<string, SabotageResult>()
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await remove(next, options)
      done.set(next.name, result)
      process.stderr.write(`  ${words(result)}\n`)
    }
  }
  await Promise.all(Array.from({ length: options.threads }, work))
  return DEFENCES.flatMap((defence) => done.get(defence.name) ?? [])
}

async function remove(defence: Defence, { level, seed, runs, shrinkMs = 20_000 }: SabotageOptions): Promise<SabotageResult> {
  const result = await inThread({ level, runs: runs ?? (defence.behind === undefined ? MOST_RUNS[level] : RUNS_ALONE), seed, longest: 60, repeatEvery: 0, shrinkMs }, defence.patches[level] ?? [])
  return { name: defence.name, level, behind: defence.behind ?? null, runs: result.runs, found: result.failure ? foundOf(result.failure) : null, ok: result.failure !== null || defence.behind !== undefined }
}

const foundOf = ({ atRun, scenario, violation, path }: Failure): SabotageResult['found'] => ({ atRun, steps: scenario.actions.length, violation: violation.slice(0, 160), path, scenario })

function words({ name, level, found, runs, behind }: SabotageResult): string {
  const at = found ? `missed at run ${String(found.atRun).padStart(6)}, ${String(found.steps).padStart(2)} steps: ${found.violation.slice(0, 90)}` : behind !== null ? `not missed in ${runs} runs: behind it stands “${behind}”` : `NOT MISSED in ${runs} runs`
  return `${level}  ${name.padEnd(60)} ${at}`
}

export function sabotageTable(results: readonly SabotageResult[]): string {
  return ['  level and defence removed', ...results.map((result) => `${result.ok ? ' ' : '✖'} ${words(result)}`)].join('\n')
}
