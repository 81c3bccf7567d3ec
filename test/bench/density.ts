/** Goal 8: the density against the direct sum in metres, and the weight kept inside the grid. Nothing is timed: one round says all. */
import type { Outcome } from './contest.ts'
import type { Exactness } from './density-part.ts'
import { runPart } from './part.ts'
import type { Finding } from './verdict.ts'

const ERROR = 0.015
const LOST = 0.001

export async function density(_work: string, count: number): Promise<Outcome> {
  // A direct sum over a million takes its time: fewer cells then.
  const found = await runPart<Exactness[]>('density-part.ts', { count, cells: count > 500_000 ? 15 : 60 })
  const findings = [
    ...found.map(({ zoom, bandwidthMeters, cells, error }) => finding(`error at zoom ${zoom}, ${bandwidthMeters} m`, `direct sum in ${cells} cells`, error, ERROR)),
    finding('weight lost, worst of four', 'sum of the weights', Math.max(...found.map(({ lost }) => lost)), LOST),
  ]
  return { contest: 'density', reports: count, findings, rounds: [], paces: [], repeated: false }
}

/** Shares of the peak, or of the whole weight. */
function finding(ours: string, beside: string, value: number, limit: number): Finding {
  return { goal: '8', ours, beside, limit, of: 'exactness', oursMedian: value, besideMedian: 1, ratio: value, worst: value, cpuRatio: null, verdict: value <= limit ? 'passed' : 'missed', why: '' }
}
