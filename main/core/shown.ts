/** The last answers a seat gave to its screens: a file is made of the very answer that is on the screen, not of a newer one. */
import type { Input, Method, Output } from '../../preload/contract/api.ts'
import type { Seat } from './seat.ts'

/** A second window may look at something else meanwhile. */
const KEPT_PER_METHOD = 4

interface Answered {
  key: string
  value: unknown
}

export interface Shown {
  keep<M extends Method>(seat: Seat, method: M, input: Input<M>, value: Output<M>): void
  /** The newest answer to this question for which `isIt` holds. */
  find<M extends Method>(seat: Seat, method: M, input: Input<M>, isIt: (value: Output<M>) => boolean): Output<M> | null
}

/** Inputs come checked, so equal questions are written alike. Answers go with their seat. */
export function createShown(): Shown {
  const seats = new WeakMap<Seat, Map<Method, Answered[]>>()
  const listOf = (seat: Seat, method: Method): Answered[] => {
    const methods = seats.get(seat) ?? new Map<Method, Answered[]>()
    seats.set(seat, methods)
    const list = methods.get(method) ?? []
    methods.set(method, list)
    return list
  }
  return {
    keep(seat, method, input, value) {
      const list = listOf(seat, method)
      list.push({ key: JSON.stringify(input), value })
      if (list.length > KEPT_PER_METHOD) list.shift()
    },
    find(seat, method, input, isIt) {
      const key = JSON.stringify(input)
      const found = listOf(seat, method).findLast((one) => one.key === key && isIt(one.value as never))
      return (found?.value as never) ?? null
    },
  }
}
