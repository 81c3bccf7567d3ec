/** Which last day a new briefing proposes: the newest whole day, or the newest whole week, that this PC has data of. */
import type { DeckKind } from '../../../preload/contract/deck.ts'
import { addDays, dayOf } from '../../state/days.ts'

/** The day of the newest data may not be over yet, and today never is. Without data it is yesterday, as the clock says. */
export function newestDay(lastReportAt: number | null, now: number, zone: string): string {
  const yesterday = addDays(dayOf(now, zone), -1)
  const newest = lastReportAt === null ? yesterday : dayOf(lastReportAt, zone)
  return newest < yesterday ? newest : yesterday
}

/** A week of a briefing ends on a Sunday, unless its user says otherwise. */
export function defaultDay(kind: DeckKind, newest: string): string {
  if (kind === 'daily') return newest
  const weekday = new Date(`${newest}T00:00:00Z`).getUTCDay()
  return addDays(newest, -weekday)
}
