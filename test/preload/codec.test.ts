/** The codec gives back what it was given, whatever shape an answer has. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { decodeAnswer, encodeAnswer } from '../../preload/codec.ts'
import type { Answer } from '../../preload/contract/api.ts'

const numbers = fc.oneof(
  fc.int8Array(), fc.uint8Array(), fc.uint8ClampedArray(), fc.int16Array(), fc.uint16Array(),
  fc.int32Array(), fc.uint32Array(), fc.float32Array(), fc.float64Array(),
)
const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.boolean(), fc.constant(null))
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, numbers, fc.array(tie('value'), { maxLength: 5 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true })),
}))

const carry = (value: unknown): unknown => {
  const answer = decodeAnswer(encodeAnswer({ ok: true, value, tookMs: 1.5 }).buffer)
  return answer.ok ? answer.value : assert.fail('became a failure')
}

/** JSON has one zero; nothing in the contract tells the two apart. */
function withOneZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0
  if (Array.isArray(value)) return value.map(withOneZero)
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withOneZero(item)]))
}

test('any answer comes back equal, typed arrays with their type', () => {
  fc.assert(fc.property(anyValue, (value) => assert.deepEqual(carry(value), withOneZero(value))), { numRuns: 500 })
})

test('a view into a larger buffer carries its own part only', () => {
  const part = new Float32Array([9, 1, 2, 3, 9]).subarray(1, 4)
  assert.deepEqual(carry({ part }), { part: new Float32Array([1, 2, 3]) })
})

test('bits of floating point survive, not-a-number and negative zero too', () => {
  const back = carry(new Float64Array([Number.NaN, -0, Infinity, 5e-324])) as Float64Array
  assert.ok(Number.isNaN(back[0]) && Object.is(back[1], -0) && back[2] === Infinity && back[3] === 5e-324)
})

test('decoding makes no copy of the arrays', () => {
  const { buffer } = encodeAnswer({ ok: true, value: new Float64Array(1_000), tookMs: 0 })
  const answer = decodeAnswer(buffer) as Answer<Float64Array> & { ok: true }
  assert.equal(answer.value.buffer, buffer)
})

test('encoding leaves the answer as it was', () => {
  const value = { rows: [{ cells: new Uint8Array([1]) }] }
  encodeAnswer({ ok: true, value, tookMs: 0 })
  assert.deepEqual(value, { rows: [{ cells: new Uint8Array([1]) }] })
})

test('what the two hosts would carry differently is refused', () => {
  for (const value of [Number.NaN, Infinity, 1n, new Map(), new Date(), () => 1, [undefined], new DataView(new ArrayBuffer(8)), new BigInt64Array(1)]) {
    assert.throws(() => encodeAnswer({ ok: true, value: { value }, tookMs: 0 }), TypeError)
  }
})

test('a failure travels with its code', () => {
  const failure: Answer<never> = { ok: false, failure: { code: 'too-busy', detail: '忙' } }
  assert.deepEqual(decodeAnswer(encodeAnswer(failure).buffer), failure)
})

test('bytes that are no answer throw', () => {
  for (const bytes of [[], [255, 255, 255, 255], [2, 0, 0, 0, 123, 125, 0, 0]]) {
    assert.throws(() => decodeAnswer(new Uint8Array(bytes).buffer))
  }
})
