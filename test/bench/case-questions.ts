/** What the case list is asked in the bench, and the bare SQL that answers the same on the best index there is or could be. */
import type { CaseOrder, CaseQuestion } from '../../preload/contract/case-list.ts'
import { CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import { CLASSES, DAY_MS, DAYS, END } from './reports.ts'
import { OFFICES, WORDS } from './ready-cases.ts'

export interface CaseAsked {
  name: string
  kind: 'list' | 'search'
  question: CaseQuestion
  order: CaseOrder
  /** After `SELECT … FROM "case"`. */
  bare: string
}

const filter = { area: null, drawn: null, from: END - (DAYS + 40) * DAY_MS, to: END + DAY_MS, classes: [], statuses: [], weekdays: [], hours: [] }
const ALL: CaseQuestion = { filter, view: 'all', home: null, text: '', at: END }
const NEWEST: CaseOrder = { by: 'reported', descending: true }
const FIRST_DUE: CaseOrder = { by: 'due', descending: false }
const OPEN = `status NOT IN (${CLOSED_STATUSES.map((status) => `'${status}'`).join(', ')})`
const DUE = `ifnull(due_at, ${Number.MAX_SAFE_INTEGER})`
const NEWEST_FIRST = `INDEXED BY case_reported WHERE reported_at BETWEEN ${filter.from} AND ${filter.to}`

/** A page as one would write it by hand: the columns a row of the list shows. */
export const BARE_COLUMNS = `SELECT id, body ->> '$.number', status, class, area, body ->> '$.text', body ->> '$.place', reported_at, due_at, urgent, body ->> '$.supervised', body ->> '$.danger_to_life', body ->> '$.simulated' FROM "case"`

export const CASE_ASKED: readonly CaseAsked[] = [
  { name: 'list: newest', kind: 'list', question: ALL, order: NEWEST, bare: `${NEWEST_FIRST} ORDER BY reported_at DESC LIMIT 100` },
  { name: 'list: late', kind: 'list', question: { ...ALL, view: 'late' }, order: FIRST_DUE, bare: `INDEXED BY case_open WHERE ${OPEN} AND ${DUE} < ${END} ORDER BY ${DUE} LIMIT 100` },
  { name: 'filter: one office', kind: 'list', question: { ...ALL, filter: { ...filter, area: OFFICES[3]! } }, order: NEWEST, bare: `${NEWEST_FIRST} AND area = '${OFFICES[3]}' ORDER BY reported_at DESC LIMIT 100` },
  { name: 'filter: rarest class', kind: 'list', question: { ...ALL, filter: { ...filter, classes: [CLASSES.at(-1)!] } }, order: NEWEST, bare: `INDEXED BY bare_class WHERE class = '${CLASSES.at(-1)}' ORDER BY reported_at DESC LIMIT 100` },
  { name: 'filter: rare status', kind: 'list', question: { ...ALL, filter: { ...filter, statuses: ['returned'] } }, order: NEWEST, bare: `INDEXED BY bare_status WHERE status = 'returned' ORDER BY reported_at DESC LIMIT 100` },
  { name: 'filter: late of one class', kind: 'list', question: { ...ALL, view: 'late', filter: { ...filter, classes: [CLASSES[2]!] } }, order: FIRST_DUE, bare: `INDEXED BY case_open WHERE ${OPEN} AND ${DUE} < ${END} AND class = '${CLASSES[2]}' ORDER BY ${DUE} LIMIT 100` },
  ...Object.keys(WORDS).map((text): CaseAsked => ({ name: `search: ${text}`, kind: 'search', question: { ...ALL, text }, order: NEWEST, bare: `${NEWEST_FIRST} ORDER BY reported_at DESC LIMIT 100` })),
]
