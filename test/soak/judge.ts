/** The verdict over a soak: what grew, and whether it may. Pure. */
import { atMost, check, figure, none, type Check } from '../storm/checks.ts'

/** After a forced collection of garbage, always in the same scene. */
export interface Sample {
  changes: number
  heapBytes: number
  nodes: number
  listeners: number
  /** Living WebGL contexts. */
  contexts: number
}

export interface Soaked {
  samples: Sample[]
  /** Contexts ever made, and Decks as the page itself tells. */
  contextsMade: number
  decks: number
  /** Messages of the browser about too many contexts. */
  warnings: string[]
  /** Errors on the page's console. */
  complaints: string[]
  tookMs: number
  /** A turn that was not drawn in its time, where the run ended; null: all were. */
  undrawn: number | null
}

export interface Targets {
  growthMegabytes: number
  slopeKilobytes: number
}

/** Of a whole run. */
export const WHOLE: Targets = { growthMegabytes: 20, slopeKilobytes: 4 }
/** Of some dozens of changes: what is compiled, cached and read once weighs on each; what stays with each change weighs far more. */
export const SHORT: Targets = { growthMegabytes: 20, slopeKilobytes: 100 }
/** Before this share of the changes the page is still warming up. */
const WARM_SHARE = 0.1
const STEADY = 0.02

export function judge({ samples, contextsMade, decks, warnings, complaints, tookMs, undrawn }: Soaked, { growthMegabytes, slopeKilobytes }: Targets): Check[] {
  const last = samples.at(-1)
  const settled = samples.filter(({ changes }) => changes >= WARM_SHARE * (last?.changes ?? 0))
  const [first] = settled
  const made = [
    check('turns drawn', undrawn === null ? 'all' : `none after ${undrawn}`, 'all', undrawn === null),
    check('contexts ever made', contextsMade, '1', contextsMade === 1), check('Decks constructed', decks, '1', decks === 1),
    none('warnings about contexts', warnings.length), none('errors of the page', complaints.length),
  ]
  if (first === undefined || last === undefined || settled.length < 3) return [check('samples', samples.length, '≥ 3', false), ...made]
  const contexts = settled.map((sample) => sample.contexts)
  return [
    figure('changes of scene', last.changes), figure('time of a change', `${Math.round(tookMs / last.changes)} ms`),
    figure('heap at a tenth · at the end', `${megabytes(first.heapBytes)} · ${megabytes(last.heapBytes)} MB`),
    atMost('heap grown since', (last.heapBytes - first.heapBytes) / 1e6, growthMegabytes, ' MB'),
    atMost('slope of the heap', slopeOf(settled) / 1e3, slopeKilobytes, ' KB per change'),
    steady('nodes', settled.map(({ nodes }) => nodes)), steady('listeners', settled.map(({ listeners }) => listeners)),
    check('living WebGL contexts', [...new Set(contexts)].join(' '), '1', contexts.every((count) => count === 1)), ...made,
  ]
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** Bytes per change, by least squares. */
export function slopeOf(samples: readonly Sample[]): number {
  const middle = mean(samples.map(({ changes }) => changes))
  const level = mean(samples.map(({ heapBytes }) => heapBytes))
  const across = samples.reduce((sum, { changes }) => sum + (changes - middle) ** 2, 0)
  return across === 0 ? 0 : samples.reduce((sum, { changes, heapBytes }) => sum + (changes - middle) * (heapBytes - level), 0) / across
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/** Against the first of them, to the end. */
function steady(what: string, numbers: readonly number[]): Check {
  const [first = 0] = numbers
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  return check(what, `${first}: ${least} – ${most}`, `± ${STEADY * 100} %`, first > 0 && most - first <= STEADY * first && first - least <= STEADY * first)
}
