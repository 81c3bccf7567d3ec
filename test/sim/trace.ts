/** What a run did: words for the eye (kept only when asked for), and counts for the report. */
import type { Truth } from './parts.ts'

export interface Trace {
  readonly lines: string[]
  readonly counts: Map<string, number>
  say(words: () => string): void
  count(name: string, by?: number): void
  most(name: string, value: number): void
}

export function createTrace(keepsLines: boolean, counts = new Map<string, number>()): Trace {
  const lines: string[] = []
  const known = new Map<string, number>()
  /** Random names are numbered in the order of their first sight, so that two runs can be compared. */
  const plain = (words: string): string =>
    words.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!known.has(id)) known.set(id, known.size)
      return `#${known.get(id)}`
    })
  return {
    lines, counts,
    say(words) {
      if (keepsLines) lines.push(plain(words()))
    },
    count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    most: (name, value) => void counts.set(name, Math.max(counts.get(name) ?? 0, value)),
  }
}

export function commitWords(truth: Truth): string {
  return `central ${truth.epoch} ${[...truth.heads].map(([scope, { seq, floor }]) => `${scope}=${floor}/${seq}`).join(' ')}`
}
