/** An empty list's ways out: each part of the question that narrows it, taken off by itself. */
import { LONGEST_WINDOW_DAYS } from '../../preload/contract/model.ts'
import type { Address } from '../state/address.ts'

export type Part = 'find' | 'statuses' | 'classes' | 'times' | 'drawn' | 'area' | 'period' | 'mine' | 'view'
export interface Relaxation { part: Part; patch: Partial<Address> }

/** The most deliberate first. Period and times narrow the view of all cases alone. */
export function relaxationsOf({ find, statuses, classes, weekdays, hours, drawn, area, period, mine, view }: Address, home: string | null): Relaxation[] {
  const all: [isIt: boolean, part: Part, patch: Partial<Address>][] = [
    [find !== '', 'find', { find: '' }],
    [statuses !== null && statuses.length > 0, 'statuses', { statuses: [] }],
    [classes.length > 0, 'classes', { classes: [] }],
    [view === 'all' && (weekdays.length > 0 || hours.length > 0), 'times', { weekdays: [], hours: [] }],
    [drawn !== null, 'drawn', { drawn: null }],
    [area !== null, 'area', { area: null }],
    [view === 'all' && !('last' in period && period.last === LONGEST_WINDOW_DAYS), 'period', { period: { last: LONGEST_WINDOW_DAYS } }],
    [mine && home !== null, 'mine', { mine: false }],
    [view !== 'all', 'view', { view: 'all', order: null }],
  ]
  return all.flatMap(([isIt, part, patch]) => (isIt ? [{ part, patch }] : []))
}
