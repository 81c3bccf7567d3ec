/**
 * Carries an answer as bytes: a JSON head, then every typed array as it lies in memory.
 * Layout: head length (uint32), head (UTF-8), padding, arrays; each array starts at a multiple of eight bytes from the start.
 * Little-endian, as every platform the product runs on.
 */
import type { Answer } from './contract/api.ts'

const KINDS = {
  i8: Int8Array, u8: Uint8Array, u8c: Uint8ClampedArray, i16: Int16Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array,
  f32: Float32Array, f64: Float64Array,
} as const
type Kind = keyof typeof KINDS
type Numbers = InstanceType<(typeof KINDS)[Kind]>
type Path = (string | number)[]
interface Head {
  value: unknown
  /** Where each array belongs in the value, its kind and its length in elements; their bytes follow in this order. */
  arrays: [path: Path, kind: Kind, length: number][]
}
interface Found {
  path: Path
  kind: Kind
  numbers: Numbers
}

/** Throws on anything JSON and typed arrays cannot say exactly (NaN outside an array, Map, Date, bigint, function). */
export function encodeAnswer(answer: Answer<unknown>): Uint8Array<ArrayBuffer> {
  const found: Found[] = []
  const value = takeArrays(answer, [], found)
  const head: Head = { value, arrays: found.map(({ path, kind, numbers }) => [path, kind, numbers.length]) }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const start = align(4 + text.length)
  const size = found.reduce((end, { numbers }) => align(end + numbers.byteLength), start)
  const bytes = new Uint8Array(size)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  let at = start
  for (const { numbers: { buffer, byteOffset, byteLength } } of found) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at = align(at + byteLength)
  }
  return bytes
}

/** The arrays of the answer are views of `buffer`, not copies. Throws on bytes that are not an answer. */
export function decodeAnswer(buffer: ArrayBuffer): Answer<unknown> {
  const headLength = new DataView(buffer).getUint32(0, true)
  const head = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(buffer, 4, headLength))) as Head
  const root = { value: head.value }
  let at = align(4 + headLength)
  for (const [path, kind, length] of head.arrays) {
    const numbers = new KINDS[kind](buffer, at, length)
    put(root, ['value', ...path], numbers)
    at = align(at + numbers.byteLength)
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
    found.push({ path, kind, numbers: value as Numbers })
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
