/** The question behind the screen: the address's area, drawn ground, period, classes, statuses, weekdays and hours, as instants of the city's zone. */
import { CASE_STATUSES, NO_PROBLEM_STATUSES, type CaseStatus } from '../../preload/contract/case-status.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { useAddress } from './address.ts'
import type { Address, Period } from './address.ts'
import { addDays, dayOf, startOfDay } from './days.ts'
import { useKept } from './kept.ts'
import { useNow } from './now.ts'

/** How soon a new day is noticed where no report is held yet. */
export const DAY_STEP_MS = 60_000

/** First and last local day of a period, both included. A relative one ends on the day of the last report held. */
export function resolvePeriod(period: Period, city: Pick<City, 'timeZone' | 'lastReportAt'>, now: number): { from: string; to: string } {
  if (!('last' in period)) return period
  const to = dayOf(city.lastReportAt ?? now, city.timeZone)
  return { from: addDays(to, 1 - period.last), to }
}

/** Of reports that stand for a problem of their own. */
export const PROBLEM_STATUSES: readonly CaseStatus[] = CASE_STATUSES.filter((status) => !(NO_PROBLEM_STATUSES as readonly CaseStatus[]).includes(status))

/** Where nobody has chosen, a density counts problems, each once however often it was reported; a list leaves nothing out. */
export const statusesOf = ({ statuses, section }: Pick<Address, 'statuses' | 'section'>): CaseStatus[] => statuses ?? (section === 'desk' ? [] : [...PROBLEM_STATUSES])

/** Days are whole, so the filter stays the same while reports of the same day arrive. */
export function deriveFilter(address: Pick<Address, 'section' | 'area' | 'drawn' | 'period' | 'classes' | 'statuses' | 'weekdays' | 'hours'>, city: Pick<City, 'timeZone' | 'lastReportAt'>, now: number): Filter {
  const { from, to } = resolvePeriod(address.period, city, now)
  return {
    area: address.area,
    drawn: address.drawn,
    from: startOfDay(from, city.timeZone),
    to: startOfDay(addDays(to, 1), city.timeZone),
    classes: address.classes,
    statuses: statusesOf(address),
    weekdays: address.weekdays,
    hours: address.hours,
  }
}

export function useFilter(city: City): Filter {
  const [address] = useAddress()
  return useKept(deriveFilter(address, city, useNow(DAY_STEP_MS)))
}
