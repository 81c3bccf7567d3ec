/** One live question: asks, asks again, drops answers that came too late, and keeps the last value while asking. */
import type { Answer, Failure } from '../../preload/contract/api.ts'

export type Live<T> =
  | { state: 'asking' }
  /** `at`: when the answer arrived; `asking`: a newer answer is on its way. */
  | { state: 'here'; value: T; at: number; asking: boolean }
  | { state: 'failed'; failure: Failure; last?: T }

export interface Question<I, T> {
  /** A new input supersedes answers on their way; null holds the question and forgets the value. */
  ask(input: I | null): void
  /** What was asked may have changed: ask the same again soon. */
  askAgain(): void
  get(): Live<T>
  close(): void
}

export interface QuestionPowers<I, T> {
  call: (input: I) => Promise<Answer<T>>
  changed: () => void
  now: () => number
  later: (work: () => void, delayMs: number) => () => void
  /** Lets a new value take over the equal parts of the one before, so that what is derived from them stays. */
  keep?: (before: T, now: T) => T
}

/** A burst of events asks once; a stream of them asks at this pace, and never more than one at a time. */
export const AGAIN_DELAY_MS = 250

export function openQuestion<I, T>(powers: QuestionPowers<I, T>): Question<I, T> {
  let live: Live<T> = { state: 'asking' }
  let input: I | null = null
  let turn = 0
  let inFlight = false
  let againAfter = false
  let cancelTimer: (() => void) | null = null

  const set = (next: Live<T>): void => {
    live = next
    powers.changed()
  }
  const lastValue = (): { last: T } | null => {
    if (live.state === 'here') return { last: live.value }
    return live.state === 'failed' && 'last' in live ? { last: live.last as T } : null
  }
  const keep = (value: T): T => {
    const before = lastValue()
    return before === null || powers.keep === undefined ? value : powers.keep(before.last, value)
  }
  const send = (): void => {
    cancelTimer?.()
    cancelTimer = null
    if (input === null) return
    const mine = ++turn
    inFlight = true
    againAfter = false
    if (live.state === 'here' && !live.asking) set({ ...live, asking: true })
    void powers.call(input).then((answer) => settle(mine, answer), (error: unknown) => settle(mine, broken(error)))
  }
  const settle = (mine: number, answer: Answer<T>): void => {
    if (mine !== turn) return
    inFlight = false
    if (answer.ok) set({ state: 'here', value: keep(answer.value), at: powers.now(), asking: againAfter })
    else if (answer.failure.code === 'superseded') againAfter = true
    else set({ state: 'failed', failure: answer.failure, ...lastValue() })
    if (againAfter) soon()
  }
  const soon = (): void => {
    cancelTimer ??= powers.later(() => {
      cancelTimer = null
      if (inFlight) againAfter = true
      else send()
    }, AGAIN_DELAY_MS)
  }
  return {
    ask(next) {
      input = next
      if (next !== null) return send()
      turn++
      inFlight = false
      if (live.state !== 'asking') set({ state: 'asking' })
    },
    askAgain: soon,
    get: () => live,
    close() {
      turn++
      cancelTimer?.()
      cancelTimer = null
    },
  }
}

/** A bridge that throws instead of answering is a fault of ours, shown like any other. */
function broken(error: unknown): Answer<never> {
  return { ok: false, failure: { code: 'internal', detail: String(error) } }
}
