/** Caches that decks are composed from, filled by hand: a city of two districts with two streets each, and reports, orders and cases where a test puts them. */
import { composeDeck } from '../../main/briefing/compose-deck.ts'
import type { DeckMakers } from '../../main/briefing/compose/scene.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { askFact } from '../../main/store/queries/deck-facts.ts'
import type { Deck, DeckQuestion } from '../../preload/contract/deck.ts'
import { caseRow, putCase } from '../store/queries/cases.ts'
import { DAY, emptyCache, fillCity, NOW, putRow, putScope } from '../store/queries/filled-cache.ts'

/** An hour after the last day that tests ask about, which is 30 June 2026 in Shanghai. */
export const CONFIRMED = NOW + 3_600_000
export const LAST_DAY = '2026-06-30'
export const [DISTRICT, STREET] = ['330205', '330205001']

export function emptyCity(confirmedAt = CONFIRMED): WritableDatabase {
  const db = emptyCache()
  fillCity(db, 0)
  db.prepare('UPDATE scope SET ok_at = ?').run(confirmedAt)
  return db
}

/** Nearer to the end of the last day with each: `daysAgo` 0 is the last day. */
export function putReports(db: WritableDatabase, daysAgo: number, count: number, { area = STREET, kind = 'safety' } = {}): void {
  const before = db.prepare('SELECT count(*) FROM point').pluck().get() as number
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      putRow(db, 'city:3302', 'point', {
        id: `r${before + n}`, area, class: kind, status: 'closed', weight: 1, lng: 121.5 + 0.002 * ((before + n) % 5), lat: 29.85 + 0.01 * Number(area.at(-1)),
        reported_at: new Date(NOW - DAY * daysAgo - 3_600_000 * (1 + (n % 20))).toISOString(),
      })
    }
  })()
}

/** The same number on each of so many whole weeks, the last one first. */
export function putWeeks(db: WritableDatabase, perDay: readonly number[], where: Parameters<typeof putReports>[3] = {}): void {
  for (const [week, count] of perDay.entries()) for (let day = 0; day < 7; day++) putReports(db, 7 * week + day, count, where)
}

/** One place in the held district, `ordersOf(daysAgo)` orders on each of so many days. */
export function putOrders(db: WritableDatabase, days: number, ordersOf: (daysAgo: number) => number): void {
  db.transaction(() => {
    for (let daysAgo = 0; daysAgo < days; daysAgo++) {
      const date = new Date(Date.parse(`${LAST_DAY}T00:00:00Z`) - daysAgo * DAY).toISOString().slice(0, 10)
      putRow(db, 'ref:330205', 'handover', { id: `h${daysAgo}`, city: '3302', place: 'b0', area: STREET, lng: 121.5, lat: 29.86, from: date, to: date, hours: [[12, ordersOf(daysAgo), 4 * ordersOf(daysAgo)]], simulated: true, source: 'test' })
    }
  })()
}

/** Open cases of one street's office, each so many days late. */
export function putOverdue(db: WritableDatabase, daysLate: readonly number[], more: Parameters<typeof caseRow>[1] = {}): void {
  putScope(db, `office:${STREET}`, CONFIRMED)
  for (const [n, days] of daysLate.entries()) putCase(db, caseRow(n, { area: STREET, status: 'handling', due_at: new Date(CONFIRMED - days * DAY).toISOString(), ...more }))
}

export const MAKERS: DeckMakers = { run: '3f0c1f0e-6f0b-4f6e-9a57-0d6f3f6f0a11', madeAt: CONFIRMED + 60_000, author: '值班员', contact: '值班员', generator: '甬爱指挥台 0.1.0', approvalNumber: '甬S(2026)001号' }

export function compose(db: WritableDatabase, question: Partial<DeckQuestion> = {}, makers: DeckMakers = MAKERS): Promise<Deck> {
  const context = { db }
  return composeDeck((asked) => Promise.resolve(askFact(context, asked)), { kind: 'weekly', area: null, lastDay: LAST_DAY, english: false, ...question }, makers)
}
