/** Records spread over the practice city's streets, and what can be wrong with them: moved, scattered, or named after another street. */
import { isInside, moveBy } from '../../main/central/city/geometry.ts'
import { findCentres } from '../../main/central/city/demand.ts'
import { drawPlace, openGround } from '../../main/central/city/ground.ts'
import { cumulate, drawIndex, seededRandom, type Random } from '../../main/central/city/random.ts'
import { type Confusion, CONFUSIONS, undo } from '../../main/field/confusion.ts'
import { type Finding, findDisplaced, type Grouping } from '../../main/field/displacement.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../main/field/ground.ts'
import { prepareOutline } from '../../main/field/outlines.ts'
import { shareDisplaced } from '../../main/field/share.ts'
import { findStrays } from '../../main/field/strays.ts'

export interface PlacedRecord {
  lng: number
  lat: number
  /** Index of the street it names. */
  street: number
  class: number
  displaced: boolean
}

export const ground = openGround()
export const CLASSES = 12
export const DISTRICTS = [...new Set(ground.streets.map(({ id }) => id.slice(0, 6)))]
const WORLD = 2 ** WORLD_LEVEL
const outlines = ground.streets.map(({ polygons }) => prepareOutline(polygons))
const centres = findCentres(ground, 1)
const sums = cumulate(centres.map(({ weight }) => weight))

export const districtOf = ({ street }: PlacedRecord): number => DISTRICTS.indexOf(ground.streets[street]!.id.slice(0, 6))

/** Every record in the street it names, as dense as life in the practice city. */
export function spread(count: number, seed: number): PlacedRecord[] {
  const random = seededRandom(seed, 'records')
  return Array.from({ length: count }, () => {
    const { street, place, spreadMeters } = centres[drawIndex(sums, random)]!
    const [lng, lat] = drawPlace(ground, street, place, spreadMeters, random)
    return { lng, lat, street: ground.streets.indexOf(street), class: random.below(CLASSES), displaced: false }
  })
}

type Which = (record: PlacedRecord) => boolean

function forShare(records: PlacedRecord[], share: number, seed: number, which: Which, change: (record: PlacedRecord, random: Random) => void): PlacedRecord[] {
  const random = seededRandom(seed, 'changes')
  for (const record of records) if (which(record) && random.next() < share) change(record, random)
  return records
}

/** Stores records as a confusion of systems would have them stored. */
export function displace(records: PlacedRecord[], { actual, declared }: Confusion, share: number, which: Which, seed = 1): PlacedRecord[] {
  return forShare(records, share, seed, which, (record) => {
    ;[record.lng, record.lat] = undo({ actual: declared, declared: actual }, record.lng, record.lat)
    record.displaced = true
  })
}

export function misname(records: PlacedRecord[], share: number, seed = 2): PlacedRecord[] {
  return forShare(records, share, seed, () => true, (record, random) => (record.street = random.below(ground.streets.length)))
}

export function scatter(records: PlacedRecord[], share: number, meters: number, seed = 3): PlacedRecord[] {
  return forShare(records, share, seed, ({ displaced }) => !displaced, (record, random) => {
    ;[record.lng, record.lat] = moveBy([record.lng, record.lat], random.normal() * meters, random.normal() * meters)
  })
}

/** Names each record after the street whose centre is nearest once the centres have moved: whole borders lie elsewhere. */
export function redrawBorders(records: PlacedRecord[], meters: number, seed: number): PlacedRecord[] {
  const random = seededRandom(seed, 'borders')
  const moved = ground.streets.map(({ id, centre }) => ({ id, at: moveBy(centre, random.normal() * meters, random.normal() * meters) }))
  for (const record of records) {
    const district = DISTRICTS[districtOf(record)]!
    let nearest = Infinity
    for (const [street, { id, at }] of moved.entries()) {
      const square = ((at[0] - record.lng) * 0.867) ** 2 + (at[1] - record.lat) ** 2
      if (square < nearest && id.startsWith(district)) [nearest, record.street] = [square, street]
    }
  }
  return records
}

export interface Verdict {
  findings: (Finding & { share: number })[]
  /** Records outside the street they name, and those of them that were displaced. */
  strays: number
  displacedStrays: number
  flagged: number
  flaggedRightly: number
}

const count = (records: readonly PlacedRecord[], size: number, of: (record: PlacedRecord) => number): Grouping => {
  const counts = new Uint32Array(size)
  for (const record of records) counts[of(record)]!++
  return { records: counts, of: (row) => of(records[row]!) }
}

/** Parts the records into all, classes and districts. */
export function judge(records: readonly PlacedRecord[]): Verdict {
  const [xs, ys] = [Float64Array.from(records, ({ lng }) => worldX(lng) * WORLD), Float64Array.from(records, ({ lat }) => worldY(lat) * WORLD)]
  const positions = { count: records.length, x: (n: number) => xs[n]!, y: (n: number) => ys[n]!, outline: (n: number) => records[n]!.street }
  const strays = findStrays(positions, outlines)
  const groupings = [count(records, 1, () => 0), count(records, CLASSES, (record) => record.class), count(records, DISTRICTS.length, districtOf)]
  const findings = findDisplaced({ strays, allowed: () => 2 ** CONFUSIONS.length - 1, groupings })
  const flagged = findings.flatMap((finding) => finding.flagged.map((stray) => records[strays.rows[stray]!]!))
  return {
    findings: findings.map((finding) => ({ ...finding, share: shareDisplaced(finding, groupings[finding.grouping]!, positions, outlines, strays) })),
    strays: strays.rows.length, displacedStrays: [...strays.rows].filter((row) => records[row]!.displaced).length,
    flagged: flagged.length, flaggedRightly: flagged.filter(({ displaced }) => displaced).length,
  }
}

export const isInStreet = ({ street, lng, lat }: PlacedRecord): boolean => isInside(ground.streets[street]!.polygons, lng, lat)
