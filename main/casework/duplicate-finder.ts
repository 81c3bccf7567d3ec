/** Which cases may tell of the same problem as one of them: near in space and time, alike in class and words. */
import Flatbush from 'flatbush'
import type { Likeness } from '../../preload/contract/duplicate.ts'
import { geodesicMeters } from '../field/distance.ts'
import { gramsOf, likenessOf, type Grams } from './same-text.ts'

export interface ToldCase { id: string; lng: number; lat: number; reportedAt: number; class: string; group: string | null; text: string }
/** `n`: position in the list the finder was made of. */
export interface Found { n: number; score: number; likeness: Likeness }
export interface DuplicateFinder {
  /** The likeliest first; never the case itself. */
  find(told: ToldCase, most?: number): Found[]
}

/** Farther or longer apart nobody takes two reports for one problem: a telephone's place is good to some tens of metres. */
export const REACH_METERS = 120
export const REACH_MS = 21 * 86_400_000
/** At this distance the part for it has fallen to 0.61 (a Gaussian's standard deviation). */
const SPREAD_METERS = 50
/** In this time the part for it falls to 0.37. */
const FADING_MS = 5 * 86_400_000
/** Tried on one practice city, with the least score; the test asks another. */
const WEIGHTS = { distance: 0.3, time: 0.25, class: 0.3, text: 0.15 }
const CLASS_PARTS = { same: 1, group: 0.35, other: 0 } as const
/** Less is not worth a look. */
const LEAST_SCORE = 0.68
export const MOST_DUPLICATES = 10
const METERS_PER_DEGREE = 110_574

/** The index is over space; of the few near ones, time is asked. Cases without a twin near them cost next to nothing. */
export function createDuplicateFinder(cases: readonly ToldCase[]): DuplicateFinder {
  const grams = new Map<number, Grams>()
  const gramsAt = (n: number): Grams => {
    let known = grams.get(n)
    if (known === undefined) grams.set(n, (known = gramsOf(cases[n]!.text)))
    return known
  }
  // A tree of nothing cannot be made.
  if (cases.length === 0) return { find: () => [] }
  const tree = new Flatbush(cases.length)
  for (const { lng, lat } of cases) tree.add(lng, lat)
  tree.finish()
  return {
    find(told, most = MOST_DUPLICATES) {
      const own = gramsOf(told.text)
      const north = REACH_METERS / METERS_PER_DEGREE
      const east = north / Math.max(0.01, Math.cos((told.lat * Math.PI) / 180))
      const near = tree.search(told.lng - east, told.lat - north, told.lng + east, told.lat + north, (n) => cases[n]!.id !== told.id && Math.abs(cases[n]!.reportedAt - told.reportedAt) <= REACH_MS)
      const found: Found[] = []
      for (const n of near) {
        const likeness = compare(told, own, cases[n]!, gramsAt(n))
        if (likeness === null) continue
        const score = scoreOf(likeness)
        if (score >= LEAST_SCORE) found.push({ n, score, likeness })
      }
      return found.sort((a, b) => b.score - a.score || (cases[a.n]!.id < cases[b.n]!.id ? -1 : 1)).slice(0, most)
    },
  }
}

/** Null beyond the reach. */
function compare(one: ToldCase, oneGrams: Grams, other: ToldCase, otherGrams: Grams): Likeness | null {
  const meters = geodesicMeters(one.lng, one.lat, other.lng, other.lat)
  if (meters > REACH_METERS) return null
  const apartMs = Math.abs(one.reportedAt - other.reportedAt)
  return {
    meters, distance: Math.exp(-((meters / SPREAD_METERS) ** 2) / 2), apartMs, time: Math.exp(-apartMs / FADING_MS),
    class: one.class === other.class ? 'same' : one.group !== null && one.group === other.group ? 'group' : 'other',
    text: likenessOf(oneGrams, otherGrams),
  }
}

/** The mean of the parts that are known, by their weights. */
export function scoreOf({ distance, time, class: kind, text }: Likeness): number {
  const { distance: a, time: b, class: c, text: d } = WEIGHTS
  const sum = a * distance + b * time + c * CLASS_PARTS[kind]
  return text === null ? sum / (a + b + c) : sum + d * text
}
