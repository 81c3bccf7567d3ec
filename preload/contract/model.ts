/** The nouns both sides use. Times are integer milliseconds UTC, places WGS-84 degrees, unless a name says otherwise. */

import type { Duty } from './case-flow.ts'
import type { CaseStatus } from './case-status.ts'
import type { Drawn } from './drawn.ts'
import type { HeldSpan } from './held-span.ts'
import type { OpeningState } from './opening.ts'
import type { Scale } from './scale.ts'

export type Role = 'office' | 'district' | 'city' | 'wall'
export type AreaLevel = 'city' | 'district' | 'street' | 'community' | 'zone'
export type SiteKind = 'compound' | 'station' | 'merchant' | 'charging'
export type BottleneckKind = 'compound' | 'mall' | 'hospital' | 'park'
/** Problems (配送堵点): lost courier-hours · reports (随手拍): density · coverage: demand without an on-duty team in reach. */
export type FieldLayer = 'bottleneck' | 'report' | 'coverage'
export const FIELD_LAYERS = ['bottleneck', 'report', 'coverage'] as const satisfies readonly FieldLayer[]
export const SITE_KINDS = ['compound', 'station', 'merchant', 'charging'] as const satisfies readonly SiteKind[]
/** Kernel standard deviations one may choose, in metres. A value never follows the zoom. */
export const BANDWIDTHS_METERS = [300, 600, 1500] as const
export type BandwidthMeters = (typeof BANDWIDTHS_METERS)[number]
/** The longest period one may ask about, in local days: ten years. */
export const LONGEST_WINDOW_DAYS = 3_660

/** What the operator asks about; the same filter drives map, figures and places. */
export interface Filter {
  /** An area id of any level down to street, or null for the whole city. */
  area: string | null
  /** A ground drawn by hand, or null; what lies outside it is left out, whatever area it names. Both together: what both let through. */
  drawn: Drawn | null
  /** Half-open window [from, to). */
  from: number
  to: number
  /** Class ids; empty means all. Reports and coverage only. */
  classes: string[]
  /** Statuses the reports have now; empty means all. Reports and coverage only. */
  statuses: CaseStatus[]
  /** ISO weekdays 1 (Monday) – 7 in the city's zone; empty means all. */
  weekdays: number[]
  /** Local hours of the day 0–23, in the city's zone; empty means all. */
  hours: number[]
}

/** How old a figure is and where it came from. `asOf` is the time of the last exchange that confirmed it with the central. */
export interface Provenance {
  asOf: number | null
  source: string
  simulated: boolean
}

export interface Area {
  id: string
  level: AreaLevel
  name: string
  nameEn: string | null
  parent: string | null
  label: [number, number] | null
  boundarySimulated: boolean
}

export interface CaseClass {
  id: string
  name: string
  nameEn: string | null
  group: string | null
}

/** The city the desk works in: everything a filter bar and a camera need. */
export interface City {
  id: string
  name: string
  nameEn: string | null
  timeZone: string
  /** west, south, east, north. */
  bounds: [number, number, number, number]
  simulated: boolean
  areas: Area[]
  classes: CaseClass[]
  /** Time of the first and of the last report held; null when none is. */
  firstReportAt: number | null
  lastReportAt: number | null
  /** District ids whose reference data this desk holds; outside them, bottlenecks, sites and coverage are unknown, not zero. */
  heldDistricts: string[]
  provenance: Provenance
}

/** An area's outline: rings of lng,lat pairs, one array per ring, outer ring first within a polygon. */
export interface AreaBoundary {
  id: string
  simulated: boolean
  /** Source of the file of this PC it comes from; absent: the central's. */
  file?: string
  polygons: [number, number][][][]
}

/** A density field on world-aligned Web-Mercator cells. Cell (i, j) covers column x0+i, row y0+j of the 2^level grid (row 0 in the north). `values` is row-major, width × height, in `unit`. */
export interface Field {
  layer: FieldLayer
  level: number
  x0: number
  y0: number
  width: number
  height: number
  values: Float32Array<ArrayBuffer>
  /** The ground that is answered, on the same level: beside the cells above, all of it that has values of zero. */
  covered: { x0: number; y0: number; width: number; height: number }
  unit: FieldUnit
  bandwidthMeters: number
  /** Upper limits of classes 1…5; class 6 is open. Fixed for layer and bandwidth for a month, whatever the view, the period and the filter. */
  limits: [number, number, number, number, number]
  /** What the limits are made of; null where nothing is held. */
  scale: Scale | null
  /** Sum of weights inside the filter, city-wide: reports, lost courier-hours or uncovered reports. */
  total: number
  /** Records inside the filter, before weighting; equal to the same count in SQL. */
  records: number
  /** Length of the span in days, of the chosen weekdays only: the divisor of the unit. */
  days: number
  /** What is answered of the period asked for: of what is made of handovers, the days they are held for. Null: none of them is, and all is unknown, not zero. */
  span: HeldSpan | null
  provenance: Provenance
}
export type FieldUnit = 'reports/km2/day' | 'lost-courier-hours/km2/day' | 'uncovered-reports/km2/day'

