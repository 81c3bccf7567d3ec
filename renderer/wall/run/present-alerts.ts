/**
 * What of the alerts stands over the scenes and what in the banner, as a pure reducer on the page's monotonic clock. One of the first level interrupts
 * once and not at once: a scene has at least been read. In a flood, as the console counts it for this wall, all of the second level is one line, for nobody reads ten alerts.
 */
import type { WallAlert, WallState } from '../../../preload/contract/wall.ts'

/** A scene is shown so long before an alert takes its place; a shorter one until just before its end. */
export const READ_FIRST_MS = 15_000
/** Before its turn: with the next scene the reading would begin anew, and where all are short no alert would ever be seen. */
const BEFORE_TURN_MS = 1_000
/** Nobody acknowledged it: it goes on in the banner. */
export const INTERRUPTS_FOR_MS = 600_000
/** Not more than one interruption begins in so long; several alerts share it. */
export const BETWEEN_MS = 120_000

export interface Presenting {
  /** Ids on the screen, each since when; empty: the scenes are seen. */
  screen: readonly { id: string; since: number }[]
  /** When the last interruption began. */
  beganAt: number | null
  /** Those that have had their screen: they do not interrupt again for as long as they last. */
  had: readonly string[]
}

export const NOTHING_PRESENTED: Presenting = { screen: [], beganAt: null, had: [] }

/** Of the scene that is shown. */
export interface InView {
  since: number
  dwellMs: number
}

const readAt = ({ since, dwellMs }: InView): number => since + Math.max(0, Math.min(READ_FIRST_MS, dwellMs - BEFORE_TURN_MS))

/** `scene` null: none is shown. */
export function presentAlerts(before: Presenting, alerts: readonly WallAlert[], scene: InView | null, now: number): Presenting {
  const urgent = alerts.filter(({ level, acknowledgedAt }) => level === 1 && acknowledgedAt === null).map(({ id }) => id)
  const screen = before.screen.filter(({ id, since }) => urgent.includes(id) && now - since < INTERRUPTS_FOR_MS)
  const had = before.had.filter((id) => alerts.some((alert) => alert.id === id))
  const fresh = urgent.filter((id) => !had.includes(id))
  if (fresh.length === 0) return { ...before, screen, had }
  const isOpen = screen.length > 0
  const mayBegin = (before.beganAt === null || now - before.beganAt >= BETWEEN_MS) && (scene === null || now >= readAt(scene))
  if (!isOpen && !mayBegin) return { ...before, screen, had }
  return { screen: [...screen, ...fresh.map((id) => ({ id, since: now }))], beganAt: isOpen ? before.beganAt : now, had: [...had, ...fresh] }
}

/** When something changes by itself, at the latest. */
export function presentsAt({ screen, beganAt, had }: Presenting, alerts: readonly WallAlert[], scene: InView | null): number {
  const ends = screen.map(({ since }) => since + INTERRUPTS_FOR_MS)
  const waits = alerts.some(({ id, level, acknowledgedAt }) => level === 1 && acknowledgedAt === null && !had.includes(id))
  const begins = waits ? [Math.max((beganAt ?? Number.NEGATIVE_INFINITY) + BETWEEN_MS, scene === null ? Number.NEGATIVE_INFINITY : readAt(scene))] : []
  return Math.min(Number.POSITIVE_INFINITY, ...ends, ...begins)
}

type Told = Pick<WallState, 'alerts' | 'flood'>

export interface ShownAlerts {
  /** Over the scenes; newest first. */
  screen: WallAlert[]
  /** The most urgent and newest first; in a flood without the second level. */
  banner: WallAlert[]
  /** How many stand behind one line for all of the second level; else null. */
  flood: number | null
}

export function shownAlerts({ screen }: Presenting, { alerts, flood }: Told): ShownAlerts {
  const told = alerts.filter(({ level, acknowledgedAt }) => level < 3 && acknowledgedAt === null).toSorted((a, b) => a.level - b.level || b.since - a.since)
  const [onScreen, others] = [told.filter(({ id }) => screen.some((one) => one.id === id)), told.filter(({ id }) => !screen.some((one) => one.id === id))]
  // One or none that nobody has seen yet needs no sum.
  const isFlood = flood !== null && others.filter(({ level }) => level === 2).length > 1
  return { screen: onScreen, banner: isFlood ? others.filter(({ level }) => level === 1) : others, flood: isFlood ? flood : null }
}

/** What a press of the key says was seen: what is on the screen, else in the banner, else what the one line of a flood stands for. */
export function seenNow({ screen, banner, flood }: ShownAlerts, alerts: readonly WallAlert[]): string[] {
  const behind = flood === null ? [] : alerts.filter(({ level, acknowledgedAt }) => level === 2 && acknowledgedAt === null)
  return ([screen, banner, behind].find((some) => some.length > 0) ?? []).map(({ id }) => id)
}
