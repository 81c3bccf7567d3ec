/**
 * What a wall shows, as data: made in the main process field by field, so that nothing of a person can be in it. Words are names of templates
 * with their parameters; the only texts are names of areas, of classes and of places anybody may know, without numbers of persons.
 * A cell or a kind with fewer than five persons behind it is merged into another or left out before it comes here.
 */
import type { SourceAge, SourceId } from './freshness.ts'
import type { Field } from './model.ts'
import type { HeadlineId, SceneId, WallId, WallSettings } from './wall-settings.ts'

/** In both languages; `en` is null where the source gives none. */
export interface WallName {
  zh: string
  en: string | null
}

export const WALL_UNITS = ['count', 'share', 'hours', 'minutes', 'lost-hours-per-day', 'times', 'teams', 'places'] as const
/** `share`: 0–1, shown in percent · `times`: of what is usual · `minutes`: an age. */
export type WallUnit = (typeof WALL_UNITS)[number]

export const WALL_FIGURES = [
  'reports', 'open', 'open-week', 'overdue', 'in-time', 'median-hours', 'lost-hours', 'bottlenecks', 'measures', 'last-day', 'usual-day', 'spots', 'teams', 'covered', 'uncovered', 'gaps',
  'received', 'dispatched', 'done', 'stations-open', 'charging', 'swap', 'canteens', 'sources-fresh', 'set-aside', 'age',
] as const
export type WallFigureId = (typeof WALL_FIGURES)[number]

/** A number with its age and its source. */
export interface WallFigure {
  id: WallFigureId
  /** Null: unknown here, which is not zero. */
  value: number | null
  unit: WallUnit
  /** What it was made of: its age is the worst of theirs. */
  sources: SourceId[]
  /** Stable name of the query and its tables. */
  query: string
}

export const ROW_NOTES = ['relay', 'locker', 'shuttle', 'plan', 'no-measure', 'new', 'overdue', 'fresh', 'late', 'stale', 'lost', 'ahead', 'empty', 'disabled'] as const
export type RowNote = (typeof ROW_NOTES)[number]

/** One line of the list: a place, an area, a unit or a source, and one number. */
export interface WallRow {
  rank: number
  name: WallName
  /** The street it lies in, where that is not its name already. */
  area: WallName | null
  value: number | null
  unit: WallUnit
  /** What is to be known of it at a glance; null: nothing. */
  note: RowNote | null
  /** The line is a source's: the page words its name and judges its age by `WallState.sources`, by its own clock; its value is the rows set aside of it. */
  source: SourceId | null
}

export const FINDINGS = [
  'reports-up', 'reports-down', 'reports-steady', 'reports-quiet', 'bottleneck-top', 'bottleneck-none', 'hotspot-top', 'hotspot-none', 'coverage-gap', 'coverage-whole', 'coverage-unknown',
  'loop-overdue', 'loop-clear', 'loop-unknown', 'sites-open', 'health-whole', 'health-late', 'unknown',
] as const
export type FindingId = (typeof FINDINGS)[number]
/**
 * What the scene says in one line; earned by its figures. Where `name` or `value` is null, words are found without it. By kind they are:
 * reports-up, reports-down: by which share of the usual week (0.2: a fifth) · reports-steady, reports-quiet: none
 * bottleneck-top: the place, its lost hours a day · bottleneck-none: none
 * hotspot-top: the place, times the usual (null: nothing is usual there) · hotspot-none: none
 * coverage-gap: the place, its reports outside every reach · coverage-whole: none, the share covered · coverage-unknown: none
 * loop-overdue: the unit with most overdue (null: none has five), how many overdue in all · loop-clear, loop-unknown: none
 * sites-open: none, stations open now · health-whole: none, how many sources · health-late: none, how many of them are not fresh or at fault
 */
export interface Finding {
  id: FindingId
  name: WallName | null
  /** `reports-up`, `-down`: by this share of what is usual · `bottleneck-top`: lost hours a day · `hotspot-top`: times the usual · `coverage-gap`: reports outside every reach · else a count. */
  value: number | null
}

/** Of the last weeks or hours; null where a day is not known. */
export interface WallTrend {
  unit: WallUnit
  every: 'hour' | 'day'
  points: { at: number; value: number | null }[]
  /** What is usual at that hour or weekday; null: not known. */
  usual: (number | null)[] | null
  sources: SourceId[]
}

