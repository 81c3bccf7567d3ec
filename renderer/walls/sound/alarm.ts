/** When the console sounds for what interrupts: each once a minute and five times at most, all that are due with one tone, and never in the quiet hours. */
import type { WallAlert } from '../../../preload/contract/wall.ts'

export const REPEAT_MS = 60_000
export const MOST_TIMES = 5

/** What nobody tells of any more is kept so long, for a wall whose console was silent tells of it again. */
const FORGOTTEN_MS = 86_400_000

interface Sounded {
  times: number
  at: number
  toldAt: number
}
/** By alert and since when it stands, for the same thing of another day is another alert: how often it has sounded, when last, and when it was told of last. */
export type Heard = ReadonlyMap<string, Sounded>

/** `now`: any clock that only goes on. What is quiet now still sounds later, if it lasts. */
export function hear(heard: Heard, alerts: readonly WallAlert[], now: number, isQuiet: boolean): { heard: Heard; sounds: boolean } {
  const urgent = alerts.filter(({ level, acknowledgedAt }) => level === 1 && acknowledgedAt === null).map(({ id, since }) => `${since} ${id}`)
  const due = isQuiet ? [] : urgent.filter((key) => isDue(heard.get(key), now))
  const told = urgent.flatMap((key): [string, Sounded][] => {
    const before = heard.get(key)
    if (due.includes(key)) return [[key, { times: (before?.times ?? 0) + 1, at: now, toldAt: now }]]
    return before === undefined ? [] : [[key, { ...before, toldAt: now }]]
  })
  return { heard: new Map([...[...heard].filter(([, { toldAt }]) => now - toldAt < FORGOTTEN_MS), ...told]), sounds: due.length > 0 }
}

function isDue(before: Sounded | undefined, now: number): boolean {
  return before === undefined || (before.times < MOST_TIMES && now - before.at >= REPEAT_MS)
}
