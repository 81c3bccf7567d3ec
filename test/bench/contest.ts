/** Rounds of a contest with the machine's own pace measured beside, and the findings they lead to. */
import { calibrate, type Pace } from './calibration.ts'
import { findUnsteady, judge, oddPace, type Claim, type Finding, type Round } from './verdict.ts'

export interface Contest {
  name: string
  reports: number
  /** Runs every contender once; the order differs from round to round. */
  round(n: number): Promise<Round>
  claims: readonly Claim[]
  /** Contenders that are limits of the machine, whose own times must not vary much. */
  limits: readonly string[]
}

export interface Held {
  round: Round
  pace: Pace
}

export interface Outcome {
  contest: string
  reports: number
  findings: Finding[]
  rounds: Round[]
  paces: Pace[]
  /** Rounds that were measured again. */
  setAside?: Held[]
  repeated: boolean
  /** Milliseconds without a claim, one a round. */
  figures?: Record<string, number[]>
}

/** Rounds that may be measured again because the machine had another pace before them. */
const SPARES = 2

/** An unsteady machine is given one more chance; then the findings are void. A round is set aside for the pace before it alone, whatever it found, and is kept beside the others. */
export async function hold(contest: Contest, rounds: number, say: (line: string) => void, paceNow: () => Promise<Pace> = calibrate): Promise<Outcome> {
  const named = `${contest.name} ${contest.reports}`
  const measure = async (n: number): Promise<Held> => {
    const pace = await paceNow()
    const round = await contest.round(n).catch((error: unknown) => {
      say(`${named}: ${error instanceof Error ? error.message : String(error)}`)
      return {}
    })
    return { round, pace }
  }
  for (let attempt = 1; ; attempt++) {
    const held: Held[] = []
    for (let n = 0; n < rounds; n++) {
      held.push(await measure(n))
      say(`${named}: round ${n + 1} of ${rounds}${attempt > 1 ? ', repeated' : ''}`)
    }
    const pacesOf = (): Pace[] => held.map(({ pace }) => pace)
    const setAside: Held[] = []
    while (setAside.length < SPARES) {
      const odd = oddPace(pacesOf())
      if (odd === null) break
      say(`${named}: ${odd.why}; round ${odd.round + 1} is set aside and measured again`)
      setAside.push(held[odd.round]!)
      held[odd.round] = await measure(odd.round)
    }
    const found = held.map(({ round }) => round)
    const unsteady = findUnsteady(found, contest.limits) ?? oddPace(pacesOf())?.why ?? null
    if (unsteady !== null && attempt === 1 && rounds > 1 && contest.limits.length > 0) {
      say(`${named}: ${unsteady}; repeated`)
      continue
    }
    const findings = contest.claims.map((claim) => judge(claim, found, unsteady))
    return { contest: contest.name, reports: contest.reports, findings, rounds: found, paces: pacesOf(), setAside, repeated: attempt > 1 }
  }
}
