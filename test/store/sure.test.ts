/** What is accepted without the schemas is what they accept, with the same cells; a hash compared as text is the hash. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { anything, array, assert as assertProperty, constant, constantFrom, date, double, integer, nat, oneof, property, record, string, tuple } from 'fast-check'
import { ENTITIES } from '../../main/store/entities.ts'
import { hasHash } from '../../main/store/rows.ts'
import { isSurelyLine, isSurelyPoint } from '../../main/store/sure.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { Point, SnapshotLine } from '../../main/sync/protocol.ts'

const two = (n: number): string => String(n).padStart(2, '0')
/** Instants that are nearly right in every way. */
const instant = oneof(
  date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((at) => at.toISOString()),
  tuple(nat(9_999), nat(13), nat(32), nat(25), nat(61), nat(61), constantFrom('', '.5', '.123456789', '.', ',5'), constantFrom('Z', '', '+08:00', '-0530', 'z', 'Z '))
    .map(([year, month, day, hour, minute, second, part, zone]) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${part}${zone}`),
  constantFrom('2024-02-29T00:00:00Z', '2023-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-11-01T08:00Z', '2026-11-01T24:00:00Z', '2026-11-01 08:00:00Z', '2026-11-01T08:00:60Z\n'),
)
const id = oneof(string({ maxLength: 8 }), constantFrom('x'.repeat(200), 'x'.repeat(201), '甬'), anything())
const figure = oneof(double(), double({ min: -200, max: 200 }), constantFrom(-180, 180, 180.0000001, -90, 90, 0, -0), anything())
const odd = <T>(usual: T, rare: ReturnType<typeof anything>) => oneof({ weight: 6, arbitrary: constant(usual) }, { weight: 1, arbitrary: rare })
const point = record({
  id: odd('p1', id), area: odd('990101001', id), class: odd('k1', id), status: odd('filed', oneof(constantFrom(...CASE_STATUSES), string())),
  lng: odd(121.5, figure), lat: odd(29.9, figure), weight: odd(1, figure), reported_at: oneof(instant, anything()), more: anything(),
}, { requiredKeys: ['id', 'area', 'class', 'lng', 'lat', 'weight', 'reported_at'] })

test('a sure point is one for the schema too, with the same cells', () => {
  let sure = 0
  assertProperty(property(oneof({ weight: 9, arbitrary: point }, { weight: 1, arbitrary: anything() }), (given) => {
    const value: unknown = JSON.parse(JSON.stringify(given) ?? 'null')
    if (!isSurelyPoint(value)) return
    sure += 1
    const parsed = Point.safeParse(value)
    assert.equal(parsed.success, true, JSON.stringify(value))
    assert.deepEqual(ENTITIES.point.cells(value), ENTITIES.point.cells(parsed.data!))
  }), { numRuns: 6_000 })
  assert.ok(sure > 200, `${sure} were sure`)
})

test('an ordinary point is sure', () => {
  for (const at of ['2026-01-31T23:59:59.999Z', '2026-02-28T00:00:00Z', '2026-12-30T08:00:00.5Z']) {
    assert.equal(isSurelyPoint({ id: 'p', area: 'a', class: 'c', status: 'filed', lng: 121.5, lat: 29.9, weight: 2.5, reported_at: at }), true)
  }
})

test('a number too large for JSON’s reader is no weight', () => {
  assert.equal(isSurelyPoint(JSON.parse('{"id":"p","area":"a","class":"c","status":"filed","lng":1,"lat":1,"weight":1e999,"reported_at":"2026-01-01T00:00:00Z"}')), false)
})

const good = { type: 'point', id: 'p1', ver: 3, h: 'A'.repeat(22) + '==', row: '{}' }
const line = record({
  type: odd('point', anything()), id: odd('p1', id), ver: odd(3, oneof(integer(), double(), constantFrom(2 ** 53, 2 ** 53 - 1, 0, 1), anything())),
  h: odd(good.h, oneof(string(), constantFrom('A'.repeat(24), `${'A'.repeat(21)}===`, `${'-'.repeat(22)}==`, `${good.h}\n`))), row: odd('{}', anything()),
})

test('a sure line is one for the schema too', () => {
  assert.equal(isSurelyLine(good), true)
  let sure = 0
  assertProperty(property(oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: anything() }), (value) => {
    if (!isSurelyLine(value)) return
    sure += 1
    assert.equal(SnapshotLine.safeParse(value).success, true)
  }), { numRuns: 3_000 })
  assert.ok(sure > 300, `${sure} were sure`)
})

test('a hash as text is compared bit by bit, and only its own bits', () => {
  const row = '{"id":"甬"}'
  const bytes = hash('sha256', row, 'buffer').subarray(0, 16)
  const text = bytes.toString('base64')
  assert.equal(hasHash(row, text), true)
  for (let bit = 0; bit < 128; bit++) {
    const other = Buffer.from(bytes)
    other[bit >> 3]! ^= 128 >> (bit & 7)
    assert.equal(hasHash(row, other.toString('base64')), false, `bit ${bit}`)
  }
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  assertProperty(property(array(constantFrom(...alphabet), { minLength: 1, maxLength: 1 }), ([last]) => {
    const h = `${text.slice(0, 21)}${last}==`
    assert.equal(hasHash(row, h), Buffer.from(h, 'base64').equals(bytes))
  }), { numRuns: 200 })
  assert.deepEqual(['', text.slice(0, 20), `${text}=`].map((h) => hasHash(row, h)), [false, false, false])
})
