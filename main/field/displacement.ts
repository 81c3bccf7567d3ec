/**
 * Finds the groups of records (a class, a kind, a district, a source) whose points lie off because one coordinate system was taken
 * for another.
 *
 * Method. Among the strays of such a group (points outside the area they name) undoing the right confusion brings nearly all home,
 * and a move by the same distance in another direction far fewer. A stray scores 1 − chance where the confusion's own move brings
 * it home and −chance where not; chance is the share of the nine directions at 60° and more from it that do. Neighbouring strays
 * share the faults of one stretch of border, so scores are added up per area named and kilometre of ground, and the statistic is
 * z = Σ place / √Σ place², a score test with variance clustered by place (Liang & Zeger, Biometrika 1986): a wrong outline or one
 * crowded corner cannot carry it alone. The strongest group is named first, and its repaired strays count for no other after it.
 *
 * Limits. A displaced point that stays within its area cannot be told from a right one: the share displaced is estimated (see
 * share.ts). Records and outlines displaced by the same way cannot be found. A shift of another cause by nearly the same way looks
 * alike; half the way is tried beside the whole, so that a much shorter one does not. Few strays, or strays in few places, prove nothing.
 */
import { CONFUSIONS } from './confusion.ts'
import { isHome, isHomeHalfWay, OTHER_DIRECTIONS, otherWaysHome, type Strays } from './strays.ts'

/** One way to part the records. `of`: the group of a record by its row, an index into `records`, −1: none. `records`: how many each group has. */
export interface Grouping {
  records: ArrayLike<number>
  of(row: number): number
}

/** `allowed`: the confusions a record may have by its row, one bit each; fewer than all where its declared system is known. */
export interface Question {
  strays: Strays
  allowed(row: number): number
  groupings: readonly Grouping[]
}

export interface Finding {
  grouping: number
  group: number
  /** Index into CONFUSIONS. */
  confusion: number
  /** Strays of the group, those that the move brings home, and how many it would by chance. */
  strays: number
  repaired: number
  expected: number
  z: number
  /** Other confusions that explain the same strays about as well. */
  alike: number[]
  /** Numbers of the strays flagged by this finding. */
  flagged: number[]
}

/** In 175 synthetic cities with wrong areas, scattered points or wrong outlines, none of 138 comparisons each passed these four. */
const LEAST_Z = 4
const LEAST_REPAIRED = 12
/** Where the move brings home more than chance does, it must bring home this share of the strays: a piece of land gone to a neighbour does not. */
const LEAST_SHARE = 0.75
/** Of what the whole way repairs, half the way may repair this much: with points spread evenly a displacement leaves it at a half, a shift half as long at all. */
const MOST_HALF_WAY = 0.7
/** A smaller group speaks for a larger one when it has this share of its repaired strays; what it leaves is asked again. */
const MOST_STRAYS = 0.75
/** More is no longer something that happens by the side. */
const MOST_FINDINGS = 20

/** The strongest first. */
export function findDisplaced(question: Question): Finding[] {
  const free = new Uint8Array(question.strays.rows.length).fill(1)
  const tables = question.groupings.map((grouping) => tabulate(question, grouping))
  const findings: Finding[] = []
  while (findings.length < MOST_FINDINGS) {
    const best = strongest(question, tables)
    if (best === null) break
    const finding = describe(question, free, best)
    findings.push(finding)
    for (const stray of finding.flagged) {
      free[stray] = 0
      for (const [g, grouping] of question.groupings.entries()) add(tables[g]!, question, grouping, stray, -1)
    }
    tables[best.grouping]!.settled.add(best.group * CONFUSIONS.length + best.confusion)
  }
  return findings
}

/** Sums of one grouping, per group and confusion; `places`: per group, and in it per place [score, strays, repaired] of each confusion. */
interface Table {
  repaired: Float64Array
  expected: Float64Array
  halfWay: Float64Array
  places: Map<number, Float64Array>[]
  settled: Set<number>
}

function tabulate(question: Question, grouping: Grouping): Table {
  const cells = grouping.records.length * CONFUSIONS.length
  const table: Table = {
    repaired: new Float64Array(cells), expected: new Float64Array(cells), halfWay: new Float64Array(cells),
    places: Array.from({ length: grouping.records.length }, () => new Map()), settled: new Set(),
  }
  for (let stray = 0; stray < question.strays.rows.length; stray++) add(table, question, grouping, stray, 1)
  return table
}

