/**
 * The way from the start of a case to its deadline, step by step. A suspension (挂账) stops the clock: what was left when it began is left
 * when it ends. A granted extension moves the deadline, never backwards; a merged case's earlier deadline pulls it nearer. A deadline that
 * somebody named is a new beginning: only what comes after it counts, and those of the merged cases that are given.
 */
import type { DeadlineGap, DeadlineStep, Limit } from '../../preload/contract/deadline.ts'
import { dateOf } from './day-calendar.ts'
import { beginOf, clockOf, endOf, type CityTime } from './limit.ts'
import { pausesFrom, type Pause } from './pauses.ts'
import { addWork, measureWork, type Beyond, type WorkClock } from './work-clock.ts'

/** An extension names the new deadline, or how much is added to the old one. */
export type Extension = { at: number } & ({ until: number } | { more: Limit })
export interface Fixed { at: number; until: number }
/** The deadline of a merged case, and since when it counts here. */
export interface Pull { at: number; until: number; number: string }
export interface Course {
  startAt: number | null
  limit: Limit | null
  pauses: readonly Pause[]
  extensions: readonly Extension[]
  fixed?: Fixed | null
  merges?: readonly Pull[]
}
export interface Reckoned { dueAt: number | null; gap: DeadlineGap | null; steps: DeadlineStep[] }

/** `dueAt` null: `gap` says why. */
export function reckon(course: Course, time: CityTime): Reckoned {
  const way = wayOf(course, time)
  if (!(way instanceof Way)) return way
  for (const event of eventsOf(course, way.cursor, time)) {
    if (way.gap !== null) break
    if ('from' in event) way.pause(event)
    else if ('number' in event) way.pull(event)
    else extend(way, event, time)
  }
  return way.arrive()
}

/** As far as the limit leads, or the deadline that was named; nothing else is needed for the latter. */
function wayOf({ startAt, limit, fixed = null }: Course, time: CityTime): Way | Reckoned {
  const steps: DeadlineStep[] = startAt === null || limit === null ? [] : [{ kind: 'start', at: startAt, limit }]
  const clock = limit === null ? null : clockOf(time, limit.unit)
  if (fixed !== null) {
    steps.push({ kind: 'fixed', ...fixed })
    const way = new Way(clock ?? time.urgent, fixed.at, steps)
    way.reach(fixed.until)
    return way
  }
  if (limit === null) return { dueAt: null, gap: 'limit', steps }
  if (startAt === null) return { dueAt: null, gap: 'start', steps }
  if (clock === null) return { dueAt: null, gap: 'work_time', steps }
  const way = new Way(clock, beginOf(clock, time.rule, startAt, limit.unit), steps)
  if (way.cursor > startAt) way.leaveOut(startAt)
  way.reach(endOf(clock, time.rule, startAt, limit))
  return way
}

function extend(way: Way, event: Extension, time: CityTime): void {
  if ('until' in event) return way.extend(event.at, event.until)
  const clock = clockOf(time, event.more.unit)
  if (clock === null) way.gap = 'work_time'
  else way.extend(event.at, endOf(clock, time.rule, way.due!, event.more))
}

const when = (event: Pause | Extension | Pull): number => ('from' in event ? event.from : event.at)

/** In the order of time; an extension granted at the moment of a suspension comes first. */
function eventsOf(course: Course, begin: number, time: CityTime): (Pause | Extension | Pull)[] {
  const { pauses, extensions, merges = [], fixed = null } = course
  const own = [...extensions, ...pausesFrom(pauses, begin)].filter((event) => fixed === null || when(event) >= fixed.at)
  return [...own, ...merges.map((pull) => (fixed !== null && pull.at < fixed.at ? carried(pull, fixed.at, course, time) : pull))].sort((a, b) => when(a) - when(b))
}

