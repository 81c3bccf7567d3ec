/** Orders handed over by local day, of chosen places: what a week of orders is made of. */
import type { Handovers } from './lost-hours.ts'

/** Of the days from `first` to `last`, both included. A row over several days is spread evenly over them, as in lost hours. */
export function ordersByDay({ rows, place, dayFrom, dayTo, firstEntry, orders }: Handovers, inside: Uint8Array | null, first: number, last: number): Float64Array {
  const days = new Float64Array(Math.max(0, last - first + 1))
  for (let r = 0; r < rows; r++) {
    const [low, high] = [Math.max(dayFrom[r]!, first), Math.min(dayTo[r]!, last)]
    if (low > high || (inside !== null && inside[place[r]!] !== 1)) continue
    let sum = 0
    for (let e = firstEntry[r]!; e < firstEntry[r + 1]!; e++) sum += orders[e]!
    const each = sum / (dayTo[r]! - dayFrom[r]! + 1)
    for (let day = low; day <= high; day++) days[day - first]! += each
  }
  return days
}

/** First and last day of which chosen places have handovers; null where they have none. */
export function orderDays({ rows, place, dayFrom, dayTo }: Handovers, inside: Uint8Array | null): [first: number, last: number] | null {
  let [first, last] = [Infinity, -Infinity]
  for (let r = 0; r < rows; r++) {
    if (inside !== null && inside[place[r]!] !== 1) continue
    first = Math.min(first, dayFrom[r]!)
    last = Math.max(last, dayTo[r]!)
  }
  return first > last ? null : [first, last]
}
