/** A drawn ground in an address: each corner as its distance from the one before, in steps of a corner's grid, five bits a letter. */
import { type Drawn, faultOf } from '../../preload/contract/drawn.ts'

/** Letters that an address carries as they are. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const STEPS = 100_000
const [BITS, MORE] = [31, 32]

/** Three to five letters a number; the first corner is counted from 0, 0. */
export function writeDrawn(drawn: Drawn): string {
  let before: readonly [number, number] = [0, 0]
  let code = ''
  for (const corner of drawn.map(([lng, lat]) => [Math.round(lng * STEPS), Math.round(lat * STEPS)] as const)) {
    code += writeNumber(corner[0] - before[0]) + writeNumber(corner[1] - before[1])
    before = corner
  }
  return code
}

/** Null where the text is no ground one can count in. */
export function readDrawn(code: string): Drawn | null {
  const numbers = readNumbers(code)
  if (numbers === null || numbers.length === 0 || numbers.length % 2 === 1) return null
  let [lng, lat] = [0, 0]
  const drawn: Drawn = []
  for (let n = 0; n < numbers.length; n += 2) {
    lng += numbers[n]!
    lat += numbers[n + 1]!
    drawn.push([lng / STEPS, lat / STEPS])
  }
  const isOnMap = drawn.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 85)
  return isOnMap && faultOf(drawn) === null ? drawn : null
}

/** The sign in the last bit, so that small distances either way are short. */
function writeNumber(number: number): string {
  let left = number < 0 ? -2 * number - 1 : 2 * number
  let code = ''
  for (; left > BITS; left = Math.floor(left / 32)) code += LETTERS[(left & BITS) | MORE]
  return code + LETTERS[left]
}

function readNumbers(code: string): number[] | null {
  const numbers: number[] = []
  let [number, scale] = [0, 1]
  for (const letter of code) {
    const bits = LETTERS.indexOf(letter)
    // Seven letters reach around the Earth.
    if (bits < 0 || scale > 32 ** 6) return null
    number += (bits & BITS) * scale
    scale *= 32
    if ((bits & MORE) !== 0) continue
    numbers.push(number % 2 === 1 ? -(number + 1) / 2 : number / 2)
    ;[number, scale] = [0, 1]
  }
  return scale === 1 ? numbers : null
}
