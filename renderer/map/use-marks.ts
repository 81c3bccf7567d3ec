/** Places on the map for the settled view, as the live questions give them. */
import { useMemo } from 'react'
import type { BottleneckPlace, DutyPost, Filter, SiteKind, SiteMarks, View } from '../../preload/contract/model.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { useLive } from '../state/live.ts'
import type { Live } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { useTaste } from '../state/taste.ts'
import type { Overdue } from '../../preload/contract/place.ts'
import { OVERDUE_FROM_ZOOM, SITES_FROM_ZOOM, bottleneckMarks, dutyMarks, markScale, mostLost, overdueMarks, siteMarks } from './marks.ts'
import type { Mark, MarkKind } from './marks.ts'

/** Shifts and opening hours begin and end on the minute; asking every minute is often enough. */
export const CLOCK_STEP_MS = 60_000

export interface PlacesHere {
  marks: Mark[]
  /** Those of the other period of a comparison; null without one. */
  otherMarks: Mark[] | null
  reach: Mark[]
  sites: SiteMarks | null
  bottlenecks: BottleneckPlace[]
  /** Posts on duty now, drawn or not; null while unknown. */
  duty: DutyPost[] | null
  showsDuty: boolean
  /** Null while overdue reports are not shown, or not known yet. */
  overdue: Overdue | null
  /** Only the open sites are shown. */
  openOnly: boolean
  /** Newer ones have been asked for. */
  asking: boolean
}

/** The minute that runs, as an instant: it ticks while nothing else happens, and without a network. */
export function useMinute(): number {
  return Math.floor(useNow() / CLOCK_STEP_MS) * CLOCK_STEP_MS
}

/** `other`: the filter of the other period of a comparison. Sites and who is on duty now are of no period. */
export function useMarks(filter: Filter, view: View | null, shown: readonly MarkKind[], openOnly: boolean, other: Filter | null): PlacesHere {
  const minute = useMinute()
  const kinds = SITE_KINDS.filter((kind): kind is SiteKind => shown.includes(kind))
  const wantsSites = view !== null && kinds.length > 0
  const liveSites = useLive('places.sites', wantsSites ? { filter, view, kinds, at: minute, openOnly } : null, ['places'])
  const sites = lastOf(liveSites)
  const wantsBottlenecks = shown.includes('bottleneck')
  const liveBottlenecks = useLive('places.bottlenecks', wantsBottlenecks ? { filter } : null, ['places', 'field'])
  const bottlenecks = lastOf(liveBottlenecks)
  const isCompared = other !== null
  const liveOther = useLive('places.bottlenecks', wantsBottlenecks && isCompared ? { filter: other, beside: true } : null, ['places', 'field'])
  const otherBottlenecks = lastOf(liveOther)
  const showsDuty = shown.includes('duty')
  const liveDuty = useLive('places.onDuty', { area: filter.area, drawn: filter.drawn, at: minute }, ['places'])
  const duty = lastOf(liveDuty)
  const showsOverdue = view !== null && shown.includes('overdue')
  const liveOverdue = useLive('places.overdue', showsOverdue ? { filter, view, at: minute } : null, ['cases', 'places'])
  const overdue = showsOverdue ? lastOf(liveOverdue) : null
  const liveOtherOverdue = useLive('places.overdue', showsOverdue && isCompared ? { filter: other, view, at: minute } : null, ['cases', 'places'])
  const otherOverdue = showsOverdue && isCompared ? lastOf(liveOtherOverdue) : null
  const english = useTaste().locale === 'en'
  const isAskingOther = isCompared && ((wantsBottlenecks && isAsking(liveOther)) || (showsOverdue && isAsking(liveOtherOverdue)))
  const asking = isAskingOther || (showsOverdue && isAsking(liveOverdue)) || (wantsSites && isAsking(liveSites)) || (wantsBottlenecks && isAsking(liveBottlenecks)) || (showsDuty && isAsking(liveDuty))
  const showsSites = wantsSites && view.zoom >= SITES_FROM_ZOOM
  const scale = markScale(view?.zoom ?? 12)
  const isClose = (view?.zoom ?? 0) >= OVERDUE_FROM_ZOOM
  const here = useMemo(() => {
    const posts = showsDuty ? dutyMarks(duty ?? []) : []
    const most = mostLost(bottlenecks ?? [], otherBottlenecks ?? [])
    // Bottlenecks last: they are drawn uppermost, the worst over the others.
    const marksOf = (worst: readonly BottleneckPlace[] | null, late: Overdue | null): Mark[] => [
      ...(showsSites && sites ? siteMarks(sites, openOnly) : []),
      ...posts,
      ...(late === null ? [] : overdueMarks(late, isClose, english)),
      ...(wantsBottlenecks ? bottleneckMarks(worst ?? [], scale, most).toSorted((a, b) => a.size - b.size) : []),
    ]
    return {
      openOnly, marks: marksOf(bottlenecks, overdue), otherMarks: isCompared ? marksOf(otherBottlenecks, otherOverdue) : null, reach: posts, sites: wantsSites ? sites : null,
      bottlenecks: wantsBottlenecks ? (bottlenecks ?? []) : [], duty, showsDuty, overdue,
    }
  }, [sites, bottlenecks, otherBottlenecks, isCompared, duty, overdue, otherOverdue, isClose, english, scale, openOnly, showsSites, wantsSites, wantsBottlenecks, showsDuty])
  return useMemo(() => ({ ...here, asking }), [here, asking])
}

function isAsking<T>(live: Live<T>): boolean {
  return live.state === 'asking' || (live.state === 'here' && live.asking)
}

function lastOf<T>(live: Live<T>): T | null {
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
}
