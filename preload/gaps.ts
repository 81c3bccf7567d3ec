/** Long stretches of zeros, left out on the way: a field is nothing else over all ground where nothing was reported. */

/** Shorter stretches go along: naming a run costs two numbers. */
const LEAST_GAP = 16
/** So few numbers are not worth a look. */
const FEW = 4_096
/** Less is not worth putting them back. */
const WORTH_SHARE = 0.75

/**
 * The runs between gaps as pairs of first index and index after the last, ascending; null where the numbers are best carried as they are.
 * Compared by their bits: negative zero is not zero.
 */
export function findRuns(numbers: Float32Array): Uint32Array | null {
  if (numbers.length < FEW) return null
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length)
  const runs: number[] = []
  let kept = 0
  for (let i = 0; i < words.length; ) {
    if (words[i] === 0) {
      i++
      continue
    }
    const first = i
    let end = i + 1
    for (; i < words.length && i - end < LEAST_GAP; i++) if (words[i] !== 0) end = i + 1
    runs.push(first, end)
    kept += end - first
  }
  return kept + runs.length > numbers.length * WORTH_SHARE ? null : Uint32Array.from(runs)
}

/** What the runs hold, one after the other. */
export function takeRuns(numbers: Float32Array, runs: Uint32Array): Float32Array[] {
  return Array.from({ length: runs.length / 2 }, (_, n) => numbers.subarray(runs[2 * n], runs[2 * n + 1]))
}

/** `length` numbers, those of the runs from `kept`, the others zero. Throws where a run does not fit. */
export function fillRuns(length: number, runs: Uint32Array, kept: Float32Array): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(length)
  let at = 0
  for (let n = 0; n < runs.length; n += 2) {
    const [first, end] = [runs[n]!, runs[n + 1]!]
    numbers.set(kept.subarray(at, at + end - first), first)
    at += end - first
  }
  return numbers
}
