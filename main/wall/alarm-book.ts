/**
 * What is remembered of alerts: since when, acknowledged or not, and how many a month brings. Pure; the file is the core's. An alert is the same for as
 * long as it lasts and for a little after, for a figure at its threshold comes and goes. What cannot be judged is not over: absence counts only while somebody could see it.
 */
import type { AlertKind, AlertLevel, WallAlert } from '../../preload/contract/wall.ts'
import type { AlertRate } from '../../preload/contract/wall-health.ts'

interface Remembered {
  level: AlertLevel
  /** Null: written by a console that kept none. */
  kind: AlertKind | null
  raisedAt: number
  seenAt: number
  /** For how long it has been away since, of the time that somebody looked and could have seen it. */
  missingMs: number
  acknowledgedAt: number | null
}
export interface AlarmBook {
  /** By id. Times by the console's clock, none after the last look. */
  alerts: Record<string, Remembered>
  /** Raised within the last day, oldest first. */
  raised: { at: number; level: AlertLevel }[]
  /** By day since 1970 UTC: how many were raised, and for how long somebody looked. */
  days: Record<string, { raised: number; watchedMs: number }>
  watchedAt: number | null
}

export const EMPTY_BOOK: AlarmBook = { alerts: {}, raised: [], days: {}, watchedAt: null }

/** Nobody can follow more (EEMUA 191). */
const FLOOD = { above: 10, withinMs: 600_000 }
const DAY_MS = 86_400_000
const MONTH_DAYS = 31
/** Gone for longer than this, the same thing is a new alert, to be seen anew; and so it is a day after it was last seen, whoever could see. */
const OVER_MS = 600_000
/** Longer between two looks, and nobody looked. */
const LOOK_MS = 60_000
const MOST_RAISED = 5_000

/**
 * After a look: `alerts` are all of one area. Others, which belong to a wall of another area, stay until they have not been seen for a while.
 * `canJudge`: whether one of this kind would have been among them.
 */
export function look(book: AlarmBook, alerts: readonly WallAlert[], canJudge: (kind: AlertKind) => boolean, at: number): AlarmBook {
  const before = notAfter(book, at)
  const kept = stillKnown(before, canJudge, at)
  const news = alerts.filter(({ id }) => kept[id] === undefined).map(({ level, since }) => ({ at: Math.min(since, at), level }))
  const seen = alerts.map(({ id, level, kind, since }): [string, Remembered] =>
    [id, { level, kind, raisedAt: kept[id]?.raisedAt ?? Math.min(since, at), seenAt: at, missingMs: 0, acknowledgedAt: kept[id]?.acknowledgedAt ?? null }])
  const raised = [...before.raised, ...news].filter((one) => at - one.at < DAY_MS).toSorted((a, b) => a.at - b.at).slice(-MOST_RAISED)
  return { ...before, alerts: { ...kept, ...Object.fromEntries(seen) }, raised, days: countDay(book, news.length, at), watchedAt: at }
}

/** A clock that was ahead and was set right leaves times behind that are still to come: they are of now. */
function notAfter(book: AlarmBook, at: number): AlarmBook {
  const past = (time: number): number => Math.min(time, at)
  const alerts = Object.entries(book.alerts).map(([id, one]): [string, Remembered] =>
    [id, { ...one, raisedAt: past(one.raisedAt), seenAt: past(one.seenAt), acknowledgedAt: one.acknowledgedAt === null ? null : past(one.acknowledgedAt) }])
  return { ...book, alerts: Object.fromEntries(alerts), raised: book.raised.map((one) => ({ ...one, at: past(one.at) })) }
}

function stillKnown(book: AlarmBook, canJudge: (kind: AlertKind) => boolean, at: number): AlarmBook['alerts'] {
  const watchedMs = watchedFor(book, at)
  const later = Object.entries(book.alerts).map(([id, one]): [string, Remembered] => [id, { ...one, missingMs: one.missingMs + (one.kind === null || canJudge(one.kind) ? watchedMs : 0) }])
  return Object.fromEntries(later.filter(([, one]) => one.missingMs <= OVER_MS && at - one.seenAt < DAY_MS))
}

/** Since the last look, as far as somebody looked. */
function watchedFor({ watchedAt }: AlarmBook, at: number): number {
  const sinceMs = watchedAt === null ? 0 : at - watchedAt
  return sinceMs > 0 && sinceMs <= LOOK_MS ? sinceMs : 0
}

function countDay(book: AlarmBook, raised: number, at: number): AlarmBook['days'] {
  const today = Math.floor(at / DAY_MS)
  const recent = Object.fromEntries(Object.entries(book.days).filter(([day]) => Number(day) > today - MONTH_DAYS && Number(day) <= today))
  const before = recent[today] ?? { raised: 0, watchedMs: 0 }
  return { ...recent, [today]: { raised: before.raised + raised, watchedMs: before.watchedMs + watchedFor(book, at) } }
}

/** Ids that are not standing are left alone: what is acknowledged was on somebody's screen. */
export function acknowledge(book: AlarmBook, ids: readonly string[], at: number): AlarmBook {
  const own = ids.flatMap((id) => {
    const alert = Object.hasOwn(book.alerts, id) ? book.alerts[id] : undefined
    return alert === undefined ? [] : [[id, { ...alert, acknowledgedAt: alert.acknowledgedAt ?? at }] as const]
  })
  return { ...book, alerts: { ...book.alerts, ...Object.fromEntries(own) } }
}

/** As a wall is told of them: most urgent first, the newest of a level first. */
export function show(book: AlarmBook, alerts: readonly WallAlert[]): WallAlert[] {
  const known = alerts.map((alert) => ({ ...alert, since: book.alerts[alert.id]?.raisedAt ?? alert.since, acknowledgedAt: book.alerts[alert.id]?.acknowledgedAt ?? null }))
  return known.toSorted((a, b) => a.level - b.level || b.since - a.since || (a.id < b.id ? -1 : 1))
}

/** How many of a wall's own alerts, as it is told of them, are a flood; null: they are none. Danger is never summed up, and what is only in lists bothers nobody. */
export function floodOf(shown: readonly WallAlert[], at: number): number | null {
  const count = shown.filter(({ level, since }) => level === 2 && at - since < FLOOD.withinMs).length
  return count > FLOOD.above ? count : null
}

export function rate({ raised, days }: AlarmBook, at: number): AlertRate {
  const lastDay = raised.filter((one) => at - one.at < DAY_MS)
  const month = Object.values(days).reduce((sum, day) => ({ raised: sum.raised + day.raised, watchedMs: sum.watchedMs + day.watchedMs }), { raised: 0, watchedMs: 0 })
  const of = (level: AlertLevel): number => lastDay.filter((one) => one.level === level).length
  return {
    lastTenMinutes: lastDay.filter((one) => at - one.at < FLOOD.withinMs).length, lastDay: lastDay.length,
    perTenMinutesThisMonth: month.watchedMs < FLOOD.withinMs ? null : month.raised / (month.watchedMs / FLOOD.withinMs), byLevel: { 1: of(1), 2: of(2), 3: of(3) },
  }
}
