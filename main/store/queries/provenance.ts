/** How old an answer is: the last exchange with the central that confirmed the scopes it was read from. */
import type { Figure, Provenance } from '../../../preload/contract/model.ts'
import type { ReadableDatabase } from '../open.ts'

/** `kind` city: points, areas, indicators; ref: the oldest confirmation among the given districts. `source` names query and table. */
export function provenanceOf(db: ReadableDatabase, kind: 'city' | 'ref', source: string, districts?: readonly string[]): Provenance {
  const scopes = db.prepare('SELECT id, ok_at FROM scope WHERE kind = ? AND cursor IS NOT NULL').raw().all(kind) as [string, number | null][]
  const concerned = districts === undefined || kind === 'city' ? scopes : scopes.filter(([id]) => districts.includes(id.slice('ref:'.length)))
  const times = concerned.map(([, at]) => at)
  // One scope never confirmed leaves the whole unconfirmed.
  const asOf = times.length === 0 || times.includes(null) ? null : Math.min(...(times as number[]))
  return { asOf, source, simulated: isSimulated(db) }
}

export function isSimulated(db: ReadableDatabase): boolean {
  return db.prepare("SELECT simulated FROM area WHERE level = 'city' ORDER BY id").pluck().get() === 1
}

/** A figure named by its query; `tables` are what it was read from. */
export function figureOf(id: string, value: number | null, provenance: Provenance, tables: string): Figure {
  return { id, value, provenance: { ...provenance, source: `${id}: ${tables}` } }
}
