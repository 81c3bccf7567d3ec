/** The nouns of single places: a card, how near a border one is, what a measure changed, and which reports are late. */
import type { CaseStatus } from './case-status.ts'
import type { Deadline } from './deadline.ts'
import type { EditMark, SiteBase } from './edit.ts'
import type { Provenance } from './model.ts'
import type { Opening } from './opening.ts'
import type { AccessRule, Attendance, SiteState } from './site-edit.ts'

/** What has a card: friendly points, bottlenecks, a team's presence at a post, and reports in full. */
export const CARD_TYPES = ['site', 'bottleneck', 'duty', 'case'] as const
export type CardType = (typeof CARD_TYPES)[number]

/** A card: facts as label key → value, to be shown as text only. A number under a key ending in `At` is an instant. */
export interface PlaceCard {
  id: string
  type: CardType
  name: string
  kind: string
  area: string
  areaName: string
  lng: number
  lat: number
  facts: { key: string; value: string | number | string[] }[]
  /** Null for what has no opening hours. */
  opening: Opening | null
  /** Null for what has no deadline, or is closed. */
  due: Due | null
  /** How the deadline came about; null for what is no report. */
  deadline: Deadline | null
  /** Someone's life is in danger and the report is open: it must not wait in a queue. */
  danger: boolean
  borders: Border[]
  /** What may be corrected here and how own corrections stand; null for what takes none. */
  editing: PlaceEditing | null
  source: string
  /** Of the row itself, else the last exchange that confirmed it; null: never confirmed. */
  asOf: number | null
  simulated: boolean
}

/** The last edit of this user's that the center's row does not show yet. */
interface Edited {
  mark: EditMark | null
  /** Of an edit that has never left this PC: it can be taken back. */
  takeBack: string | null
}

export type PlaceEditing = Edited & (
  | {
      type: 'site'
      fields: readonly (keyof SiteValues)[]
      now: SiteValues
      base: Required<SiteBase>
    }
  /** By the volunteer's number, from 1. */
  | { type: 'shift'; headcount: number; marks: { volunteer: number; is: Attendance; byName: string | null }[] }
)

/** What a friendly point says of itself that may be corrected. */
export interface SiteValues {
  name: string
  lng: number
  lat: number
  state: SiteState
  hours: { weekday: number; from: number; to: number }[] | null
  access: AccessRule | null
}

export interface Due { dueAt: number; isOverdue: boolean }

/** So near a border it is said: an outline, a telephone and a pencil are no better. */
export const BORDER_METERS = 30

/** A border within reach: at most one per level, that to the nearest neighbour. */
export interface Border {
  level: 'district' | 'street'
  /** The area across; null where no outline is known beyond the own one's edge. */
  neighbour: BorderArea | null
  /** The area this side; null: none is known here. */
  own: BorderArea | null
  /** Geodesic, to the nearest point of the line; not above BORDER_METERS. */
  meters: number
  /** The place lies across: in the neighbour, though it names its own. */
  across: boolean
  /** The line is simulated on at least one side. */
  simulated: boolean
}
export interface BorderArea { id: string; name: string; nameEn: string | null }

/** A bottleneck in the days before its measure and since: plain averages, no proof that the measure did it. */
export interface Effect {
  measure: 'relay' | 'locker' | 'shuttle' | 'plan'
  /** Local days, both included; as many before as after, whole weeks. */
  before: EffectSpan
  after: EffectSpan
  days: number
  provenance: Provenance
}
export interface EffectSpan {
  from: string
  to: string
  orders: number
  /** Null where no orders are held. */
  minutesPerOrder: number | null
  lostHoursPerDay: number
}

/** Open reports past their deadline. Only full rows state one: for other offices than these nobody here knows. */
export interface Overdue {
  /** Areas of the offices whose full rows are held. */
  offices: BorderArea[]
  /** Single reports in view, once it is close; beyond `most` the longest overdue. */
  cases: OverdueCase[]
  /** All of the filter by area, at the mean of their places, wherever the map looks. */
  areas: { area: string; name: string; nameEn: string | null; lng: number; lat: number; count: number }[]
  total: number
  /** Open reports of these offices that state no deadline. */
  undated: number
  provenance: Provenance
}
export interface OverdueCase { id: string; number: string; area: string; class: string; status: CaseStatus; lng: number; lat: number; dueAt: number }
