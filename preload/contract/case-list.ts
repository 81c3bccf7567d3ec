/** The nouns of the case list: its views and orders, one row of it, its counts, and one case whole. */
import type { CaseSaying, EditField, HandedOverTo, Possibility, ProposalState, Stage, WhyNot } from './case-flow.ts'
import type { CaseSort, CaseView } from './case-question.ts'
import type { CaseStatus } from './case-status.ts'
import type { Deadline } from './deadline.ts'
import type { CaseBase, EditEntry, EditMark } from './edit.ts'
import type { Filter, Provenance } from './model.ts'
import type { Border, BorderArea } from './place.ts'

/** Statuses in which the flow stands still until the office itself takes the next step; in the other open ones a department or a supervisor does. */
export const WAITING_STATUSES = ['reported', 'verifying', 'filed', 'returned', 'fed_back', 'checking'] as const satisfies readonly CaseStatus[]

/** Rows of one page, at most. */
export const MOST_CASE_ROWS = 500

export interface CaseQuestion {
  /** The map's. Its period, weekdays and hours narrow the view `all` alone: open work does not go away with time. */
  filter: Filter
  view: CaseView
  /** An area the cases must lie in besides the filter's own: “mine”. */
  home: string | null
  /** In number, text or place, literally; letters alone also as pinyin. Empty: everything. */
  text: string
  /** What is late is late at this instant. */
  at: number
}

export interface CaseOrder {
  by: CaseSort
  descending: boolean
}

/** With the own edits laid over what the center confirmed: lists, counts and searches take a case as its editor left it. */
export interface CaseRow {
  id: string
  number: string
  status: CaseStatus
  class: string
  area: string
  /** Of the street (or zone) it lies in; of its area where none is known. */
  street: BorderArea
  text: string
  place: string
  reportedAt: number
  dueAt: number | null
  isOpen: boolean
  urgent: boolean
  supervised: boolean
  danger: boolean
  /** Whoever helps in such a danger has been told of it. */
  isHandedOver: boolean
  simulated: boolean
  /** Of the own edits on this case that are not over, the one that asks for most: refused before unsent before received. */
  edit: EditMark | null
  /** What is shown of each field group, to be handed back with an edit. */
  base: Required<CaseBase>
}

export interface CasePage {
  /** Rank of the first row, from 0. */
  from: number
  rows: CaseRow[]
  /** Null while the list has not been walked to its end. */
  total: number | null
}

export interface CaseCounts {
  /** Offices whose cases this desk holds; empty: it holds none, which is not zero. */
  offices: BorderArea[]
  /** Each view with the same filter and home, whatever text is searched. */
  views: Record<CaseView, number>
  /** Of the question, text included. */
  total: number
  /** Of the view, like its count. */
  statuses: { status: CaseStatus; count: number }[]
  provenance: Provenance
}

/** An own edit of a case that is not over, or whose effect has not come back yet. */
export interface CaseEdit extends Pick<EditEntry, 'n' | 'opId' | 'intent' | 'state' | 'madeAt' | 'attempts'> { mark: EditMark }

export interface CaseWhole extends CaseRow {
  stage: Stage
  /** Who handles it, by the city's own name for it. */
  department: string | null
  /** Of a requested extension. */
  askedUntil: number | null
  notes: number
  /** From the district down. */
  line: BorderArea[]
  lng: number
  lat: number
  /** As the source gave it, where that was kept. */
  original: { crs: 'wgs84' | 'gcj02' | 'bd09'; x: number; y: number } | null
  borders: Border[]
  updatedAt: number
  closedAt: number | null
  /** As the central masked them; null where it names nobody. */
  reporter: { name: string; phone: string } | null
  photos: number
  duplicateOf: { id: string; /** Null where this desk does not hold it. */ number: string | null } | null
  externalId: string | null
  source: string
  /** The last exchange that confirmed it; null: never confirmed. */
  asOf: number | null
  deadline: Deadline
  /** Every action of the flow for this account, possible or not and why. */
  actions: Possibility[]
  /** Null: the field may be edited. */
  fields: { [field in EditField]: WhyNot | null }
  /** Null: this account may say it of the case now. */
  sayings: { [saying in CaseSaying]: WhyNot | null }
  /** When whoever reported was last answered. */
  repliedAt: number | null
  /** Whether it deserves points, as a desk proposed last, and what the center made of it. */
  proposal: { valid: boolean; reason: string | null; byName: string; at: number; state: ProposalState } | null
  /** An emergency: to whom it was handed over last, and when as the desk says. */
  handedOver: { to: HandedOverTo; at: number } | null
  /** Newest last. */
  edits: CaseEdit[]
}
