/** A file of outlines, from its bytes to outlines in WGS-84 or to a list of what is wrong, feature by feature. */
import { CONFUSIONS, type System, undo } from '../field/confusion.ts'
import { checkShape, type Level } from './check-shape.ts'
import { isInShape } from './crossing.ts'
import { type Finding, isError } from './finding.ts'
import { findOverlaps, type Placed } from './overlap.ts'
import { readFeatures } from './read-features.ts'
import { readShape, type Shape } from './read-shape.ts'

export interface Declared {
  system: System
  level: Level
  /** Property that holds the area's code; null looks in the usual places. */
  codeName: string | null
}

/** An area of the city that may get an outline; `label`: where its name stands, WGS-84. */
export interface KnownArea { id: string; level: string; label: readonly [number, number] | null }

/** `given`: as in the file, in the declared system; `polygons`: WGS-84. */
export interface CheckedOutline { id: string; feature: number; polygons: Shape; given: Shape; km2: number }

export interface CheckedFile {
  features: number
  sha256: string
  bytes: number
  /** All of the file's outlines; with an error among the findings none may be used. */
  outlines: CheckedOutline[]
  findings: Finding[]
  errors: number
  /** Areas of the level without an outline in the file. */
  missing: string[]
}

/** Above this share of the smaller one an overlap is an error; below this many square kilometres it is not worth a word. */
const MOST_OVERLAP_SHARE = 0.01
const LEAST_OVERLAP_KM2 = 0.0001
/** About a centimetre, as for every converted coordinate. */
const PRECISION = 1e7

/** Throws OutlinesRefused where the file as a whole cannot be read. */
export async function checkFile(file: string, declared: Declared, areas: readonly KnownArea[], progress: (features: number) => void = () => {}): Promise<CheckedFile> {
  const known = new Map(areas.filter(({ level }) => level === declared.level).map((area) => [area.id, area]))
  const findings: Finding[] = []
  const taken: (CheckedOutline & Placed)[] = []
  const firstOf = new Map<string, number>()
  let [features, read] = [0, { sha256: '', bytes: 0 }]
  for await (const feature of readFeatures(file, (whole) => void (read = whole))) {
    const number = ++features
    progress(features)
    const found = readShape(feature, declared.codeName)
    const say = (reason: Finding['reason'], detail: string): void => void findings.push({ feature: number, code: found.code, reason, detail })
    if ('reason' in found) {
      say(found.reason, found.detail)
      continue
    }
    const area = known.get(found.code)
    if (area === undefined) say('unknown-code', found.code.slice(0, 60))
    else if (firstOf.has(found.code)) say('duplicate-code', `feature ${firstOf.get(found.code)}`)
    firstOf.set(found.code, firstOf.get(found.code) ?? number)
    if (found.hasHeight) say('height-dropped', '')
    // Lines that touch in the file's own numbers may cross by a hair once converted and rounded: the numbers given are checked.
    const { edges, km2, said } = checkShape(found.shape, declared.level)
    const polygons = intoWgs84(found.shape, declared.system)
    for (const { reason, detail } of said) say(reason, detail)
    if (area?.label != null && !said.some(({ reason }) => reason === 'self-crossing') && !isInShape(polygons, area.label)) say('label-outside', area.label.join(', '))
    taken.push({ id: found.code, feature: number, polygons, given: found.shape, shape: found.shape, edges, km2 })
  }
  // What crosses itself has no inside to lie over.
  const broken = new Set(findings.filter(({ reason }) => isError(reason)).map(({ feature }) => feature))
  findings.push(...overlapsOf(taken.filter(({ feature }) => !broken.has(feature))))
  findings.sort((a, b) => a.feature - b.feature)
  return {
    features, ...read, findings, errors: findings.filter(({ reason }) => isError(reason)).length,
    outlines: taken.map(({ id, feature, polygons, given, km2 }) => ({ id, feature, polygons, given, km2 })), missing: [...known.keys()].filter((id) => !firstOf.has(id)),
  }
}

function overlapsOf(taken: readonly (Placed & { id: string; feature: number })[]): Finding[] {
  return findOverlaps(taken).filter(({ km2 }) => km2 >= LEAST_OVERLAP_KM2).map(({ one, other, km2, share }): Finding => {
    const [a, b] = [taken[one]!, taken[other]!]
    const detail = `${b.id} (feature ${b.feature}): ${km2.toPrecision(3)} km², ${(100 * share).toPrecision(2)} % of the smaller`
    return { feature: a.feature, code: a.id, reason: share > MOST_OVERLAP_SHARE ? 'overlaps-neighbour' : 'small-overlap', detail }
  })
}

const round = (value: number): number => Math.round(value * PRECISION) / PRECISION

/** Solved with the library's forward formula, corner by corner; WGS-84 stays as it is given. */
export function intoWgs84(shape: Shape, system: System): Shape {
  const confusion = CONFUSIONS.find(({ actual, declared }) => actual === system && declared === 'wgs84')
  if (confusion === undefined) return shape
  return shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => {
    const [lng, lat] = undo(confusion, x, y)
    return [round(lng), round(lat)]
  })))
}
