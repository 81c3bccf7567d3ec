/** The ground of a drawn ring: straight lines of the map, on the ellipsoid. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groundKm2, ringKm2 } from '../../main/field/ground-area.ts'

/** Of a belt between two parallels (Snyder 1987, eq. 3-11 and 3-12), per degree of longitude, km². */
function beltKm2(south: number, north: number): number {
  const [a, e] = [6_378.137, Math.sqrt(0.006_694_379_990_14)]
  const q = (lat: number): number => {
    const s = Math.sin((lat * Math.PI) / 180)
    return (1 - e * e) * (s / (1 - (e * s) ** 2) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e))
  }
  return ((a * a) / 2) * (q(north) - q(south)) * (Math.PI / 180)
}

test('a rectangle of parallels and meridians has the ground of its belt, however wide it is', () => {
  for (const [west, east, south, north] of [[121.5, 121.6, 29.8, 29.9], [120, 123, 29, 30]] as const) {
    const exact = beltKm2(south, north) * (east - west)
    const ring = [[west, south], [east, south], [east, north], [west, north]] as const
    assert.ok(Math.abs(ringKm2(ring) / exact - 1) < 1e-7, `${ringKm2(ring)} is not ${exact}`)
    assert.ok(Math.abs(ringKm2(ring.toReversed()) / exact - 1) < 1e-7)
  }
  // Shortest lines instead of the map's would be off by more than a city's street.
  assert.ok(Math.abs(groundKm2([[[[120, 29], [123, 29], [123, 30], [120, 30]]]]) - ringKm2([[120, 29], [123, 29], [123, 30], [120, 30]])) > 1)
})
