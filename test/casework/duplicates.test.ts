/** The finder sees what its parts say, agrees with looking at every pair, and finds most of what was planted in the practice city. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createDuplicateFinder, REACH_METERS, REACH_MS, scoreOf, type Found, type ToldCase } from '../../main/casework/duplicate-finder.ts'
import { SAMPLE_CLASSES } from '../../main/central/city/classes.ts'
import { practiceCity } from '../../main/central/city/practice-city.ts'
import { geodesicMeters } from '../../main/field/distance.ts'
import type { Row } from '../../main/sync/protocol.ts'

const AT = Date.UTC(2026, 4, 1)
const told = (id: string, part: Partial<ToldCase> = {}): ToldCase => ({ id, lng: 121.55, lat: 29.87, reportedAt: AT, class: 'light', group: 'safety', text: '路灯不亮', ...part })
const find = (part: Partial<ToldCase>): Found[] => createDuplicateFinder([told('a'), told('b', part)]).find(told('a'))

test('the same thing told twice scores 1, and each part that differs takes its share', () => {
  assert.deepEqual(find({}), [{ n: 1, score: 1, likeness: { meters: 0, distance: 1, apartMs: 0, time: 1, class: 'same', text: 1 } }])
  const scores = [{}, { text: '灯坏了' }, { lng: 121.5504 }, { reportedAt: AT - 3 * 86_400_000 }, { class: 'pole' }].map((part) => find(part)[0]!.score)
  for (const score of scores.slice(1)) assert.ok(score < 1 && score > 0.6, String(score))
  assert.deepEqual(find({ class: 'pole' })[0]!.likeness.class, 'group')
  assert.deepEqual(find({ class: 'noise', group: 'living', text: '吵' }), [], 'another matter at the same spot')
  assert.deepEqual(find({ lng: 121.552 }), [], 'beyond the reach')
  assert.deepEqual(find({ reportedAt: AT + REACH_MS + 1 }), [], 'too long apart')
  assert.equal(find({ text: '' })[0]!.score, 1, 'what is not known neither helps nor hurts')
})

test('no case is its own twin, and an empty list has none', () => {
  assert.deepEqual(createDuplicateFinder([told('a')]).find(told('a')), [])
  assert.deepEqual(createDuplicateFinder([]).find(told('a')), [])
})

test('the index leaves out nobody whom looking at every pair would find', () => {
  const Told = fc.record({
    id: fc.uuid(), lng: fc.double({ min: 121.55, max: 121.556, noNaN: true }), lat: fc.double({ min: 29.87, max: 29.874, noNaN: true }), reportedAt: fc.integer({ min: AT, max: AT + 2 * REACH_MS }),
    class: fc.constantFrom('light', 'pole', 'noise'), group: fc.constantFrom('safety', null), text: fc.constantFrom('路灯不亮', '路灯坏了', '', '吵'),
  })
  fc.assert(fc.property(fc.uniqueArray(Told, { minLength: 1, maxLength: 60, selector: ({ id }) => id }), (cases) => {
    const finder = createDuplicateFinder(cases)
    for (const one of cases) {
      const expected = cases.filter((other) => other !== one && geodesicMeters(one.lng, one.lat, other.lng, other.lat) <= REACH_METERS && Math.abs(one.reportedAt - other.reportedAt) <= REACH_MS)
        .flatMap((other) => createDuplicateFinder([other]).find(one).map(({ likeness }) => ({ id: other.id, score: scoreOf(likeness) })))
      const found = finder.find(one, Infinity)
      assert.deepEqual(found.map(({ n }) => cases[n]!.id).toSorted(), expected.map(({ id }) => id).toSorted())
      assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).toSorted((a, b) => b - a))
    }
  }), { numRuns: 50 })
})

/** Another city than the one the weights were tried on. */
const OPTIONS = { seed: 17, reports: 40_000, days: 60, now: Date.UTC(2026, 4, 20) }

test('most of the planted duplicates of the practice city are found, and most of the first suggestions are right', () => {
  const groupOf = new Map(SAMPLE_CLASSES.map(({ id, group }) => [id, group]))
  const rows = [...practiceCity(OPTIONS)].filter(({ type }) => type === 'case').map(({ body }) => body as unknown as Row<'case'>)
  const originalOf = new Map(rows.flatMap(({ id, duplicate_of }) => (duplicate_of === undefined ? [] : [[id, duplicate_of] as const])))
  let [planted, recalled, first, suggested, right] = [0, 0, 0, 0, 0]
  for (const office of Map.groupBy(rows, ({ area }) => area).values()) {
    const cases = office.map(({ id, lng, lat, reported_at, class: kind, text }): ToldCase => ({ id, lng, lat, reportedAt: Date.parse(reported_at), class: kind, group: groupOf.get(kind) ?? null, text }))
    const finder = createDuplicateFinder(cases)
    for (const one of cases) {
      const original = originalOf.get(one.id)
      // A report is compared with what was told before it.
      const found = finder.find(one, Infinity).filter(({ n }) => cases[n]!.reportedAt < one.reportedAt)
      const ids = found.map(({ n }) => cases[n]!.id)
      if (ids.length > 0) suggested++
      if (ids.length > 0 && isOneProblem(ids[0]!, one.id, originalOf)) right++
      if (original === undefined) continue
      planted++
      if (ids.slice(0, 5).some((id) => isOneProblem(id, one.id, originalOf))) recalled++
      if (ids.length > 0 && isOneProblem(ids[0]!, one.id, originalOf)) first++
    }
  }
  console.log(`planted ${planted}, found among five ${(recalled / planted).toFixed(3)}, found first ${(first / planted).toFixed(3)}; cases with a suggestion ${suggested}, the first right ${(right / suggested).toFixed(3)}`)
  assert.ok(planted > 500)
  assert.ok(recalled / planted > 0.8)
  assert.ok(right / suggested > 0.5)
})

const rootOf = (id: string, originalOf: ReadonlyMap<string, string>): string => originalOf.get(id) ?? id
const isOneProblem = (one: string, other: string, originalOf: ReadonlyMap<string, string>): boolean => rootOf(one, originalOf) === rootOf(other, originalOf)
