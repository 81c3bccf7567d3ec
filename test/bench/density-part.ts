/** Part: how far the field of so many reports is from the direct sum in metres, and how much of their weight it keeps. */
import { createScratch } from '../../main/field/density.ts'
import type { Points } from '../../main/field/deposit.ts'
import { geodesicMeters } from '../../main/field/distance.ts'
import { cellAreaKm2, type Grid, gridOfView, latOf, lngOf } from '../../main/field/ground.ts'
import { mercatorX, mercatorY } from '../../main/store/entities.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import { hand, inputOf } from './part.ts'
import { viewAt } from './questions.ts'
import { reports } from './reports.ts'
import { wholeField } from '../field/whole-field.ts'

export interface Exactness { zoom: number; bandwidthMeters: number; cells: number; error: number; lost: number }

/** `parts`: samples along a cell's side where cells are wide against the kernel. */
const CASES = [{ zoom: 9, bandwidthMeters: 600, parts: 4 }, { zoom: 11, bandwidthMeters: 300, parts: 2 }, { zoom: 12.6, bandwidthMeters: 600, parts: 1 }, { zoom: 14, bandwidthMeters: 300, parts: 1 }]
const DAYS = 30
/** Beyond six standard deviations a report adds less than a hundred-millionth of its height. */
const REACH_SIGMAS = 6
const BUCKET = 0.02

const { count, cells } = inputOf<{ count: number; cells: number }>()
const lng = new Float64Array(count)
const lat = new Float64Array(count)
const weight = new Float32Array(count)
let filled = 0
for (const report of reports(count)) {
  lng[filled] = report.lng
  lat[filled] = report.lat
  weight[filled++] = report.weight
}
const points: Points = { x: Uint32Array.from(lng, mercatorX), y: Uint32Array.from(lat, mercatorY), weight, rows: null, count }
const total = weight.reduce((sum, value) => sum + value, 0)
const buckets = bucketsOf()

function bucketsOf(): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let n = 0; n < count; n++) {
    const key = `${Math.floor(lng[n]! / BUCKET)} ${Math.floor(lat[n]! / BUCKET)}`
    const bucket = found.get(key)
    if (bucket) bucket.push(n)
    else found.set(key, [n])
  }
  return found
}

function directDensity(bandwidth: number, atLng: number, atLat: number): number {
  const reach = REACH_SIGMAS * bandwidth
  const wide = Math.ceil(reach / 90_000 / BUCKET)
  const [column, row] = [Math.floor(atLng / BUCKET), Math.floor(atLat / BUCKET)]
  let sum = 0
  for (let i = column - wide; i <= column + wide; i++)
    for (let j = row - wide; j <= row + wide; j++)
      for (const n of buckets.get(`${i} ${j}`) ?? []) {
        // A degree of latitude has at least 110.5 km: most rows of the buckets are too far at once.
        if (Math.abs(lat[n]! - atLat) * 110_500 > reach) continue
        const meters = geodesicMeters(lng[n]!, lat[n]!, atLng, atLat)
        if (meters < reach) sum += (weight[n]! * Math.exp(-((meters / bandwidth) ** 2) / 2)) / (2 * Math.PI * bandwidth ** 2)
      }
  return (sum * 1e6) / DAYS
}

function directMean(bandwidth: number, grid: Grid, i: number, j: number, parts: number): number {
  let sum = 0
  for (let v = 0; v < parts; v++)
    for (let u = 0; u < parts; u++) sum += directDensity(bandwidth, lngOf((grid.x0 + i + (u + 0.5) / parts) / 2 ** grid.level), latOf((grid.y0 + j + (v + 0.5) / parts) / 2 ** grid.level))
  return sum / parts ** 2
}

function massOf(values: Float32Array, grid: Grid): number {
  let mass = 0
  for (let j = 0; j < grid.height; j++) {
    const area = cellAreaKm2(grid.level, grid.y0 + j)
    for (let i = 0; i < grid.width; i++) mass += values[j * grid.width + i]! * area * DAYS
  }
  return mass
}

function examine({ zoom, bandwidthMeters, parts }: (typeof CASES)[number]): Exactness {
  const grid = gridOfView(viewAt(zoom))
  const values = wholeField(points, grid, bandwidthMeters, DAYS, createScratch())
  let peak = 0
  for (let n = 0; n < values.length; n++) if (values[n]! > values[peak]!) peak = n
  const random = seeded(11)
  const chosen = [peak]
  // Where reports are: cells without any would only show that zero is zero.
  while (chosen.length < cells) {
    const n = Math.floor(random() * values.length)
    if (values[n]! > values[peak]! / 100) chosen.push(n)
  }
  const errors = chosen.map((n) => Math.abs(values[n]! - directMean(bandwidthMeters, grid, n % grid.width, Math.floor(n / grid.width), parts)) / values[peak]!)
  // The whole city with the kernel's reach around it, at cells that are coarse against the kernel.
  const whole = gridOfView(viewAt(zoom - 2 < 8 ? zoom - 1 : 8, 2_400, 1_600))
  const mass = massOf(wholeField(points, whole, bandwidthMeters, DAYS, createScratch()), whole)
  return { zoom, bandwidthMeters, cells, error: Math.max(...errors), lost: Math.abs(mass / total - 1) }
}

await hand(CASES.map(examine))
