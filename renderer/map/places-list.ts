/** Which places the list beside the map names: those in view, whether or not the map is close enough to draw them. */
import type { BottleneckPlace, DutyPost, View } from '../../preload/contract/model.ts'
import { isInView, siteMarks } from './marks.ts'
import type { Mark } from './marks.ts'
import type { PlacesHere } from './use-marks.ts'

export interface PlacesListed {
  /** The worst first. */
  bottlenecks: BottleneckPlace[]
  overdue: Mark[]
  duty: DutyPost[]
  /** The largest clusters first. */
  sites: Mark[]
}

/** A view of null is everywhere. */
export function listPlaces({ bottlenecks, marks, showsDuty, duty, sites, openOnly }: Pick<PlacesHere, 'bottlenecks' | 'marks' | 'showsDuty' | 'duty' | 'sites' | 'openOnly'>, view: View | null): PlacesListed {
  const isHere = (place: { lng: number; lat: number }): boolean => view === null || isInView(view, place)
  return {
    bottlenecks: bottlenecks.filter(isHere).toSorted((a, b) => (b.lostHoursPerDay ?? -1) - (a.lostHoursPerDay ?? -1)),
    overdue: marks.filter((mark) => mark.kind === 'overdue' && isHere(mark)),
    duty: showsDuty ? (duty ?? []).filter(isHere) : [],
    // They are asked for the view, and drawn only where it is close.
    sites: sites === null ? [] : siteMarks(sites, openOnly).toSorted((a, b) => b.count - a.count),
  }
}

export const listsNothing = ({ bottlenecks, overdue, duty, sites }: PlacesListed): boolean => bottlenecks.length + overdue.length + duty.length + sites.length === 0