function add(table: Table, { strays, allowed }: Question, grouping: Grouping, stray: number, sign: 1 | -1): void {
  const row = strays.rows[stray]!
  const group = grouping.of(row)
  if (group < 0) return
  const mayBe = allowed(row)
  const places = table.places[group]!
  let sums = places.get(strays.places[stray]!)
  if (sums === undefined) places.set(strays.places[stray]!, (sums = new Float64Array(3 * CONFUSIONS.length)))
  for (let c = 0; c < CONFUSIONS.length; c++) {
    if ((mayBe & (1 << c)) === 0) continue
    const hit = strays.hits[c]![stray]!
    const chance = otherWaysHome(hit) / OTHER_DIRECTIONS
    const home = isHome(hit) ? 1 : 0
    const cell = group * CONFUSIONS.length + c
    table.repaired[cell]! += sign * home
    table.expected[cell]! += sign * chance
    if (home === 1 && isHomeHalfWay(hit)) table.halfWay[cell]! += sign
    sums[3 * c]! += sign * (home - chance)
    sums[3 * c + 1]! += sign
    sums[3 * c + 2]! += sign * home
  }
}

interface Candidate {
  grouping: number
  group: number
  confusion: number
  z: number
  repaired: number
  excess: number
  records: number
}

/** The largest excess speaks, for the smallest group that has most of its repaired strays. */
function strongest(question: Question, tables: readonly Table[]): Candidate | null {
  const passing = tables.flatMap((table, grouping) => table.places.flatMap((_, group) => likeliest(table, grouping, group, question.groupings[grouping]!.records[group]!) ?? []))
  let best: Candidate | null = null
  for (const candidate of passing) if (best === null || candidate.excess > best.excess) best = candidate
  if (best === null) return null
  const { confusion, repaired } = best
  return passing.filter((one) => one.confusion === confusion && one.repaired >= MOST_STRAYS * repaired).reduce((a, b) => (b.records < a.records ? b : a), best)
}

/** In a group the confusion speaks that repairs most beyond chance. */
function likeliest(table: Table, grouping: number, group: number, records: number): Candidate | null {
  let best: Candidate | null = null
  for (let confusion = 0; confusion < CONFUSIONS.length; confusion++) {
    const cell = group * CONFUSIONS.length + confusion
    const repaired = table.repaired[cell]!
    const excess = repaired - table.expected[cell]!
    if (table.settled.has(cell) || repaired < LEAST_REPAIRED || table.halfWay[cell]! > MOST_HALF_WAY * repaired) continue
    if (best !== null && excess <= best.excess) continue
    const { z, share } = statistic(table.places[group]!, confusion)
    if (z >= LEAST_Z && share >= LEAST_SHARE) best = { grouping, group, confusion, z, repaired, excess, records }
  }
  return best
}

function statistic(places: ReadonlyMap<number, Float64Array>, confusion: number): { z: number; share: number } {
  let [sum, squares, strays, repaired] = [0, 0, 0, 0]
  for (const sums of places.values()) {
    const score = sums[3 * confusion]!
    sum += score
    squares += score ** 2
    // What was taken out again leaves rounding behind.
    if (score < 1e-6) continue
    strays += sums[3 * confusion + 1]!
    repaired += sums[3 * confusion + 2]!
  }
  return squares < 1e-6 ? { z: 0, share: 0 } : { z: sum / Math.sqrt(squares), share: repaired / strays }
}

function describe({ strays, allowed, groupings }: Question, free: Uint8Array, { grouping, group, confusion, z }: Candidate): Finding {
  const members: number[] = []
  for (const [stray, row] of strays.rows.entries()) if (free[stray] === 1 && groupings[grouping]!.of(row) === group && (allowed(row) & (1 << confusion)) !== 0) members.push(stray)
  const hits = strays.hits[confusion]!
  const flagged = members.filter((stray) => isHome(hits[stray]!))
  return {
    grouping, group, confusion, z, flagged,
    strays: members.length, repaired: flagged.length,
    expected: members.reduce((sum, stray) => sum + otherWaysHome(hits[stray]!) / OTHER_DIRECTIONS, 0),
    alike: CONFUSIONS.flatMap((_, other) => (other !== confusion && isAlike(strays, members.filter((stray) => (allowed(strays.rows[stray]!) & (1 << other)) !== 0), confusion, other) ? [other] : [])),
  }
}

/** McNemar's test on the strays that only one of the two repairs: below two standard deviations they cannot be told apart. */
function isAlike({ hits }: Strays, members: readonly number[], one: number, other: number): boolean {
  const onlyOne = members.filter((stray) => isHome(hits[one]![stray]!) && !isHome(hits[other]![stray]!)).length
  const onlyOther = members.filter((stray) => !isHome(hits[one]![stray]!) && isHome(hits[other]![stray]!)).length
  if (members.length === 0) return false
  return onlyOne - onlyOther < 2 * Math.sqrt(onlyOne + onlyOther) || onlyOne + onlyOther === 0
}
