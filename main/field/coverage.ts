/** Whether a volunteer team was on duty within reach of a report when it came in. */
import Flatbush from 'flatbush'
import { type Columns, type Coverage, coverageOf, setCoverage } from './columns.ts'
import { isWithin } from './distance.ts'
import { WORLD_LEVEL, latOf, lngOf } from './ground.ts'
import { BLOCK, type Picked, rowOf, sumListed } from './selection.ts'

/** A team's presence at a post over [startsAt, endsAt). */
export interface Duty {
  lng: number
  lat: number
  reachMeters: number
  startsAt: number
  endsAt: number
}

/** A post with its hours of duty merged: starts and ends ascend and do not overlap. */
interface Post {
  lng: number
  lat: number
  reachMeters: number
  starts: Float64Array
  ends: Float64Array
}

export interface DutyIndex {
  posts: Post[]
  boxes: Flatbush | null
}

export function indexDuties(duties: Iterable<Duty>): DutyIndex {
  const byPost = new Map<string, Duty[]>()
  for (const duty of duties) {
    const key = `${duty.lng} ${duty.lat} ${duty.reachMeters}`
    const known = byPost.get(key)
    if (known) known.push(duty)
    else byPost.set(key, [duty])
  }
  const posts = [...byPost.values()].map(mergeHours)
  if (posts.length === 0) return { posts, boxes: null }
  const boxes = new Flatbush(posts.length)
  for (const post of posts) {
    // A generous box (a degree is 110.5–111.7 km): the exact check follows.
    const dLat = post.reachMeters / 110_000
    const dLng = dLat / Math.max(0.01, Math.cos(((Math.abs(post.lat) + dLat) * Math.PI) / 180))
    boxes.add(post.lng - dLng, post.lat - dLat, post.lng + dLng, post.lat + dLat)
  }
  boxes.finish()
  return { posts, boxes }
}

function mergeHours(duties: Duty[]): Post {
  const starts: number[] = []
  const ends: number[] = []
  for (const duty of duties.sort((a, b) => a.startsAt - b.startsAt)) {
    const last = ends.length - 1
    if (last >= 0 && duty.startsAt <= ends[last]!) ends[last] = Math.max(ends[last]!, duty.endsAt)
    else {
      starts.push(duty.startsAt)
      ends.push(duty.endsAt)
    }
  }
  const { lng, lat, reachMeters } = duties[0]!
  return { lng, lat, reachMeters, starts: Float64Array.from(starts), ends: Float64Array.from(ends) }
}

export function isCovered(index: DutyIndex, lng: number, lat: number, at: number): boolean {
  if (index.boxes === null) return false
  return index.boxes.search(lng, lat, lng, lat, (n) => {
    const post = index.posts[n]!
    return isOnDuty(post, at) && isWithin(post.reachMeters, post.lng, post.lat, lng, lat)
  }).length > 0
}

function isOnDuty(post: Post, at: number): boolean {
  let low = 0
  let high = post.starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (post.starts[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low > 0 && at < post.ends[low - 1]!
}

/** Keeps of the picked reports those that no team on duty reached; answers are remembered in the columns until `forgetCoverage`. */
export function pickUncovered(columns: Columns, picked: Picked, index: DutyIndex): Picked {
  const rows = new Uint32Array(picked.count)
  let count = 0
  for (let n = 0; n < picked.count; n += BLOCK) count = siftUncovered(columns, picked, index, n, Math.min(picked.count, n + BLOCK), rows, count)
  return { rows, first: 0, count, total: sumListed(columns.weight, rows, count), bounds: picked.bounds }
}

/** Looks at the picked rows number `from` to `to`; how many are kept with those before. */
function siftUncovered(columns: Columns, picked: Picked, index: DutyIndex, from: number, to: number, rows: Uint32Array, count: number): number {
  for (let n = from; n < to; n++) {
    const r = rowOf(picked, n)
    rows[count] = r
    if ((coverageOf(columns, r) ?? lookUp(columns, r, index)) === 'uncovered') count++
  }
  return count
}

const WORLD = 2 ** WORLD_LEVEL

function lookUp(columns: Columns, r: number, index: DutyIndex): Coverage {
  const coverage = isCovered(index, lngOf((columns.x[r]! + 0.5) / WORLD), latOf((columns.y[r]! + 0.5) / WORLD), columns.reportedAt[r]!) ? 'covered' : 'uncovered'
  setCoverage(columns, r, coverage)
  return coverage
}
