/** Answers 'cases.duplicates': open cases of the held offices that may tell of the same problem as one case. */
import type { Input } from '../../../preload/contract/api.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { DuplicateCandidate, Duplicates } from '../../../preload/contract/duplicate.ts'
import { createDuplicateFinder, MOST_DUPLICATES, type DuplicateFinder, type Found, type ToldCase } from '../../casework/duplicate-finder.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { readCaseRows, shownCase } from './case-row.ts'
import { isSimulated } from './provenance.ts'

/** Null when the cache holds no such case. */
export function getDuplicates(context: ReaderContext, { id }: Input<'cases.duplicates'>): Duplicates | null {
  const { db } = context
  const shown = shownCase(context, id)
  if (shown === null) return null
  const row = JSON.parse(shown.body) as Row<'case'>
  const groups = groupsOf(db)
  const told: ToldCase = { id, lng: row.lng, lat: row.lat, reportedAt: Date.parse(row.reported_at), class: row.class, group: groups.get(row.class) ?? null, text: row.text }
  const found = findersOf(context, groups).flatMap(({ cases, finder }) => finder.find(told).map((one) => ({ ...one, id: cases[one.n]!.id })))
  const best = found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST_DUPLICATES)
  return {
    id, candidates: best.flatMap((one) => candidateOf(context, one)), offices: officesOf(db),
    provenance: { asOf: oldestOffice(db), source: 'cases.duplicates: case', simulated: isSimulated(db) },
  }
}

/** Alike by what the central confirmed, and shown with the own edits; one that they have closed is none any more. */
function candidateOf(context: ReaderContext, { id, score, likeness }: Found & { id: string }): DuplicateCandidate[] {
  const shown = shownCase(context, id)
  if (shown === null) return []
  const { lng, lat } = JSON.parse(shown.body) as Row<'case'>
  return readCaseRows(context, [shown.number]).filter(({ isOpen }) => isOpen).map((row) => ({ row, lng, lat, score, likeness }))
}

function groupsOf(db: ReadableDatabase): Map<string, string | null> {
  return new Map(db.prepare("SELECT id, body ->> '$.group' FROM class").raw().all() as [string, string | null][])
}

/** The open cases of one office, and how its cursor stood when they were read. */
interface Held { sign: string; cases: ToldCase[]; finder: DuplicateFinder }

/** An office is read again when its rows have changed: a question about one case costs what lies near it. */
const finders = new WeakMap<ReaderContext, Map<string, Held>>()

function findersOf(context: ReaderContext, groups: ReadonlyMap<string, string | null>): Held[] {
  const known = finders.get(context) ?? new Map<string, Held>()
  const classes = JSON.stringify([...groups])
  const scopes = context.db.prepare("SELECT id, json_array(epoch, cursor, renew, repair, checked_at, check_result) FROM scope WHERE kind = 'office' AND cursor IS NOT NULL ORDER BY id").raw().all() as [string, string][]
  // An office that is held no longer leaves nothing behind.
  const held = new Map(scopes.map(([scope, stand]): [string, Held] => {
    const sign = `${stand} ${classes}`
    const before = known.get(scope)
    return [scope, before?.sign === sign ? before : readOffice(context.db, scope, sign, groups)]
  }))
  finders.set(context, held)
  return [...held.values()]
}

type Told = [id: string, lng: number, lat: number, reportedAt: number, kind: string, text: string]

function readOffice(db: ReadableDatabase, scope: string, sign: string, groups: ReadonlyMap<string, string | null>): Held {
  const select = `SELECT id, body ->> '$.lng', body ->> '$.lat', reported_at, class, body ->> '$.text' FROM "case" WHERE scope = ? AND status NOT IN (SELECT value FROM json_each(?))`
  const rows = db.prepare(select).raw().all(scope, JSON.stringify(CLOSED_STATUSES)) as Told[]
  const cases = rows.map(([id, lng, lat, reportedAt, kind, text]): ToldCase => ({ id, lng, lat, reportedAt, class: kind, group: groups.get(kind) ?? null, text }))
  return { sign, cases, finder: createDuplicateFinder(cases) }
}
