/** What the list is asked: the address's filter, view, whose cases, and text, at this minute. */
import type { CaseOrder, CaseQuestion } from '../../preload/contract/case-list.ts'
import type { CaseView } from '../../preload/contract/case-question.ts'
import type { City } from '../../preload/contract/model.ts'
import type { Address } from '../state/address.ts'
import { deriveFilter } from '../state/filter.ts'
import type { OpenSession } from '../state/session.ts'

export const MINUTE_MS = 60_000

/** `home`: the area whose cases are mine; null where that is the whole city. */
export function questionOf(address: Address, city: City, home: string | null, now: number): CaseQuestion {
  return { filter: deriveFilter(address, city, now), view: address.view, home: address.mine ? home : null, text: address.find, at: Math.floor(now / MINUTE_MS) * MINUTE_MS }
}

export function homeOf(session: OpenSession | null, city: City): string | null {
  return session === null || session.homeArea === city.id ? null : session.homeArea
}

/** Work goes by its deadline, everything else by its newest. */
export function orderOf({ order, view }: { order: CaseOrder | null; view: CaseView }): CaseOrder {
  return order ?? (view === 'all' ? { by: 'reported', descending: true } : { by: 'due', descending: false })
}
