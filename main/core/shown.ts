/** The last answers a seat gave to its screens: a file is made of the very answer that is on the screen, not of a newer one. */
import type { Input, Method, Output } from '../../preload/contract/api.ts'
import type { Seat } from './seat.ts'

/** One question is asked again by every part of a screen that shows it, and a second window may look at something else meanwhile. */
const ANSWERS_PER_QUESTION = 3
const QUESTIONS_PER_METHOD = 4

export interface Shown {
  keep<M extends Method>(seat: Seat, method: M, input: Input<M>, value: Output<M>): void
  /** The newest answer to this question for which `isIt` holds. */
  find<M extends Method>(seat: Seat, method: M, input: Input<M>, isIt: (value: Output<M>) => boolean): Output<M> | null
}

/** Inputs come checked, so equal questions are written alike. Answers go with their seat. */
export function createShown(): Shown {
  const seats = new WeakMap<Seat, Map<Method, Map<string, unknown[]>>>()
  const questionsOf = (seat: Seat, method: Method): Map<string, unknown[]> => {
    const methods = seats.get(seat) ?? new Map<Method, Map<string, unknown[]>>()
    seats.set(seat, methods)
    const questions = methods.get(method) ?? new Map<string, unknown[]>()
    methods.set(method, questions)
    return questions
  }
  return {
    keep(seat, method, input, value) {
      const questions = questionsOf(seat, method)
      const key = JSON.stringify(input)
      const answers = [...(questions.get(key) ?? []), value].slice(-ANSWERS_PER_QUESTION)
      // Put last again: what was asked longest ago goes first.
      questions.delete(key)
      questions.set(key, answers)
      for (const oldest of [...questions.keys()].slice(0, -QUESTIONS_PER_METHOD)) questions.delete(oldest)
    },
    find(seat, method, input, isIt) {
      const answers = (questionsOf(seat, method).get(JSON.stringify(input)) ?? []) as Output<typeof method>[]
      return answers.findLast(isIt) ?? null
    },
  }
}
