/**
 * Carries an answer as bytes: a JSON head, then every typed array as it lies in memory, or, of one that is mostly zeros, the runs between them.
 * Layout: head length (uint32), head (UTF-8), padding, arrays; each array starts at a multiple of eight bytes from the start.
 * Little-endian, as every platform the product runs on.
 */
import type { Answer } from './contract/api.ts'
import { fillRuns, findRuns, takeRuns } from './gaps.ts'

const KINDS = {
  i8: Int8Array, u8: Uint8Array, u8c: Uint8ClampedArray, i16: Int16Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array,
  f32: Float32Array, f64: Float64Array,
} as const
type Kind = keyof typeof KINDS
type Numbers = InstanceType<(typeof KINDS)[Kind]>
type Path = (string | number)[]
interface Head {
  value: unknown
  /**
   * Where each array belongs in the value, its kind and its length in elements; their bytes follow in this order.
   * Of one without its zeros so many runs are carried: their bounds (uint32 pairs), then what they hold.
   */
  arrays: [path: Path, kind: Kind, length: number, runs?: number][]
}
interface Found {
  path: Path
  kind: Kind
  numbers: Numbers
  runs: Uint32Array | null
}

/** Throws on anything JSON and typed arrays cannot say exactly (NaN outside an array, Map, Date, bigint, function). */
export function encodeAnswer(answer: Answer<unknown>): Uint8Array<ArrayBuffer> {
  const found: Found[] = []
  const value = takeArrays(answer, [], found)
  const head: Head = { value, arrays: found.map(({ path, kind, numbers, runs }) => (runs === null ? [path, kind, numbers.length] : [path, kind, numbers.length, runs.length / 2])) }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const carried = found.map(({ numbers, runs }) => (runs === null ? [numbers] : [runs, ...takeRuns(numbers as Float32Array, runs)]))
  let size = align(4 + text.length)
  for (const parts of carried) size = align(parts.reduce((sum, { byteLength }) => sum + byteLength, size))
  const bytes = new Uint8Array(size)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  let at = align(4 + text.length)
  for (const parts of carried) {
    for (const { buffer, byteOffset, byteLength } of parts) {
      bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
      at += byteLength
    }
    at = align(at)
  }
  return bytes
}

/** The arrays of the answer are views of `buffer`, not copies, but for those that came without their zeros. Throws on bytes that are not an answer. */
export function decodeAnswer(buffer: ArrayBuffer): Answer<unknown> {
  const headLength = new DataView(buffer).getUint32(0, true)
  const head = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(buffer, 4, headLength))) as Head
  const root = { value: head.value }
  let at = align(4 + headLength)
  for (const [path, kind, length, count] of head.arrays) {
    if (count === undefined) {
      const numbers = new KINDS[kind](buffer, at, length)
      put(root, ['value', ...path], numbers)
      at = align(at + numbers.byteLength)
    } else {
      const runs = new Uint32Array(buffer, at, 2 * count)
      const kept = new Float32Array(buffer, at + runs.byteLength, runs.reduce((sum, bound, n) => (n % 2 === 0 ? sum - bound : sum + bound), 0))
      put(root, ['value', ...path], fillRuns(length, runs, kept))
      at = align(at + runs.byteLength + kept.byteLength)
    }
  }
  return root.value as Answer<unknown>
}

const align = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** The value with null for every typed array; what holds none is passed on as it is, not copied. */
function takeArrays(value: unknown, path: Path, found: Found[]): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'object') throw new TypeError(`cannot carry ${String(value)} (${typeof value}) at ${path.join('.')}`)
  if (Array.isArray(value)) return takeFromArray(value, path, found)
  const kind = kindOf(value)
  if (kind !== null) {
    found.push({ path, kind, numbers: value as Numbers, runs: value instanceof Float32Array ? findRuns(value) : null })
    return null
  }
  const prototype = Object.getPrototypeOf(value) as unknown
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`cannot carry a ${value.constructor.name} at ${path.join('.')}`)
  return takeFromObject(value as Record<string, unknown>, path, found)
}

function takeFromArray(value: unknown[], path: Path, found: Found[]): unknown[] {
  let copy: unknown[] | null = null
  for (let i = 0; i < value.length; i++) {
    const item = value[i]
    // Most long lists hold strings: no path is made for those.
    if (typeof item === 'string') continue
    const kept = takeArrays(item, [...path, i], found)
    if (kept !== item) (copy ??= value.slice())[i] = kept
  }
  return copy ?? value
}

function takeFromObject(value: Record<string, unknown>, path: Path, found: Found[]): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null
  for (const [key, item] of Object.entries(value)) {
    // Left out, as JSON and an optional property have it.
    if (item === undefined) continue
    const kept = takeArrays(item, [...path, key], found)
    if (kept !== item) (copy ??= { ...value })[key] = kept
  }
  return copy ?? value
}

function kindOf(value: object): Kind | null {
  if (!ArrayBuffer.isView(value)) return null
  for (const [kind, constructor] of Object.entries(KINDS)) {
    // Node's Buffer is a Uint8Array and travels as one.
    if (value instanceof constructor) return kind as Kind
  }
  return null
}

function put(root: object, path: Path, item: unknown): void {
  let place = root as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>
  Object.defineProperty(place, path.at(-1) ?? '', { value: item, writable: true, enumerable: true, configurable: true })
}
