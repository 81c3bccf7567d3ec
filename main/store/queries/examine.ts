/** Examines the rows of one type: how many can be trusted, per scope, and which groups of them are displaced. */
import type { CoordinateSystem, PlacedType, QualityGrouping } from '../../../preload/contract/quality.ts'
import { CONFUSIONS } from '../../field/confusion.ts'
import { type Finding, findDisplaced, type Grouping } from '../../field/displacement.ts'
import { WORLD_LEVEL } from '../../field/ground.ts'
import { shareDisplaced } from '../../field/share.ts'
import { findStrays, type Positions, type Strays } from '../../field/strays.ts'
import type { AreaOutlines } from './area-outlines.ts'
import type { PlacedRows } from './placed-rows.ts'

/** Handovers lie where bottlenecks do, and cases where points do: displaced ones would only be told twice. */
const SEARCHED: readonly PlacedType[] = ['point', 'site', 'bottleneck', 'shift']

export interface ScopeCounts {
  scope: string
  rows: number
  atZero: number
  outsideCity: number
  judged: number
  outsideArea: number
  displaced: number
  declared: Map<CoordinateSystem | null, number>
}

export interface Displaced extends Finding {
  parted: QualityGrouping
  /** The group's word: a class, kind, district or source; '' for all. */
  word: string
  records: number
  share: number
}

export interface Examined {
  rows: PlacedRows
  searched: boolean
  counts: ScopeCounts[]
  strays: Strays
  displaced: Displaced[]
}

export function examine(rows: PlacedRows, areas: AreaOutlines): Examined {
  const judge = Int32Array.from(rows.areas, (id) => areas.outlineOf.get(id) ?? -1)
  const isPlaced = (n: number): boolean => rows.isThere(n) && !isAtZero(rows.x(n), rows.y(n))
  const positions: Positions = { count: rows.count, x: rows.x, y: rows.y, outline: (n) => (isPlaced(n) ? judge[rows.area[n]!]! : -1) }
  const strays = findStrays(positions, areas.outlines)
  const counts = countRows(rows, areas, judge, strays)
  const searched = SEARCHED.includes(rows.type)
  if (!searched) return { rows, searched, counts, strays, displaced: [] }
  const parts = groupingsOf(rows, areas)
  const displaced = findDisplaced({ strays, allowed: allowedOf(rows), groupings: parts.map(({ grouping }) => grouping) }).map((finding): Displaced => {
    const { parted, words, grouping } = parts[finding.grouping]!
    return { ...finding, parted, word: words[finding.group]!, records: grouping.records[finding.group]!, share: shareDisplaced(finding, grouping, positions, areas.outlines, strays) }
  })
  for (const { flagged } of displaced) for (const stray of flagged) counts[rows.scope?.[strays.rows[stray]!] ?? 0]!.displaced++
  return { rows, searched, counts, strays, displaced }
}

const MIDDLE = 2 ** (WORLD_LEVEL - 1)
/** Longitude and latitude zero, which are no place but a failure; a cell is half a metre, and no city lies there. */
const isAtZero = (x: number, y: number): boolean => Math.abs(x - MIDDLE) <= 1 && Math.abs(y - MIDDLE) <= 1

function countRows(rows: PlacedRows, { isOutside }: AreaOutlines, judge: Int32Array, strays: Strays): ScopeCounts[] {
  const counts = rows.scopes.map((scope): ScopeCounts => ({ scope, rows: 0, atZero: 0, outsideCity: 0, judged: 0, outsideArea: 0, displaced: 0, declared: new Map() }))
  let nextStray = 0
  for (let n = 0; n < rows.count; n++) {
    if (!rows.isThere(n)) continue
    const count = counts[rows.scope?.[n] ?? 0]!
    count.rows++
    if (rows.declared !== null) tell(count.declared, rows.systems[rows.declared[n]!]!)
    const [x, y] = [rows.x(n), rows.y(n)]
    if (isAtZero(x, y)) {
      count.atZero++
      continue
    }
    const isJudged = judge[rows.area[n]!]! >= 0
    const isStray = strays.rows[nextStray] === n
    if (isStray) nextStray++
    count.judged += isJudged ? 1 : 0
    count.outsideArea += isStray ? 1 : 0
    // Whoever lies in the area it names lies in the city.
    if ((isStray || !isJudged) && isOutside?.(x, y) === true) count.outsideCity++
  }
  for (const count of counts) if (rows.declared === null && count.rows > 0) count.declared.set(null, count.rows)
  return counts
}

function tell(counts: Map<CoordinateSystem | null, number>, system: CoordinateSystem | null): void {
  counts.set(system, (counts.get(system) ?? 0) + 1)
}

interface Part {
  parted: QualityGrouping
  words: readonly string[]
  grouping: Grouping
}

/** All of them, by each thing the rows say of themselves, and by district. */
function groupingsOf(rows: PlacedRows, { districtOf }: AreaOutlines): Part[] {
  const districts = [...new Set(districtOf.values())]
  const districtOfArea = Int32Array.from(rows.areas, (id) => districts.indexOf(districtOf.get(id) ?? ''))
  return [
    partBy(rows, 'all', [''], () => 0),
    ...rows.parts.map(({ grouping, of, words }) => partBy(rows, grouping, words, (n) => (words[of[n]!] === '' ? -1 : of[n]!))),
    partBy(rows, 'district', districts, (n) => districtOfArea[rows.area[n]!]!),
  ]
}

function partBy(rows: PlacedRows, parted: QualityGrouping, words: readonly string[], of: (n: number) => number): Part {
  const records = new Uint32Array(words.length)
  for (let n = 0; n < rows.count; n++) {
    const group = of(n)
    if (group >= 0 && rows.isThere(n)) records[group]!++
  }
  return { parted, words, grouping: { records, of } }
}

const ANY = 2 ** CONFUSIONS.length - 1

/** A source that kept what it was declared as can only have been confused from there. */
function allowedOf({ declared, systems }: PlacedRows): (row: number) => number {
  if (declared === null) return () => ANY
  const masks = systems.map((system) => (system === null ? ANY : CONFUSIONS.reduce((mask, confusion, c) => mask | (confusion.declared === system ? 1 << c : 0), 0)))
  return (row) => masks[declared[row]!]!
}
