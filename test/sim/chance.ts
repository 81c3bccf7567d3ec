/** Small seeded chance: the same number gives the same run for ever (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** UUIDs in a row, told apart by `space`. */
export function createIds(space: number): () => string {
  let n = 0
  return () => `${hex(space, 8)}-0000-4000-8000-${hex(++n, 12)}`
}
