/** Volunteers on duty: fixed posts near demand, manned by day and week, some through the night. */
import type { Place } from './bottlenecks.ts'
import type { Centre } from './demand.ts'
import type { Position } from './geometry.ts'
import { drawPlace } from './ground.ts'
import type { Ground } from './ground.ts'
import { cumulate, drawIndex, seededRandom } from './random.ts'
import { DAY_MS, HOUR_MS, instant, localDate, localWeekday, PRACTICE_CITY, referenceRow, startOfDay } from './practice-row.ts'
import type { PracticeOptions, TypedRow } from './practice-row.ts'
import { nameRoad, shortStreet } from './site-names.ts'

export const TEAM_COUNT = 25
const POSTS_PER_TEAM = 6
/** Upcoming days that are already planned. */
export const PLANNED_DAYS = 7

export interface Post { team: string; street: string; name: string; place: Position; reachMeters: number }

/** Start hour, length in hours, share of days manned on a workday and at the weekend. */
const SLOTS: readonly (readonly [number, number, number, number])[] = [[7, 4, 0.28, 0.34], [11, 3, 0.42, 0.42], [14, 3, 0.18, 0.34], [17, 4, 0.46, 0.5], [21, 10, 0.05, 0.05]]

export function findPosts(ground: Ground, centres: readonly Centre[], places: readonly Place[], seed: number): Post[] {
  const random = seededRandom(seed, 'posts')
  const sums = cumulate(centres.map(({ weight }) => weight))
  return Array.from({ length: TEAM_COUNT * POSTS_PER_TEAM }, (_, i): Post => {
    const centre = centres[drawIndex(sums, random)]!
    const stuck = random.pick(places)
    const street = i % 2 === 0 ? stuck.street : centre.street
    const place = drawPlace(ground, street, i % 2 === 0 ? stuck.place : centre.place, 250, random)
    return { team: `team-${String(i % TEAM_COUNT).padStart(2, '0')}`, street: street.id, name: `${shortStreet(street.id)}${nameRoad(random)}值守点`, place, reachMeters: 800 + 100 * random.below(13) }
  })
}

/** The shifts that start on one local day; the same whenever they are asked for. */
export function* shiftsOf(posts: readonly Post[], dayStart: number, seed: number): Iterable<TypedRow<'shift'>> {
  const date = localDate(dayStart)
  const weekend = localWeekday(dayStart) >= 6
  const random = seededRandom(seed, `shifts/${date}`)
  for (const [slot, [hour, length, workday, weekendShare]] of SLOTS.entries()) {
    const nightPost = random.below(posts.length)
    for (const [i, post] of posts.entries()) {
      // The longest slot always has one post at least, so that somebody is on duty at any time.
      const manned = random.next() < (weekend ? weekendShare : workday) * 0.28
      if (!manned && i !== nightPost) continue
      const startsAt = dayStart + hour * HOUR_MS
      yield referenceRow('shift', post.street, {
        id: `shift-${date}-${slot}-${String(i).padStart(3, '0')}`, city: PRACTICE_CITY, team: post.team, area: post.street, post: post.name,
        lng: post.place[0], lat: post.place[1], reach_meters: post.reachMeters, starts_at: instant(startsAt), ends_at: instant(startsAt + length * HOUR_MS),
        headcount: 2 + random.below(7), simulated: true,
      })
    }
  }
}

export function* listShifts(posts: readonly Post[], { seed, days, now }: PracticeOptions): Iterable<TypedRow<'shift'>> {
  const today = startOfDay(now)
  for (let day = -days; day <= PLANNED_DAYS; day++) yield* shiftsOf(posts, today + day * DAY_MS, seed)
}
