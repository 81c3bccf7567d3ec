/** Displaced groups are found with their cause and share; noise of every other kind raises no alarm. The rates are printed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONFUSIONS } from '../../main/field/confusion.ts'
import { type PlacedRecord, displace, districtOf, DISTRICTS, judge, misname, redrawBorders, scatter, spread, type Verdict } from './displaced-city.ts'

const RECORDS = 20_000
const CLASS = 3
const isOfClass = (record: PlacedRecord): boolean => record.class === CLASS
const rates = ({ strays, displacedStrays, flagged, flaggedRightly }: Verdict): string =>
  `${strays} strays (${displacedStrays} displaced), ${flagged} flagged, ${flaggedRightly} of them rightly; found ${((100 * flaggedRightly) / displacedStrays).toFixed(1)} %, false ${(100 * (1 - flaggedRightly / flagged)).toFixed(1)} %`

for (const [c, confusion] of CONFUSIONS.entries()) {
  test(`30 % of one class in ${confusion.actual} taken for ${confusion.declared} are flagged as that, with their share`, (t) => {
    const verdict = judge(displace(spread(RECORDS, 1), confusion, 0.3, isOfClass))
    t.diagnostic(`${rates(verdict)}; share ${verdict.findings.map(({ share }) => share.toFixed(2)).join()}`)
    assert.deepEqual(verdict.findings.map(({ grouping, group, confusion: found, alike }) => ({ grouping, group, found, alike })), [{ grouping: 1, group: CLASS, found: c, alike: [] }])
    assert.ok(verdict.flaggedRightly >= 0.97 * verdict.displacedStrays && verdict.flaggedRightly === verdict.flagged)
    assert.ok(verdict.findings[0]!.share > 0.22 && verdict.findings[0]!.share < 0.42, String(verdict.findings[0]!.share))
  })
}

const noisy: [string, (records: PlacedRecord[]) => PlacedRecord[]][] = [
  ['2 % name another street and all are scattered by 60 m', (records) => scatter(misname(records, 0.02), 1, 60)],
  ['all others are scattered by 300 m', (records) => scatter(records, 1, 300)],
]
for (const [noise, add] of noisy) {
  test(`among noise (${noise}) the class is still found; few others are flagged with it`, (t) => {
    for (const c of [0, 2]) {
      const verdict = judge(add(displace(spread(RECORDS, 1), CONFUSIONS[c]!, 0.3, isOfClass)))
      t.diagnostic(`${CONFUSIONS[c]!.actual} for wgs84: ${rates(verdict)}; share ${verdict.findings.map(({ share }) => share.toFixed(2)).join()}`)
      assert.deepEqual(verdict.findings.map(({ grouping, group, confusion }) => [grouping, group, confusion]), [[1, CLASS, c]])
      assert.ok(verdict.flaggedRightly > 0.7 * verdict.displacedStrays)
      assert.ok(verdict.flaggedRightly > 0.6 * verdict.flagged)
    }
  })
}

test('a displacement of all records is named as one of all, whole or in part', (t) => {
  for (const [c, share] of [[0, 0.3], [0, 1], [2, 1], [3, 0.5]] as const) {
    const verdict = judge(displace(spread(RECORDS, 1), CONFUSIONS[c], share, () => true))
    t.diagnostic(`${share}: ${rates(verdict)}; share ${verdict.findings.map((finding) => finding.share.toFixed(2)).join()}`)
    assert.deepEqual(verdict.findings.map(({ grouping, confusion }) => [grouping, confusion]), [[0, c]])
    assert.ok(Math.abs(verdict.findings[0]!.share - share) < 0.12)
    assert.ok(verdict.flaggedRightly >= 0.97 * verdict.displacedStrays)
  }
})

test('two classes with two causes are told apart, and a district from a class', () => {
  const twice = judge(displace(displace(spread(RECORDS, 1), CONFUSIONS[0], 0.5, isOfClass), CONFUSIONS[2], 0.5, (record) => record.class === 5))
  assert.deepEqual(new Set(twice.findings.map(({ grouping, group, confusion }) => `${grouping} ${group} ${confusion}`)), new Set([`1 ${CLASS} 0`, '1 5 2']))
  const city = DISTRICTS.indexOf('330212')
  const within = judge(displace(displace(spread(RECORDS, 1), CONFUSIONS[0], 0.5, isOfClass), CONFUSIONS[2], 1, (record) => districtOf(record) === city && !record.displaced))
  assert.deepEqual(new Set(within.findings.map(({ grouping, group, confusion }) => `${grouping} ${group} ${confusion}`)), new Set([`1 ${CLASS} 0`, `2 ${city} 2`]))
})

const innocent: [string, (seed: number) => PlacedRecord[]][] = [
  ['every record in its street', (seed) => spread(RECORDS, seed)],
  ['5 % naming any other street', (seed) => misname(spread(RECORDS, seed), 0.05, seed)],
  ['points scattered by 300 m', (seed) => scatter(spread(RECORDS, seed), 1, 300, seed)],
  ['half of the points scattered by 800 m', (seed) => scatter(spread(RECORDS, seed), 0.5, 800, seed)],
  ['borders elsewhere by 300 m', (seed) => redrawBorders(spread(RECORDS, seed), 300, seed)],
  ['borders elsewhere by 800 m and points scattered', (seed) => scatter(redrawBorders(spread(RECORDS, seed), 800, seed), 1, 200, seed)],
  ['borders elsewhere by 1,500 m', (seed) => redrawBorders(spread(RECORDS, seed), 1_500, seed)],
  ['all points 200 m to the east', (seed) => spread(RECORDS, seed).map((record) => ({ ...record, lng: record.lng + 0.00207 }))],
]
for (const [name, make] of innocent) {
  test(`nothing is flagged: ${name}`, (t) => {
    let strays = 0
    for (let seed = 1; seed <= 5; seed++) {
      const verdict = judge(make(seed))
      strays += verdict.strays
      assert.deepEqual(verdict.findings, [], `seed ${seed}`)
    }
    t.diagnostic(`${strays} strays in 5 cities, 0 flagged`)
  })
}

test('too few strays prove nothing: a tenth of a class, by five hundred metres, goes unsaid', (t) => {
  const verdict = judge(displace(spread(RECORDS, 1), CONFUSIONS[0], 0.1, isOfClass))
  t.diagnostic(`${verdict.displacedStrays} displaced strays, ${verdict.flagged} flagged`)
  assert.equal(verdict.flagged, 0)
})
