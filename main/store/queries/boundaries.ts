/** The outlines of areas and where they come from: the central's, or a file's of this PC where the central gives none of that level. */
import type { AreaLevel } from '../../../preload/contract/model.ts'
import type { CoordinateSystem, OutlineOrigin } from '../../../preload/contract/quality.ts'
import type { Polygons } from '../../field/outlines.ts'
import { type HeldFile, readHeldFolder } from '../../outlines/held-file.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'

export interface BoundaryRow {
  id: string
  level: AreaLevel
  polygons: Polygons
  simulated: boolean
  /** Source of the file it comes from; null: the central's. */
  file: string | null
}

/** By id. A level is wholly the central's or wholly a file's: two makers' lines in one mesh would leave gaps that nobody drew. */
export function boundariesOf(context: ReaderContext, level: AreaLevel | null = null): BoundaryRow[] {
  const rows = centralBoundaries(context.db, level)
  const given = new Set(rows.map((row) => row.level))
  const files = usableFiles(context).filter(({ held }) => !given.has(held.level) && (level === null || held.level === level))
  if (files.length === 0) return rows
  const known = new Map(context.db.prepare('SELECT id, level FROM area').raw().all() as [string, string][])
  for (const { held } of files) {
    for (const { id, polygons } of held.outlines) if (known.get(id) === held.level) rows.push({ id, level: held.level, polygons, simulated: false, file: held.source })
  }
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

type Selected = [id: string, level: AreaLevel, polygons: string, simulated: number | null]

function centralBoundaries(db: ReadableDatabase, level: AreaLevel | null): BoundaryRow[] {
  const select = "SELECT id, level, body -> '$.boundary.coordinates', body ->> '$.boundary_simulated' FROM area WHERE body -> '$.boundary' IS NOT NULL AND (? IS NULL OR level = ?) ORDER BY id"
  return (db.prepare(select).raw().all(level, level) as Selected[]).map(([id, at, polygons, simulated]) => ({ id, level: at, polygons: JSON.parse(polygons) as Polygons, simulated: simulated === 1, file: null }))
}

const folders = new WeakMap<ReaderContext, HeldFile[]>()

/** Read once, at the first question: a file put there later counts from the next start on. */
function heldFiles(context: ReaderContext): HeldFile[] {
  let files = folders.get(context)
  if (files === undefined) folders.set(context, (files = context.outlinesFolder === undefined ? [] : readHeldFolder(context.outlinesFolder)))
  return files
}

function usableFiles(context: ReaderContext): Extract<HeldFile, { held: unknown }>[] {
  const city = context.db.prepare("SELECT id FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | undefined
  return heldFiles(context).filter((file) => 'held' in file && file.held.city === city) as Extract<HeldFile, { held: unknown }>[]
}

type Origin = [level: AreaLevel, source: string, asOf: string | null, system: CoordinateSystem | null, outlines: number, simulated: number]

/** What is drawn and judged by, and what lies on this PC unused or unusable. */
export function outlineOrigins(context: ReaderContext): OutlineOrigin[] {
  const { db } = context
  const central = db.prepare(`SELECT level, coalesce(body ->> '$.boundary_source.source', body ->> '$.source'), body ->> '$.boundary_source.as_of', body ->> '$.boundary_source.crs', count(*), sum(coalesce(body ->> '$.boundary_simulated', 0))
    FROM area WHERE body -> '$.boundary' IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`).raw().all() as Origin[]
  const given = new Set(central.map(([level]) => level))
  const known = new Map(db.prepare('SELECT id, level FROM area').raw().all() as [string, string][])
  const city = db.prepare("SELECT id FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | undefined
  return [
    ...central.map(([level, source, asOf, system, outlines, simulated]): OutlineOrigin => ({ level, from: 'central', source, asOf, system, outlines, simulated, unknown: 0, state: 'used' })),
    ...heldFiles(context).map((file): OutlineOrigin => {
      if (!('held' in file)) return { level: null, from: 'file', source: file.name, asOf: null, system: null, outlines: 0, simulated: 0, unknown: 0, state: file.fault }
      const { held } = file
      const unknown = held.outlines.filter(({ id }) => known.get(id) !== held.level).length
      const state = held.city !== city ? 'other-city' : given.has(held.level) ? 'central-first' : 'used'
      return { level: held.level, from: 'file', source: held.source, asOf: held.asOf, system: held.system, outlines: held.outlines.length, simulated: 0, unknown: state === 'other-city' ? 0 : unknown, state }
    }),
  ]
}
