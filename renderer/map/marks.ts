/** Marks on the map as plain values, and which of them lies under a pixel. */
import type { BottleneckPlace, DutyPost, SiteMarks } from '../../preload/contract/model.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { pixelOf } from './camera.ts'
import type { Camera, Size } from './camera.ts'
import type { View } from '../../preload/contract/model.ts'

export const MARK_KINDS = ['bottleneck', 'duty', ...SITE_KINDS] as const
export type MarkKind = (typeof MARK_KINDS)[number]

export interface Mark {
  kind: MarkKind
  /** Empty for a cluster. */
  id: string
  lng: number
  lat: number
  count: number
  name: string
  /** Screen size in pixels. */
  size: number
  /** Reach in metres; 0 for none. */
  reach: number
}

export function siteMarks(sites: SiteMarks): Mark[] {
  return sites.ids.map((id, i) => {
    const count = sites.counts[i] ?? 1
    return {
      kind: SITE_KINDS[sites.kinds[i] ?? 0] ?? 'compound',
      id,
      lng: sites.lngLat[2 * i] ?? 0,
      lat: sites.lngLat[2 * i + 1] ?? 0,
      count,
      name: '',
      size: count > 1 ? Math.min(34, 20 + 3 * Math.log10(count)) : 18,
      reach: 0,
    }
  })
}

/** Area of the mark grows with the hours lost; the floor keeps a quiet place findable. */
export function bottleneckMarks(places: readonly BottleneckPlace[]): Mark[] {
  const most = Math.max(1, ...places.map((place) => place.lostHoursPerDay))
  return places.map(({ id, lng, lat, name, lostHoursPerDay }) => ({
    kind: 'bottleneck' as const, id, lng, lat, count: 1, name, reach: 0,
    size: 16 + 18 * Math.sqrt(Math.max(0, lostHoursPerDay) / most),
  }))
}

export function dutyMarks(posts: readonly DutyPost[]): Mark[] {
  return posts.map(({ id, lng, lat, team, post, reachMeters }) => ({
    kind: 'duty' as const, id, lng, lat, count: 1, name: post === '' ? team : `${team} · ${post}`, size: 20, reach: reachMeters,
  }))
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
    const distance = Math.hypot(mx - x, my - y)
    if (distance <= Math.max(10, mark.size / 2 + 2) && distance <= bestDistance) {
      best = mark
      bestDistance = distance
    }
  }
  return best
}
