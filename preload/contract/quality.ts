/** The nouns of data quality: what of the held rows can be trusted to lie where they say. */
import type { AreaLevel, Provenance } from './model.ts'

/** Row types that lie somewhere. */
export const PLACED_TYPES = ['point', 'site', 'bottleneck', 'shift', 'handover', 'case'] as const
export type PlacedType = (typeof PLACED_TYPES)[number]
export type CoordinateSystem = 'wgs84' | 'gcj02' | 'bd09'
/** How records are parted when a displacement is looked for. */
export type QualityGrouping = 'all' | 'class' | 'kind' | 'district' | 'source'
/** Flagged records one answer may hold. */
export const MOST_FLAGGED_ROWS = 100

/** The rows of one type in one held scope. */
export interface QualitySource {
  scope: string
  scopeName: string
  type: PlacedType
  rows: number
  /** Lying at 0, 0, or set aside because their coordinate is none. */
  withoutPoint: number
  /** Null where neither outlines nor bounds of the city are known. */
  outsideCity: number | null
  /** Rows naming an area whose outline, or that of an area above it, is known: only these can be judged. */
  judged: number
  /** Null where none can be judged. */
  outsideArea: number | null
  /** Null where they are not looked for: handovers lie at bottlenecks, cases at points. */
  displaced: number | null
  /** Systems the source was declared in; null: WGS-84, or not stated. */
  declared: { system: CoordinateSystem | null; rows: number }[]
  provenance: Provenance
}

export interface Confused {
  actual: CoordinateSystem
  declared: CoordinateSystem
}

/** A group of records whose points lie off as they would if `actual` coordinates had been taken for `declared` ones. */
export interface Displacement extends Confused {
  type: PlacedType
  grouping: QualityGrouping
  group: Named | null
  /** Other confusions that explain it about as well. */
  alike: Confused[]
  /** Records of the group, those outside their area, those of them that undoing brings home, and how many it would by chance. */
  records: number
  strays: number
  repaired: number
  expected: number
  z: number
  /** Estimated share of the group that is displaced, those included that stayed in their area. */
  share: number
  distanceMeters: number
  /** Degrees clockwise from north, from the true place to the stored one. */
  bearing: number
  provenance: Provenance
}

export interface Named {
  id: string
  name: string
  nameEn: string | null
}

export interface Quality {
  sources: QualitySource[]
  displacements: Displacement[]
  /** Records flagged in all. */
  flagged: number
  /** Areas with an outline of their own; how many of these outlines are simulated. */
  outlines: number
  simulatedOutlines: number
  outlineOrigins: OutlineOrigin[]
  toleranceMeters: number
  provenance: Provenance
}

/** Where outlines of one level come from. A level is wholly the central's or wholly a file's. */
export interface OutlineOrigin {
  /** Null where the file cannot be read. */
  level: AreaLevel | null
  from: 'central' | 'file'
  source: string
  /** Local day as of which they hold; null: not stated. */
  asOf: string | null
  /** What the source was declared in; null: not stated. They are kept in WGS-84. */
  system: CoordinateSystem | null
  outlines: number
  simulated: number
  /** Outlines of a file whose code no area of that level has. */
  unknown: number
  /** `central-first`: the central gives this level itself. `changed`: no longer what was checked. */
  state: 'used' | 'central-first' | 'other-city' | 'unreadable' | 'changed'
}

export interface FlaggedRow extends Confused {
  type: PlacedType
  id: string
  /** Names the record where it has a name. */
  name: string | null
  area: Named
  /** The smallest area its point lies in; null: in none that is known. */
  found: Named | null
  lng: number
  lat: number
  /** Where it would lie. */
  homeLng: number
  homeLat: number
  distanceMeters: number
  bearing: number
  /** Of nine other directions, those in which a move by the same distance brings it home too. */
  otherWays: number
  /** Index into the displacements. */
  displacement: number
}

export interface FlaggedPage {
  from: number
  total: number
  rows: FlaggedRow[]
}
