/** The periods that a deck's facts are of: whole local days, and the earlier ones they are compared with, which have the same days of the week. */
import type { Filter } from '../../../preload/contract/model.ts'
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { LocalClock } from '../../field/local-clock.ts'
import { wholeCity } from './picks.ts'

/** Half-open [from, to). Compared with `times` periods of the same length, each `back` days before the one after it. */
export interface Period {
  area: string | null
  from: number
  to: number
  back: number
  times: number
}

export const filterOf = ({ area, from, to }: Pick<Period, 'area' | 'from' | 'to'>): Filter => ({ ...wholeCity({ from, to } as Filter), area })

/** The nearest first. Days are the clock's, so that one of 23 hours is a day too. */
export function earlierOf(clock: LocalClock, { area, from, to, back, times }: Period): Filter[] {
  const [first, end] = [clock.dayOf(from), clock.dayOf(to)]
  return Array.from({ length: times }, (_, n) => filterOf({ area, from: clock.startOf(first - back * (n + 1)), to: clock.startOf(end - back * (n + 1)) }))
}

/** One filter from the earliest of them to the end of the period. */
export function spanning(clock: LocalClock, period: Period): Filter {
  return filterOf({ area: period.area, from: earlierOf(clock, period).at(-1)?.from ?? period.from, to: period.to })
}

type Row = FactAnswer['values'][number]

/** Numbers that are none become null; sums whose order of adding is not fixed keep the twelve digits that do not depend on it. */
export function answerOf(columns: string[], rows: readonly Row[], records: number, provenance: FactAnswer['provenance']): FactAnswer {
  return { columns, values: rows.map((row) => row.map(tidied)), records, provenance }
}

function tidied(value: Row[number]): Row[number] {
  if (typeof value !== 'number') return value
  if (!Number.isFinite(value)) return null
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(12))
}
