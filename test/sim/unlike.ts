/** Where two answers differ, in words; densities may differ in the last bits, because sums of floats follow the order of rows. */

/** Of the largest value of the array. */
const SLACK = 1e-5
/** One step of readable numbers: a quantile may fall on the other side of a cell. */
const STEP = 2.1

/** The first difference below `path`, or null. `leaveOut` names fields that need not be equal. */
export function unlike(one: unknown, other: unknown, leaveOut: ReadonlySet<string>, path = ''): string | null {
  if (Object.is(one, other)) return null
  if (one instanceof Float32Array && other instanceof Float32Array) return unlikeValues(one, other, path)
  if (!isObject(one) || !isObject(other)) return `${path} is ${JSON.stringify(one)} and not ${JSON.stringify(other)}`
  const [mine, theirs] = [Object.keys(one), Object.keys(other)]
  if (mine.length !== theirs.length) return `${path} has ${mine.length} entries and not ${theirs.length}: ${excess(one, other)}`
  for (const key of mine) {
    if (leaveOut.has(key)) continue
    const at = path === '' ? key : `${path}.${key}`
    const found = key === 'limits' ? unlikeLimits(one[key], other[key], at) : unlike(one[key], other[key], leaveOut, at)
    if (found !== null) return found
  }
  return null
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const wordsOf = (list: Record<string, unknown>): string[] => Object.values(list).map((value) => JSON.stringify(value))

/** For lists: what the one has and the other has not. */
function excess(one: Record<string, unknown>, other: Record<string, unknown>): string {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)]
  return [...mine.filter((word) => !theirs.includes(word)).map((word) => `+${word}`), ...theirs.filter((word) => !mine.includes(word)).map((word) => `-${word}`)].slice(0, 3).join(' ').slice(0, 300)
}

function unlikeValues(one: Float32Array, other: Float32Array, path: string): string | null {
  if (one.length !== other.length) return `${path} has ${one.length} cells and not ${other.length}`
  let most = 0
  for (const value of other) most = Math.max(most, value)
  for (let n = 0; n < one.length; n++) if (Math.abs(one[n]! - other[n]!) > SLACK * most) return `${path}[${n}] is ${one[n]} and not ${other[n]}`
  return null
}

function unlikeLimits(one: unknown, other: unknown, path: string): string | null {
  const [mine, theirs] = [one as number[], other as number[]]
  const far = mine.findIndex((limit, i) => Math.max(limit / theirs[i]!, theirs[i]! / limit) > STEP)
  return far < 0 ? null : `${path}[${far}] is ${mine[far]} and not ${theirs[far]}`
}