/** The visible ground: bounds in degrees and the zoom it is seen at (512-px tiles, as deck.gl counts). */
export interface View {
  west: number
  south: number
  east: number
  north: number
  zoom: number
}

export interface Figure {
  /** Stable name of the query, shown with the figure. */
  id: string
  value: number | null
  provenance: Provenance
}

/** Counts for the filter in force. */
export interface Overview {
  reports: Figure
  openReports: Figure
  lostCourierHours: Figure
  bottlenecks: Figure
  uncoveredReports: Figure
  coveredShare: Figure
  onDutyShifts: Figure
  sites: Record<SiteKind, Figure>
  swapStations: Figure
}

/** Published figures of the source, each with its own source and as-of time. */
export interface Indicator {
  id: string
  policy: string
  name: string
  nameEn: string | null
  value: number
  unit: string
  unitEn: string | null
  qualifier: 'exact' | 'over' | 'about'
  partOf: string | null
  source: string
  asOf: number
  simulated: boolean
}

/** Places as columns: position i is (lngLat[2i], lngLat[2i+1]). */
export interface PlaceColumns {
  ids: string[]
  lngLat: Float64Array
  /** Index into SITE_KINDS, or bottleneck kind index. */
  kinds: Uint8Array
  provenance: Provenance
}

/** Clusters and single sites inside a view: count 1 carries the site's id. */
export interface SiteMarks {
  lngLat: Float64Array
  counts: Uint32Array
  kinds: Uint8Array
  /** Site id where the count is 1, else ''. */
  ids: string[]
  /** Site name where the count is 1, else ''. */
  names: string[]
  /** Of a mark's members, those that are open, and those that are closed; of the rest nobody knows. */
  open: Uint32Array
  closed: Uint32Array
  /** Sites matching the filter inside the view; only the open ones where these alone were asked for. */
  total: number
  /** All sites of the filter inside the view by their state at the instant asked about, whichever were asked for. */
  openings: Record<OpeningState, number>
  provenance: Provenance
}

export interface BottleneckPlace {
  id: string
  name: string
  kind: BottleneckKind
  lng: number
  lat: number
  area: string
  severity: number
  /** Null, as are the hours, where no handovers of the place are held for the period: unknown, not zero. */
  orders: number | null
  /** Lost courier-hours per day within the filter, of the chosen weekdays only and of the days of which handovers are held. */
  lostHoursPerDay: number | null
}

export interface DutyPost {
  id: string
  team: string
  post: string
  lng: number
  lat: number
  reachMeters: number
  startsAt: number
  endsAt: number
  headcount: number
}

// ---- session and sync --------------------------------------------------------------------------------------------

export interface Account {
  account: string
  name: string
  role: Role
  city: string
  cityName: string
  simulated: boolean
}

export type Session =
  | { state: 'none'; practiceAvailable: boolean; /** Address the connection page proposes. */ proposedCentral: string | null }
  | { state: 'open'; central: string; centralName: string; practice: boolean; practiceAvailable: boolean; sub: string; name: string; role: Role; city: string; homeArea: string; duties: Duty[] }

export type SyncStatus =
  | { state: 'never' }
  | { state: 'pulling'; done: number; of: number }
  /** Edits that are not sent yet. */
  | { state: 'pushing'; left: number }
  | { state: 'idle'; since: number }
  | { state: 'waiting'; until: number; why: SyncTrouble }
  | { state: 'offline'; since: number }
  | { state: 'signed-out' }

/** `too-old`: this program is, for its central; `central-too-old`: the other way round. `damaged`: the cache's file, found while running. */
export type SyncTrouble = 'busy' | 'server-error' | 'unreadable' | 'stuck' | 'too-old' | 'central-too-old' | 'storage' | 'damaged'

export interface ScopeStatus {
  id: string
  name: string
  state: 'new' | 'snapshot' | 'live' | 'stale' | 'stopped'
  cursor: number
  head: number
  rows: number
  byType: { type: string; rows: number }[]
  okAt: number | null
  checkedAt: number | null
  checkResult: 'equal' | 'drift' | null
  error: string | null
  /** Rows refused since the scope is held, because this kind of scope does not hold their type. */
  refused: number
}

/** A row set aside. `why`: the field that breaks the contract, or 'hash', 'id', 'number', 'too large'; null: its type is unknown here. */
export interface AsideRow {
  scope: string
  type: string
  id: string
  why: string | null
}

/** A cache file that could not be used was set aside, and this took its place. `why` is for support; screens word `shown`. */
export interface Recovery {
  shown: 'good-copy' | 'nothing'
  why: string
}

export interface SyncPage {
  status: SyncStatus
  central: string
  epoch: string | null
  scopes: ScopeStatus[]
  /** Scopes the central granted that this desk does not hold: more than it may, or in words it does not know. */
  leftOut: { beyond: number; unreadable: number }
  badRows: number
  unknownRows: number
  /** The first of them. */
  aside: AsideRow[]
  requests: number
  lastExchangeAt: number | null
  lastError: { at: number; code: string; detail: string } | null
  cache: { path: string; bytes: number; builtAt: number | null; recovered: Recovery | null }
}

export type Topic = 'edits' | 'session' | 'sync' | 'field' | 'places' | 'cases' | 'settings' | 'basemap' | 'briefing' | 'wall'
