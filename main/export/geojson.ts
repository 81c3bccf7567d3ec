/**
 * GeoJSON after RFC 7946: WGS-84 longitude and latitude, outer rings counterclockwise, no `crs`. What the file is stands in a foreign
 * member `provenance`; the properties of a feature are named by the columns' own keys in every language.
 */
import { aboutLines, aboutValue } from './about.ts'
import { isoOf } from './local-time.ts'
import { plainText } from './plain-text.ts'
import type { Cell, Column, Facts, Geometry, Position, Table } from './table.ts'

const FEATURES_A_PIECE = 1_000
/** Decimals of a degree: a centimetre. */
const DECIMALS = 7

export function* writeGeoJson(table: Table, facts: Facts, passed: (rows: number) => void = () => {}): Generator<string> {
  yield `{"type":"FeatureCollection","provenance":${JSON.stringify(provenanceOf(table, facts))},"features":[`
  let piece = ''
  let done = 0
  for (const row of table.rows()) {
    const feature = { type: 'Feature', geometry: rightHanded(table.geometry?.(done) ?? null), properties: propertiesOf(row, table.columns, facts.zone) }
    piece += `${done === 0 ? '\n' : ',\n'}${JSON.stringify(feature)}`
    done++
    if (done % FEATURES_A_PIECE !== 0) continue
    yield piece
    piece = ''
    passed(done)
  }
  yield `${piece}\n]}\n`
  passed(done)
}

function provenanceOf(table: Table, facts: Facts): object {
  const { provenance: { asOf, source, simulated }, count, limits } = table
  const { filter, zone } = facts
  return {
    title: plainText(facts.title), rows: count, unit: plainText(facts.unit), limits,
    zone, period: filter === null ? null : { from: isoOf(filter.from, zone), to: isoOf(filter.to, zone) }, filter: filter === null ? null : { ...filter, from: undefined, to: undefined },
    asOf: asOf === null ? null : isoOf(asOf, zone), source, simulated,
    about: Object.fromEntries(aboutLines(table, facts).map((line) => [plainText(line.label), plainOf(aboutValue(line, zone))])),
  }
}

function propertiesOf(row: readonly Cell[], columns: readonly Column[], zone: string): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ key, kind }, n) => {
    const cell = row[n] ?? null
    return [key, cell !== null && kind === 'date' ? isoOf(Number(cell), zone) : plainOf(cell)]
  }))
}

const plainOf = (cell: Cell): Cell => (typeof cell === 'string' ? plainText(cell) : cell)

const rounded = ([lng, lat]: Position): Position => [Number(lng.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))]

/** §3.1.6: exterior rings counterclockwise, holes clockwise. */
export function rightHanded(geometry: Geometry | null): Geometry | null {
  if (geometry === null) return null
  if (geometry.type === 'Point') return { type: 'Point', coordinates: rounded(geometry.coordinates) }
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: wound(geometry.coordinates) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(wound) }
}

function wound(rings: readonly Position[][]): Position[][] {
  return rings.map((ring, n) => {
    const points = ring.map(rounded)
    return signedArea(points) > 0 === (n === 0) ? points : points.toReversed()
  })
}

/** Twice the area in square degrees; positive where the ring runs counterclockwise. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (let n = 0; n + 1 < ring.length; n++) {
    const [a, b] = [ring[n] as Position, ring[n + 1] as Position]
    sum += a[0] * b[1] - b[0] * a[1]
  }
  return sum
}
