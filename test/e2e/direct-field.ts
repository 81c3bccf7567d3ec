/** The field computed once more and another way: summed report by report in metres on the ellipsoid, from the central's own rows. */
import { readFileSync } from 'node:fs'
import { nearMeters } from '../../main/field/distance.ts'
import { classOf, type Limits } from '../../renderer/chrome/ground/colour.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import type { Place } from './colour-stability.ts'
import type { Stage } from './stage.ts'

export interface Report { lng: number; lat: number; weight: number; reportedAt: number; class: string }

export async function readReports(stage: Stage, from: number, to: number): Promise<Report[]> {
  const rows = await stage.central.sql.query<{ lng: number; lat: number; weight: number; at: string; class: string }>(
    'SELECT lng, lat, weight, extract(epoch FROM reported_at) * 1000 AS at, class FROM report_point WHERE reported_at >= $1 AND reported_at < $2', [new Date(from).toISOString(), new Date(to).toISOString()])
  return rows.map(({ lng, lat, weight, at, class: id }) => ({ lng, lat, weight, reportedAt: Number(at), class: id }))
}

/** Weight per km² per day at a place, by a Gaussian of this standard deviation. */
export function directDensity(reports: readonly Report[], [lng, lat]: Place, bandwidthMeters: number, days: number): number {
  let sum = 0
  // Seven standard deviations, and never less than that in degrees.
  const reach = (7 * bandwidthMeters) / 80_000
  for (const report of reports) {
    if (Math.abs(report.lng - lng) > reach || Math.abs(report.lat - lat) > reach) continue
    sum += report.weight * Math.exp(-((nearMeters(report.lng, report.lat, lng, lat) / bandwidthMeters) ** 2) / 2)
  }
  return (sum * 1e6) / (2 * Math.PI * bandwidthMeters ** 2 * days)
}

/** Share by which a value may be off before its class is in doubt: what the density's own test allows. */
const IN_DOUBT = 0.03

/** The class at a place when it is beyond doubt: the same around it as far as the widest cell reaches, and away from every limit; undefined else. */
export function sureClass(reports: readonly Report[], [lng, lat]: Place, bandwidthMeters: number, days: number, limits: Limits, reachMeters: number): number | null | undefined {
  const [east, north] = [reachMeters / (111_320 * Math.cos((lat * Math.PI) / 180)), reachMeters / 110_900]
  const classes = new Set<number | null>()
  for (const i of [-1, 0, 1])
    for (const j of [-1, 0, 1]) {
      const value = directDensity(reports, [lng + i * east, lat + j * north], bandwidthMeters, days)
      for (const factor of [1 - IN_DOUBT, 1 + IN_DOUBT]) classes.add(classOf(value * factor, limits))
    }
  return classes.size === 1 ? [...classes][0]! : undefined
}

/** Places by chance near reports, so that all classes are among them. */
export function placesNear(reports: readonly Report[], count: number, spreadMeters: number, seed: number): Place[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => {
    const { lng, lat } = reports[Math.floor(random() * reports.length)]!
    const spread = spreadMeters / 111_320
    return [lng + 2 * spread * (random() - 0.5), lat + 2 * spread * (random() - 0.5)] as const
  })
}

type Rings = { features: { geometry: { type: string; coordinates: unknown } }[] }
/** Corners of every shore of the base map, as pairs that follow each other. */
const shores = (['land', 'water'] as const).flatMap((name) => {
  const { features } = JSON.parse(readFileSync(new URL(`../../resources/geo/${name}.json`, import.meta.url), 'utf8')) as Rings
  return features.flatMap(({ geometry }) => (geometry.type === 'MultiPolygon' ? (geometry.coordinates as Place[][][]).flat() : (geometry.coordinates as Place[][])))
})

/** No shore so near: what lies under the field is the same all around. */
export function isInland([lng, lat]: Place, meters: number): boolean {
  const [east, north] = [111_320 * Math.cos((lat * Math.PI) / 180), 110_900]
  const toMeters = ([x, y]: Place): [number, number] => [(x - lng) * east, (y - lat) * north]
  return shores.every((ring) => ring.every((corner, n) => {
    if (n === 0) return true
    const [[ax, ay], [bx, by]] = [toMeters(ring[n - 1]!), toMeters(corner)]
    const along = Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1)))
    return Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)) > meters
  }))
}
