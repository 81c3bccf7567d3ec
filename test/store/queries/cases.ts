/** Cases for the tests of the list: seeded, in every status, many of them reported at the same time. */
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CaseOrder, CasePage, CaseQuestion } from '../../../preload/contract/case-list.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { getCasePage } from '../../../main/store/queries/case-list.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { DAY, fillCity, NOW, putRow, putScope, seeded } from './filled-cache.ts'

export const STREETS = ['330205001', '330205002', '330212001']
export const WHOLE: Filter = { area: null, drawn: null, from: NOW - 400 * DAY, to: NOW + DAY, classes: [], statuses: [], weekdays: [], hours: [] }
export const ALL: CaseQuestion = { filter: WHOLE, view: 'all', home: null, text: '', at: NOW }
export const NEWEST: CaseOrder = { by: 'reported', descending: true }
export const FIRST_DUE: CaseOrder = { by: 'due', descending: false }

export function caseRow(n: number, more: Partial<Row<'case'>> = {}): Row<'case'> {
  const reported = new Date(NOW - (n + 1) * 3_600_000).toISOString()
  return {
    id: `c${n}`, city: '3302', area: STREETS[n % 3]!, number: `甬-${String(n).padStart(5, '0')}`, class: 'safety', status: 'filed', text: '井盖松动', place: '江北区人民路附近', lng: 121.5, lat: 29.88,
    reported_at: reported, updated_at: reported, urgent: false, supervised: false, danger_to_life: false, photos: 0, simulated: true, source: 'test', ...more,
  }
}

export function putCase(db: WritableDatabase, row: Row<'case'>): void {
  putRow(db, `office:${row.area}`, 'case', row)
}

/** `count` cases of three offices. */
export function fillCases(db: WritableDatabase, count: number, seed = 11): Row<'case'>[] {
  fillCity(db, 0)
  for (const street of STREETS) putScope(db, `office:${street}`)
  const random = seeded(seed)
  const rows = Array.from({ length: count }, (_, n) => {
    const status = CASE_STATUSES[Math.floor(random() * CASE_STATUSES.length)]!
    // One in three is reported on the day alone.
    const at = NOW - 90 * DAY * random()
    const reported = new Date(random() < 0.34 ? Math.floor(at / DAY) * DAY : at).toISOString()
    return caseRow(n, {
      status, class: ['sanitation', 'safety', 'rental'][Math.floor(random() ** 2 * 3)]!, area: STREETS[Math.floor(random() * 3)]!, reported_at: reported, updated_at: reported,
      lng: 121.45 + 0.1 * random(), lat: 29.85 + 0.06 * random(), urgent: random() < 0.05, danger_to_life: random() < 0.01,
      ...(random() < 0.7 ? { due_at: new Date(NOW + (random() - 0.6) * 20 * DAY).toISOString() } : {}),
    })
  })
  db.transaction(() => rows.forEach((row) => putCase(db, row)))()
  return rows
}

export function pageOf(context: ReaderContext, question: CaseQuestion, order: CaseOrder, from: number, limit: number): CasePage {
  for (;;) {
    const page = getCasePage(context, { question, order, from, limit })
    if ('rows' in page) return page
  }
}