export const WALL_MARKS = ['spot', 'bottleneck', 'post', 'gap', 'site'] as const
/** `spot` and `gap`: the middle of a cell of at least 100 m · `bottleneck`: a named public place · `post`: a team's post with its reach · `site`: a station that is open now. */
export interface WallMark {
  kind: (typeof WALL_MARKS)[number]
  lng: number
  lat: number
  /** Its line in the list; null: it has none. */
  rank: number | null
  reachMeters: number | null
}

export interface WallMap {
  /** Null where the scene shows marks alone, or this console holds nothing of it: then there are no marks either. */
  field: Field | null
  marks: WallMark[]
}

/** One scene whole: what is needed to draw it, and nothing that would have to be asked again. At most nine numbers: four figures, five lines. */
export interface WallScene {
  scene: SceneId
  /** The console's clock when it was read. */
  madeAt: number
  /** The area it is of, and the half-open period its figures are of unless their name says another. */
  area: WallName
  from: number
  to: number
  simulated: boolean
  finding: Finding
  figures: WallFigure[]
  rows: WallRow[]
  /** Of the list, for all lines alike. */
  rowSources: SourceId[]
  trend: WallTrend | null
  /** Null: the scene has no map. */
  map: WallMap | null
  mapSources: SourceId[]
}

// ---- what needs a decision ------------------------------------------------------------------------------------------

/** 1 interrupts, 2 stands in the banner, 3 is only in lists. */
export type AlertLevel = 1 | 2 | 3
export const ALERT_KINDS = ['danger', 'chain-lost', 'source-stale', 'source-ahead', 'hot-spot', 'coverage-gap', 'overdue-supervised', 'overdue'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** The door takes so many ids at a time. */
export const MOST_ACKNOWLEDGED = 100

export interface WallAlert {
  /** The same for the same thing for as long as it lasts. */
  id: string
  level: AlertLevel
  kind: AlertKind
  since: number
  /** The street or place it is about; null: the whole. */
  area: WallName | null
  /** A class of cases, or the source's. */
  about: WallName | null
  source: SourceId
  /** How many, how much over the threshold, how long: by kind. */
  value: number | null
  unit: WallUnit | null
  acknowledgedAt: number | null
}

export interface TickerItem {
  headline: HeadlineId
  area: WallName | null
  number: number | null
}

// ---- the wall as it stands --------------------------------------------------------------------------------------------

/** Where the name of an outlined area stands on the map. */
export interface WallPlaceName {
  id: string
  name: WallName
  lng: number
  lat: number
}

export interface TurningScene {
  scene: SceneId
  dwellMs: number
  /** Shown in every round, in each so many, or not at all now (0). */
  everyRounds: number
}

export interface WallState {
  settings: WallSettings
  /** The console's clock: ages are counted from here by the page's own monotonic clock. */
  now: number
  timeZone: string
  city: WallName
  area: WallName
  /** west, south, east, north of what the maps show. */
  bounds: [number, number, number, number]
  /** Areas whose outline the maps draw: of the streets of the district, or of the districts of the city. */
  outlines: { level: 'district' | 'street'; parent: string | null; own: string | null; names: WallPlaceName[] }
  simulated: boolean
  approvalNumber: string
  scenes: TurningScene[]
  pinned: { scene: SceneId; until: number } | null
  /** Steps asked for from elsewhere, newest last; a page takes those above the number it has seen, and none from before it was opened. */
  steps: { n: number; by: 1 | -1 }[]
  sources: SourceAge[]
  /** All of them, whatever the page makes one line of. */
  alerts: WallAlert[]
  /** So many of the second level that nobody could follow them began in the last ten minutes: the page tells them in one line. Null: there is no flood. */
  flood: number | null
  ticker: TickerItem[]
  /** The page is to show tables and a drawn picture, without WebGL. */
  safe: boolean
}

export type WallCommand =
  | { do: 'step'; by: 1 | -1 }
  /** Until resumed, or for ten minutes. */
  | { do: 'pin'; scene: SceneId }
  | { do: 'resume' }
  | { do: 'scene'; scene: SceneId; on: boolean }

export interface WallQuestion { wall: WallId }
