/** Marks on the map as plain values, and which of them lies under a pixel. */
import type { BottleneckPlace, DutyPost, SiteMarks } from '../../preload/contract/model.ts'
import type { Overdue } from '../../preload/contract/place.ts'
import type { Pick } from '../state/address.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import type { OpeningState } from '../../preload/contract/opening.ts'
import { pixelOf } from '../chrome/ground/camera.ts'
import type { Camera, Size } from '../chrome/ground/camera.ts'
import type { View } from '../../preload/contract/model.ts'

export const MARK_KINDS = ['bottleneck', 'duty', 'overdue', ...SITE_KINDS] as const
export type MarkKind = (typeof MARK_KINDS)[number]

export type IconName = MarkKind | `${MarkKind}-closed`

export interface Mark {
  kind: MarkKind
  /** Empty for a cluster. */
  id: string
  lng: number
  lat: number
  count: number
  name: string
  /** Of a single place whether it is open; null where that is no question. */
  opening: OpeningState | null
  /** Of a cluster how many are open, while only these are asked for. */
  openCount: number | null
  /** Deadline of a report that is past it. */
  dueAt: number | null
  /** Screen size in pixels. */
  size: number
  /** Reach in metres; 0 for none. */
  reach: number
}

/** Sites show from here on; over a whole city they would only hide the field. Their figures and list stay. */
export const SITES_FROM_ZOOM = 13
/** Single overdue reports show from here on, as the store gives them; further out they are counted by area. */
export const OVERDUE_FROM_ZOOM = 13
/** Clusters of the four kinds gather around the same middle: each kind steps aside to its own corner, in pixels. */
const CORNER: Record<MarkKind, readonly [number, number]> = {
  bottleneck: [0, 0], duty: [0, 0], overdue: [0, 0], compound: [-17, -20], station: [17, -20], merchant: [-17, 16], charging: [17, 16],
}

/** Where a mark's picture stands relative to its place, in pixels right and down. */
export function offsetOf(mark: Mark): readonly [number, number] {
  return mark.count > 1 ? CORNER[mark.kind] : [0, 0]
}

/** Pictures shrink with the ground they stand on: over a whole city they are dots beside the field, not its cover. */
export function markScale(zoom: number): number {
  if (zoom < 11) return zoom < 10 ? 0.45 : 0.55
  return zoom < 12 ? 0.8 : 1
}

/** `openOnly`: clusters say how many of theirs are open. */
export function siteMarks(sites: SiteMarks, openOnly: boolean): Mark[] {
  return sites.ids.map((id, i) => {
    const count = sites.counts[i] ?? 1
    return {
      kind: SITE_KINDS[sites.kinds[i] ?? 0] ?? 'compound',
      id,
      lng: sites.lngLat[2 * i] ?? 0,
      lat: sites.lngLat[2 * i + 1] ?? 0,
      count,
      name: sites.names[i] ?? '',
      opening: count > 1 ? null : sites.open[i] === 1 ? 'open' : sites.closed[i] === 1 ? 'closed' : 'unknown',
      openCount: count > 1 && openOnly ? (sites.open[i] ?? 0) : null,
      dueAt: null,
      size: count > 1 ? 20 : 18,
      reach: 0,
    }
  })
}

/** Hours a day of the worst place: the largest mark's. Two periods side by side share it. */
export function mostLost(...periods: (readonly BottleneckPlace[])[]): number {
  return Math.max(1, ...periods.flat().map((place) => place.lostHoursPerDay ?? 0))
}

/** Area of the mark grows with the hours lost; the floor keeps a quiet place findable. */
export function bottleneckMarks(places: readonly BottleneckPlace[], scale: number, most = mostLost(places)): Mark[] {
  return places.map(({ id, lng, lat, name, lostHoursPerDay }) => ({
    kind: 'bottleneck' as const, id, lng, lat, count: 1, name, opening: null, openCount: null, dueAt: null, reach: 0,
    size: scale * (16 + 18 * Math.sqrt(Math.max(0, lostHoursPerDay ?? 0) / most)),
  }))
}

export function dutyMarks(posts: readonly DutyPost[]): Mark[] {
  return posts.map(({ id, lng, lat, team, post, reachMeters }) => ({
    kind: 'duty' as const, id, lng, lat, count: 1, name: post === '' ? team : `${team} · ${post}`, opening: null, openCount: null, dueAt: null, size: 20, reach: reachMeters,
  }))
}

/** Which picture a mark is drawn with: a closed place has its own, hollow and struck through. */
export function iconOf(mark: Mark): IconName {
  return mark.opening === 'closed' ? `${mark.kind}-closed` : mark.kind
}

/** What stands under a cluster: its number, or how many of it are open. */
export function countWords({ count, openCount }: Mark): string {
  return openCount === null ? String(count) : `${openCount}/${count}`
}

/** Rings around single reports once the map is close, else one per area with its count. */
export function overdueMarks({ cases, areas }: Overdue, isClose: boolean, english: boolean): Mark[] {
  const ring = { kind: 'overdue' as const, opening: null, openCount: null, reach: 0 }
  if (isClose) return cases.map(({ id, number, lng, lat, dueAt }) => ({ ...ring, id, lng, lat, count: 1, name: number, dueAt, size: 24 }))
  return areas.map(({ name, nameEn, lng, lat, count }) => ({ ...ring, id: '', lng, lat, count, name: (english ? nameEn : null) ?? name, dueAt: null, size: 28 }))
}

/** The card behind a mark; a cluster has none. */
export function pickOf({ kind, id }: Mark): Pick | null {
  if (id === '') return null
  return { type: kind === 'bottleneck' || kind === 'duty' ? kind : kind === 'overdue' ? 'case' : 'site', id }
}

export function isInView(view: View, place: { lng: number; lat: number }): boolean {
  return place.lng >= view.west && place.lng <= view.east && place.lat >= view.south && place.lat <= view.north
}

/** The mark drawn uppermost among those whose picture reaches the pixel, or null. */
export function markAt(marks: readonly Mark[], camera: Camera, size: Size, x: number, y: number): Mark | null {
  let best: Mark | null = null
  let bestDistance = Infinity
  for (const mark of marks) {
    const [mx, my] = pixelOf(camera, size, mark.lng, mark.lat)
    const [right, down] = offsetOf(mark)
    const distance = Math.hypot(mx + right - x, my + down - y)
    if (distance <= Math.max(10, mark.size / 2 + 2) && distance <= bestDistance) {
      best = mark
      bestDistance = distance
    }
  }
  return best
}