/** A pull from before a deadline was named, as it stood by then: put off by what had been suspended and granted until that time. */
function carried(pull: Pull, until: number, { limit, pauses, extensions }: Course, time: CityTime): Pull {
  const before = pauses.filter(({ from }) => from < until).map(({ from, to }): Pause => ({ from, to: Math.min(to ?? until, until) }))
  const { dueAt } = reckon({ startAt: null, limit, pauses: before, extensions: extensions.filter(({ at }) => at < until), fixed: { at: pull.at, until: pull.until } }, time)
  return dueAt === null ? pull : { ...pull, until: dueAt }
}

/** How far the steps have come, and where they lead as things stand. */
class Way {
  due: number | null = null
  gap: DeadlineGap | null = null
  readonly #clock: WorkClock
  readonly #steps: DeadlineStep[]
  cursor: number

  constructor(clock: WorkClock, begin: number, steps: DeadlineStep[]) {
    this.#clock = clock
    this.#steps = steps
    this.cursor = begin
  }

  /** The day of the start, which the rule does not count. */
  leaveOut(startAt: number): void {
    const day = this.#clock.dayOf(startAt)
    this.#steps.push({ kind: 'day', date: dateOf(day), from: startAt, to: this.cursor, why: 'start', origin: 'week', name: null, nameEn: null, counted: 0, left: null })
  }

  reach(end: number | Beyond): void {
    if (typeof end === 'number') {
      this.due = Math.max(end, this.due ?? end)
      return
    }
    // All days up to the first unknown one are told; how much runs after it is known.
    this.#walk(this.#clock.startOf(end.day), null)
    this.#steps.push({ kind: 'unknown', date: dateOf(end.day), left: end.left })
    this.due = null
    this.gap = 'calendar'
  }

  /** One that begins when the time is up changes nothing. */
  pause({ from, to }: Pause): void {
    if (from >= this.due!) return
    const left = measureWork(this.#clock, from, this.due!)
    this.#walk(from, this.due)
    this.#steps.push({ kind: 'suspension', from, to, left })
    if (to === null) {
      this.gap = 'paused'
      this.due = null
      return
    }
    this.cursor = to
    if (left === null) this.gap = 'calendar'
    else this.reach(addWork(this.#clock, to, left))
  }

  /** One that is no earlier changes nothing, and is not told. */
  pull({ at, until, number }: Pull): void {
    if (until >= this.due!) return
    this.#walk(Math.min(at, until), this.due)
    this.#steps.push({ kind: 'merged', at, until, number })
    this.due = until
  }

  extend(at: number, until: number | Beyond): void {
    this.#walk(Math.min(at, this.due!), this.due)
    const moves = typeof until !== 'number' || until > this.due!
    if (typeof until === 'number') this.#steps.push({ kind: 'extension', at, until: moves ? until : null })
    this.reach(until)
  }

  arrive(): Reckoned {
    if (this.due !== null && this.gap === null) {
      this.#walk(this.due, this.due)
      this.#steps.push({ kind: 'due', at: this.due })
    }
    return { dueAt: this.gap === null ? this.due : null, gap: this.gap, steps: this.#steps }
  }

  /** Tells the days from the cursor on and moves it; stops at the first unknown one. */
  #walk(to: number, due: number | null): void {
    const from = this.cursor
    if (to <= from) return
    this.cursor = to
    let left = due === null ? null : measureWork(this.#clock, from, due)
    for (let day = this.#clock.dayOf(from) - this.#clock.reach, last = this.#clock.dayOf(to - 1); day <= last; day++) {
      const { kind, spans } = this.#clock.workOf(day)
      const begin = Math.max(from, this.#clock.startOf(day))
      const end = Math.min(to, Math.max(this.#clock.startOf(day + 1), spans.at(-1)?.[1] ?? 0))
      if (end <= begin) continue
      if (kind === null) {
        this.#steps.push({ kind: 'unknown', date: dateOf(day), left })
        return
      }
      const counted = spans.reduce((sum, span) => sum + Math.max(0, Math.min(span[1], to) - Math.max(span[0], from)), 0)
      if (left !== null) left -= counted
      this.#steps.push({ kind: 'day', date: dateOf(day), from: begin, to: end, why: kind.why, origin: kind.origin, name: kind.name, nameEn: kind.nameEn, counted, left })
    }
  }
}
