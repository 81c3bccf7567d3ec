/** Rounds of a contest with the machine's own pace measured beside, and the findings they lead to. */
import { calibrate, type Pace } from './calibration.ts'
import { findUnsteady, judge, spread, STEADY, type Claim, type Finding, type Round } from './verdict.ts'

export interface Contest {
  name: string
  reports: number
  /** Runs every contender once; the order differs from round to round. */
  round(n: number): Promise<Round>
  claims: readonly Claim[]
  /** Contenders that are limits of the machine, whose own times must not vary much. */
  limits: readonly string[]
}
export interface Outcome {
  contest: string
  reports: number
  findings: Finding[]
  rounds: Round[]
  paces: Pace[]
  repeated: boolean
  /** Milliseconds without a claim, one a round. */
  figures?: Record<string, number[]>
}

/** An unsteady machine is given one more chance; then the findings are void. */
export async function hold(contest: Contest, rounds: number, say: (line: string) => void): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const [held, paces]: [Round[], Pace[]] = [[], []]
    for (let n = 0; n < rounds; n++) {
      paces.push(await calibrate())
      held.push(
        await contest.round(n).catch((error: unknown) => {
          say(`${contest.name} ${contest.reports}: ${error instanceof Error ? error.message : String(error)}`)
          return {}
        }),
      )
      say(`${contest.name} ${contest.reports}: round ${n + 1} of ${rounds}${attempt > 1 ? ', repeated' : ''}`)
    }
    const unsteady = findUnsteady(held, contest.limits) ?? unsteadyPace(paces)
    if (unsteady !== null && attempt === 1 && rounds > 1 && contest.limits.length > 0) {
      say(`${contest.name} ${contest.reports}: ${unsteady}; repeated`)
      continue
    }
    const findings = contest.claims.map((claim) => judge(claim, held, unsteady))
    return { contest: contest.name, reports: contest.reports, findings, rounds: held, paces, repeated: attempt > 1 }
  }
}

function unsteadyPace(paces: readonly Pace[]): string | null {
  for (const name of Object.keys(paces[0] ?? {})) {
    const times = paces.map((pace) => pace[name]!)
    if (spread(times) > STEADY) return `calibration: ${name} varied ${spread(times).toFixed(2)}-fold`
  }
  return null
}
