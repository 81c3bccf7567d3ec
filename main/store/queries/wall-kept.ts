/** What a wall's answers are made of, kept while nothing was written: a wall asks every few seconds, and little of it changes so often. */
import type { ReaderContext } from '../reader-context.ts'
import { connectionSign } from './field-state.ts'

interface Kept { sign: string; answers: Map<string, unknown> }
const kept = new WeakMap<ReaderContext, Kept>()
/** Four walls, with a handful of answers each, and those of the minute before. */
const MOST = 64

/** The answer to `key`, made anew when another connection or this one has written since, or when it is forgotten. What depends on the clock has the clock in its key. */
export function keptAnswer<T>(context: ReaderContext, key: string, make: () => T): T {
  const sign = connectionSign(context.db)
  const before = kept.get(context)
  const { answers } = before?.sign === sign ? before : { answers: new Map<string, unknown>() }
  kept.set(context, { sign, answers })
  if (answers.has(key)) return answers.get(key) as T
  const answer = make()
  answers.set(key, answer)
  for (const oldest of answers.keys()) {
    if (answers.size <= MOST) break
    answers.delete(oldest)
  }
  return answer
}

const MINUTE_MS = 60_000
/** Periods of a wall end at the minute: whoever asks again within it has the same answer for little. */
export const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS
