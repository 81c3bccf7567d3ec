/** The places that typed text names, best first: exact, prefix, initials, inside; then larger before smaller; then by name. */
import { better, matchName, MATCHES, matchText } from './match.ts'
import { plain, type Spelling } from './spelling.ts'

export interface Place {
  /** 0 for the largest. */
  level: number
  id: string
  name: string
  /** Plain; null where there is none. */
  latin: string | null
  spelling: Spelling
}

/** The order among equal matches. */
export function byLevel(a: Place, b: Place): number {
  return a.level - b.level || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)
}

/** `places` in the order of `byLevel`. The first `most`, and how many match in all. */
export function findPlaces<P extends Place>(places: readonly P[], text: string, most: number): { found: P[]; total: number } {
  const typed = plain(text).replaceAll('ü', 'v')
  if (typed === '') return { found: [], total: 0 }
  const best: P[][] = MATCHES.map(() => [])
  let total = 0
  for (const place of places) {
    const match = better(matchName(place.spelling, typed), place.latin === null ? null : matchText(place.latin, typed))
    if (match === null) continue
    total++
    if (best[match]!.length < most) best[match]!.push(place)
  }
  return { found: best.flat().slice(0, most), total }
}
