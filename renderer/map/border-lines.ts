/** Outlines as plain segments, a border that two areas share only once: a thin line needs no joints, and joints are most of what a path costs. */
import type { Polygon } from './base-map.ts'

/** Segments (lng, lat, lng, lat) of every ring. */
export function borderLines(polygons: readonly Polygon[]): Float64Array {
  const seen = new Set<string>()
  const out: number[] = []
  for (const ring of polygons.flat())
    for (let n = 1; n < ring.length; n++) {
      const [a, b] = [ring[n - 1]!, ring[n]!]
      // A neighbour runs along the same border the other way.
      const [first, second] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a]
      const key = `${first.join()} ${second.join()}`
      if (seen.has(key)) continue
      seen.add(key)
      out.push(...a, ...b)
    }
  return Float64Array.from(out)
}

const known = new WeakMap<readonly Polygon[], Float64Array>()

/** The same segments for the same outlines, so that a picture without news makes no buffers anew. */
export function keptBorderLines(polygons: readonly Polygon[]): Float64Array {
  const kept = known.get(polygons) ?? borderLines(polygons)
  known.set(polygons, kept)
  return kept
}
