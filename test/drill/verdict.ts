/** What a drill as a whole has shown: faults that could not be made, or that nobody asked for by their right name, show nothing. */
import type { Fault, Outcome } from './fault.ts'

export interface Result {
  fault: Pick<Fault, 'name' | 'what' | 'right' | 'limitMs'>
  outcome: Outcome
  ok: boolean
}

export function isRight({ right, limitMs }: Pick<Fault, 'right' | 'limitMs'>, outcome: Outcome): boolean {
  return outcome.is === 'skipped' || (outcome.is === right && outcome.ms <= limitMs)
}

/** Those named, or all; throws where a name is none. */
export function chooseFaults<T extends { name: string }>(faults: readonly T[], only: string | undefined): T[] {
  if (only === undefined) return [...faults]
  const names = only.split(',')
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name))
  if (unknown.length > 0) throw new Error(`there is no fault ${unknown.join(', ')}; faults are ${faults.map(({ name }) => name).join(', ')}`)
  return faults.filter(({ name }) => names.includes(name))
}

export function judge(results: readonly Result[]): { ok: boolean; verdict: string } {
  const failed = results.filter(({ ok }) => !ok)
  const made = results.filter(({ outcome }) => outcome.is !== 'skipped').length
  if (failed.length > 0) return { ok: false, verdict: `the wall was not right after ${failed.map(({ fault }) => fault.name).join(', ')}` }
  if (made === 0) return { ok: false, verdict: 'no fault was made: nothing is shown' }
  return { ok: true, verdict: `the wall was right after all ${made} faults that could be made` }
}
