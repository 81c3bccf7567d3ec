/** When the console sounds for what interrupts: each once a minute and five times at most, all that are due with one tone, and never in the quiet hours. */
import type { WallAlert } from '../../../preload/contract/wall.ts'

export const REPEAT_MS = 60_000
export const MOST_TIMES = 5

/** Alert id → how often it has sounded, and when last. */
export type Heard = ReadonlyMap<string, { times: number; at: number }>

/** `now`: any clock that only goes on. What is quiet now still sounds later, if it lasts. */
export function hear(heard: Heard, alerts: readonly WallAlert[], now: number, isQuiet: boolean): { heard: Heard; sounds: boolean } {
  const due = isQuiet ? [] : alerts.filter(({ id, level, acknowledgedAt }) => level === 1 && acknowledgedAt === null && isDue(heard.get(id), now))
  if (due.length === 0) return { heard, sounds: false }
  return { heard: new Map([...heard, ...due.map(({ id }): [string, { times: number; at: number }] => [id, { times: (heard.get(id)?.times ?? 0) + 1, at: now }])]), sounds: true }
}

function isDue(before: { times: number; at: number } | undefined, now: number): boolean {
  return before === undefined || (before.times < MOST_TIMES && now - before.at >= REPEAT_MS)
}
