/** How much of a city's ground a base map reaches. */

type Bounds = [west: number, south: number, east: number, north: number]
export interface Coverage {
  reaches: 'whole' | 'part' | 'none'
  /** Of the city's bounds, 0…1. */
  share: number
}

/** A hundredth missing at an edge counts as whole: bounds are rounded. Over one city a degree is as long here as there. */
export function coverageOf(ground: Bounds, city: Bounds): Coverage {
  const width = Math.min(ground[2], city[2]) - Math.max(ground[0], city[0])
  const height = Math.min(ground[3], city[3]) - Math.max(ground[1], city[1])
  const shared = width > 0 && height > 0 ? width * height : 0
  const share = Math.min(1, shared / Math.max(1e-12, (city[2] - city[0]) * (city[3] - city[1])))
  return { reaches: share >= 0.99 ? 'whole' : share > 0 ? 'part' : 'none', share }
}
