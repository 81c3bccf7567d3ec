/** The part of the period asked for that an answer is of, as instants; `to` is not in it. */
export interface HeldSpan {
  from: number
  to: number
}
