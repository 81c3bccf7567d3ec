/**
 * What is remembered of alerts: since when, acknowledged or not, and how many a month brings. Pure; the file is the core's. An alert is the same for as
 * long as it lasts and for a little after, for a figure at its threshold comes and goes.
 */
import type { AlertLevel, WallAlert } from '../../preload/contract/wall.ts'
import type { AlertRate } from '../../preload/contract/wall-health.ts'

export interface AlarmBook {
  /** By id. Times by the console's clock. */
  alerts: Record<string, { level: AlertLevel; raisedAt: number; seenAt: number; acknowledgedAt: number | null }>
  /** Raised within the last day, oldest first. */
  raised: { at: number; level: AlertLevel }[]
  /** By day since 1970 UTC: how many were raised, and for how long somebody looked. */
  days: Record<string, { raised: number; watchedMs: number }>
  watchedAt: number | null
  flood: { id: string; since: number } | null
}

export const EMPTY_BOOK: AlarmBook = { alerts: {}, raised: [], days: {}, watchedAt: null, flood: null }

export const FLOOD = { above: 10, withinMs: 600_000 }
const DAY_MS = 86_400_000
const MONTH_DAYS = 31
/** Gone for longer than this, the same thing is a new alert, to be seen anew. */
export const OVER_MS = 600_000
/** Longer between two looks, and nobody looked. */
const LOOK_MS = 60_000
const MOST_RAISED = 5_000

/** After a look: `alerts` are all of one area. Others, which belong to a wall of another area, stay until they have not been seen for a while. */
export function look(book: AlarmBook, alerts: readonly WallAlert[], at: number): AlarmBook {
  const kept = Object.fromEntries(Object.entries(book.alerts).filter(([, one]) => at - one.seenAt <= OVER_MS))
  const news = alerts.filter(({ id }) => kept[id] === undefined).map(({ level, since }) => ({ at: Math.min(since, at), level }))
  const seen = alerts.map(({ id, level, since }) => [id, { level, raisedAt: kept[id]?.raisedAt ?? Math.min(since, at), seenAt: at, acknowledgedAt: kept[id]?.acknowledgedAt ?? null }] as const)
  const raised = [...book.raised, ...news].filter((one) => at - one.at < DAY_MS).toSorted((a, b) => a.at - b.at).slice(-MOST_RAISED)
  const next = { ...book, alerts: { ...kept, ...Object.fromEntries(seen) }, raised, days: countDay(book, news.length, at), watchedAt: at }
  return { ...next, flood: isFlood(raised, at) ? (book.flood ?? { id: `flood:${at}`, since: at }) : null }
}

function countDay({ days, watchedAt }: AlarmBook, raised: number, at: number): AlarmBook['days'] {
  const today = Math.floor(at / DAY_MS)
  const recent = Object.fromEntries(Object.entries(days).filter(([day]) => Number(day) > today - MONTH_DAYS && Number(day) <= today))
  const before = recent[today] ?? { raised: 0, watchedMs: 0 }
  const sinceMs = watchedAt === null ? 0 : at - watchedAt
  return { ...recent, [today]: { raised: before.raised + raised, watchedMs: before.watchedMs + (sinceMs > 0 && sinceMs <= LOOK_MS ? sinceMs : 0) } }
}

/** Level 3 stands in lists alone and interrupts nobody. */
function isFlood(raised: AlarmBook['raised'], at: number): boolean {
  return raised.filter((one) => one.level < 3 && at - one.at < FLOOD.withinMs).length > FLOOD.above
}

/** Ids that are not standing are left alone: what is acknowledged was on somebody's screen. */
export function acknowledge(book: AlarmBook, ids: readonly string[], at: number): AlarmBook {
  const own = ids.flatMap((id) => {
    const alert = Object.hasOwn(book.alerts, id) ? book.alerts[id] : undefined
    return alert === undefined ? [] : [[id, { ...alert, acknowledgedAt: alert.acknowledgedAt ?? at }] as const]
  })
  // Whoever has seen the summary has seen what it sums up.
  const flooded = book.flood === null || !ids.includes(book.flood.id) ? [] : Object.entries(book.alerts).filter(([, one]) => one.level === 2).map(([id, one]) => [id, { ...one, acknowledgedAt: one.acknowledgedAt ?? at }] as const)
  return { ...book, alerts: { ...book.alerts, ...Object.fromEntries(flooded), ...Object.fromEntries(own) } }
}

/** As a wall shows them: most urgent first, the newest of a level first. In a flood one line stands for all of level 2; danger is never summed up. */
export function show(book: AlarmBook, alerts: readonly WallAlert[], at: number): WallAlert[] {
  const known = alerts.map((alert) => ({ ...alert, since: book.alerts[alert.id]?.raisedAt ?? alert.since, acknowledgedAt: book.alerts[alert.id]?.acknowledgedAt ?? null }))
  const banner = known.filter(({ level }) => level === 2)
  if (book.flood === null || banner.length < 2) return known.toSorted(byUrgency)
  const summary: WallAlert = {
    id: book.flood.id, level: 2, kind: 'flood', since: book.flood.since, area: null, about: null, source: banner[0]!.source, value: countSince(book, at), unit: 'count',
    acknowledgedAt: banner.every((one) => one.acknowledgedAt !== null) ? Math.max(...banner.map((one) => one.acknowledgedAt ?? 0)) : null,
  }
  return [...known.filter(({ level }) => level !== 2), summary].toSorted(byUrgency)
}

const byUrgency = (a: WallAlert, b: WallAlert): number => a.level - b.level || b.since - a.since || (a.id < b.id ? -1 : 1)
const countSince = ({ raised }: AlarmBook, at: number): number => raised.filter((one) => one.level < 3 && at - one.at < FLOOD.withinMs).length

export function rate({ raised, days }: AlarmBook, at: number): AlertRate {
  const lastDay = raised.filter((one) => at - one.at < DAY_MS)
  const month = Object.values(days).reduce((sum, day) => ({ raised: sum.raised + day.raised, watchedMs: sum.watchedMs + day.watchedMs }), { raised: 0, watchedMs: 0 })
  const of = (level: AlertLevel): number => lastDay.filter((one) => one.level === level).length
  return {
    lastTenMinutes: lastDay.filter((one) => at - one.at < FLOOD.withinMs).length, lastDay: lastDay.length,
    perTenMinutesThisMonth: month.watchedMs < FLOOD.withinMs ? null : month.raised / (month.watchedMs / FLOOD.withinMs), byLevel: { 1: of(1), 2: of(2), 3: of(3) },
  }
}
