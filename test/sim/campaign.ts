/** Many runs of one level in one thread: random scenarios until one fails, which is then shrunk. */
import * as fc from 'fast-check'
import { openParts } from './levels.ts'
import { scenarios } from './scenarios.ts'
import { simulate, type Scenario } from './sim-run.ts'

export interface CampaignOptions {
  level: 1 | 2
  runs: number
  seed: number
  longest: number
  /** Every so-manieth run is made twice, and the two traces compared; 0: none. */
  repeatEvery: number
  /** Stop shrinking after this long; the counter-example found so far stands. */
  shrinkMs?: number
}
export interface CampaignResult {
  runs: number
  failure: Failure | null
  counts: [string, number][]
}
export interface Failure {
  violation: string
  /** Number of the run, from 1. */
  atRun: number
  seed: number
  path: string
  /** Shrunk. */
  scenario: Scenario
}

export async function campaign(options: CampaignOptions, progress: (runs: number) => void = () => {}): Promise<CampaignResult> {
  const counts = new Map<string, number>()
  const parts = await openParts(options.level)
  let made = 0
  let violation = ''
  let failedAt = 0
  let shrinkUntil = Infinity
  const property = fc.asyncProperty(scenarios(options.longest), async (scenario) => {
    // Too late to shrink further: a run that counts as passed ends the search for a smaller one.
    if (failedAt > 0 && performance.now() > shrinkUntil) return
    if (failedAt === 0) made += 1
    const repeats = options.repeatEvery > 0 && made % options.repeatEvery === 0
    const found = await judge(scenario, parts, failedAt === 0 ? counts : new Map(), repeats)
    if (failedAt === 0 && made % 50 === 0) progress(made)
    if (found === null) return
    violation = found
    if (failedAt === 0) {
      failedAt = made
      shrinkUntil = performance.now() + (options.shrinkMs ?? 60_000)
    }
    throw new Error(found)
  })
  try {
    const details = await fc.check(property, { seed: options.seed, numRuns: options.runs })
    const [scenario] = details.counterexample ?? []
    const failure = scenario ? { violation, atRun: failedAt, seed: options.seed, path: details.counterexamplePath ?? '', scenario } : null
    return { runs: made, failure, counts: [...counts] }
  } finally {
    await parts.close()
  }
}

async function judge(scenario: Scenario, parts: Awaited<ReturnType<typeof openParts>>, counts: Map<string, number>, repeats: boolean): Promise<string | null> {
  const { afterHealing } = parts
  const first = await simulate(scenario, { parts, counts, keepsLines: repeats, afterHealing })
  if (first.violation !== null || !repeats) return first.violation
  const second = await simulate(scenario, { parts, keepsLines: true, afterHealing })
  counts.set('repeated runs', (counts.get('repeated runs') ?? 0) + 1)
  const at = first.trace.lines.findIndex((line, n) => line !== second.trace.lines[n])
  if (at < 0 && first.trace.lines.length === second.trace.lines.length) return null
  return `not deterministic from line ${at}: ${first.trace.lines[at]} / ${second.trace.lines[at]}`
}
