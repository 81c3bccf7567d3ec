/** What measurements say: the ratio of each round first, then the median of the ratios; and whether a claim holds. */

/** One run of one contender. `answer` must be the same for all that claim to do the same. */
export interface Sample {
  wallMs: number
  cpuMs: number
  answer: string
  /** Largest resident memory of its process. */
  peakMb?: number
}

/** Null: it crashed or was not there. */
export type Round = Record<string, Sample | null>

/** `ours` costs at most `limit` times what `beside` costs. */
export interface Claim {
  goal: string
  ours: string
  beside: string
  limit: number
  /** 'cpu': its ratio is that of CPU time, and wall time is the second witness. */
  of: 'time' | 'cpu' | 'memory' | 'exactness'
  /** False: shown for information, no part of the verdict. */
  binding?: boolean
}

export type Verdict = 'passed' | 'missed' | 'void' | 'no result' | 'no claim' | 'information'
export interface Finding extends Claim {
  oursMedian: number
  besideMedian: number
  ratio: number
  worst: number
  cpuRatio: number | null
  verdict: Verdict
  why: string
}

export const LEAST_ROUNDS = 5
/** A limit that varies more than this against itself tells of the machine, not of the product. */
export const STEADY = 1.5

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const spread = (values: readonly number[]): number => (values.length === 0 ? 1 : Math.max(...values) / Math.min(...values))

/** A claim passes when its worst round passes, or when wall time and CPU time both pass in the median. Memory: the worst round alone. */
export function judge(claim: Claim, rounds: readonly Round[], unsteady: string | null): Finding {
  const pairs = rounds.flatMap((round) => {
    const [ours, beside] = [round[claim.ours], round[claim.beside]]
    return ours && beside ? [{ ours, beside }] : []
  })
  const cost = ({ wallMs, cpuMs, peakMb = Number.NaN }: Sample): number => (claim.of === 'time' ? wallMs : claim.of === 'cpu' ? cpuMs : peakMb)
  const wallRatio = claim.of === 'cpu' ? median(pairs.map(({ ours, beside }) => ours.wallMs / beside.wallMs)) : null
  const ratios = pairs.map(({ ours, beside }) => cost(ours) / cost(beside))
  const figures = {
    oursMedian: median(pairs.map(({ ours }) => cost(ours))), besideMedian: median(pairs.map(({ beside }) => cost(beside))),
    ratio: median(ratios), worst: Math.max(...ratios),
    cpuRatio: claim.of === 'time' ? median(pairs.map(({ ours, beside }) => ours.cpuMs / beside.cpuMs)) : null,
  }
  const say = (verdict: Verdict, why = ''): Finding => ({ ...claim, ...figures, verdict, why })
  if (claim.binding === false && pairs.length === 0) return say('information', 'no result')
  if (pairs.length < rounds.length || pairs.length === 0) return say('no result', `${pairs.length} of ${rounds.length} rounds`)
  const unequal = pairs.find(({ ours, beside }) => ours.answer !== beside.answer)
  if (unequal) return say('void', `unequal answers: ${unequal.ours.answer} and ${unequal.beside.answer}`)
  if (claim.binding === false) return say('information')
  if (unsteady !== null) return say('void', unsteady)
  if (pairs.length < LEAST_ROUNDS) return say('no claim', `${pairs.length} rounds, ${LEAST_ROUNDS} are needed`)
  const witness = figures.cpuRatio ?? wallRatio
  const holds = figures.worst <= claim.limit || (witness !== null && figures.ratio <= claim.limit && witness <= claim.limit)
  return say(holds ? 'passed' : 'missed')
}

/** Null when every limit kept its pace through the rounds. */
export function findUnsteady(rounds: readonly Round[], limits: readonly string[]): string | null {
  for (const name of limits) {
    const times = rounds.flatMap((round) => (round[name] ? [round[name].wallMs] : []))
    if (spread(times) > STEADY) return `${name} varied ${spread(times).toFixed(2)}-fold against itself`
  }
  return null
}

/** What the machine's own pace varied by over the rounds, and the round before which it was farthest from the median; null while it kept its pace. `paces` name the same pieces of work, in ms. */
export function oddPace(paces: readonly Readonly<Record<string, number>>[]): { round: number; why: string } | null {
  for (const name of Object.keys(paces[0] ?? {})) {
    const times = paces.map((pace) => pace[name]!)
    if (spread(times) <= STEADY) continue
    const farness = times.map((time) => spread([time, median(times)]))
    return { round: farness.indexOf(Math.max(...farness)), why: `calibration: ${name} varied ${spread(times).toFixed(2)}-fold` }
  }
  return null
}
