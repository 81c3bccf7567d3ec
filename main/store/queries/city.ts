/** Answers 'city.get', 'city.boundaries' and 'city.indicators'. */
import type { Input } from '../../../preload/contract/api.ts'
import type { Area, AreaBoundary, AreaLevel, CaseClass, City, Indicator } from '../../../preload/contract/model.ts'
import type { Row } from '../../sync/protocol.ts'
import { lngOf, latOf, WORLD_LEVEL } from '../../field/ground.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside, heldDistricts } from './areas.ts'
import { boundariesOf } from './boundaries.ts'
import { newestReportAt } from './newest-report.ts'
import { provenanceOf } from './provenance.ts'

type CityRow = [id: string, body: string]

/** Null until the city's scope has been pulled. Communities are left out: nothing is filtered by them, and they are most of the list. */
export function getCity({ db }: ReaderContext, _input: null): City | null {
  const row = db.prepare("SELECT id, body FROM area WHERE level = 'city' ORDER BY id").raw().get() as CityRow | undefined
  if (row === undefined) return null
  const city = JSON.parse(row[1]) as Row<'area'>
  const firstReportAt = db.prepare('SELECT min(reported_at) FROM point').pluck().get() as number | null
  return {
    id: city.id, name: city.name, nameEn: city.name_en ?? null, timeZone: city.time_zone ?? 'UTC', bounds: city.bounds ?? pointBounds(db), simulated: city.simulated,
    areas: areas(db), classes: classes(db), firstReportAt, lastReportAt: newestReportAt(db),
    heldDistricts: heldDistricts(db), provenance: provenanceOf(db, 'city', 'city.get: area, class, point'),
  }
}

/** Where the reports are, for a city that does not state its bounds. */
function pointBounds(db: ReadableDatabase): City['bounds'] {
  const [west, north, east, south] = db.prepare('SELECT min(x), min(y), max(x), max(y) FROM point').raw().get() as (number | null)[]
  if (west == null || north == null || east == null || south == null) return [-180, -85, 180, 85]
  const world = 2 ** WORLD_LEVEL
  return [lngOf(west / world), latOf((south + 1) / world), lngOf((east + 1) / world), latOf(north / world)]
}

type AreaRow = [id: string, level: AreaLevel, name: string, nameEn: string | null, parent: string | null, label: string | null, boundarySimulated: number | null]

function areas(db: ReadableDatabase): Area[] {
  const select = `SELECT id, level, name, body ->> '$.name_en', parent, body -> '$.label', body ->> '$.boundary_simulated' FROM area WHERE level <> 'community' ORDER BY id`
  return (db.prepare(select).raw().all() as AreaRow[]).map(([id, level, name, nameEn, parent, label, boundarySimulated]) => ({
    id, level, name, nameEn, parent, label: label === null ? null : (JSON.parse(label) as [number, number]), boundarySimulated: boundarySimulated === 1,
  }))
}

function classes(db: ReadableDatabase): CaseClass[] {
  const select = "SELECT id, name, body ->> '$.name_en' AS nameEn, body ->> '$.group' AS \"group\" FROM class ORDER BY position, id"
  return db.prepare(select).all() as CaseClass[]
}

/** Outlines of one level, those below `parent` only unless it is null. Areas without an outline are left out. */
export function getBoundaries(context: ReaderContext, { level, parent }: Input<'city.boundaries'>): AreaBoundary[] {
  const inside = parent === null ? null : areasInside(context.db, parent)
  return boundariesOf(context, level).filter(({ id }) => inside === null || inside.has(id)).map(({ id, simulated, polygons, file }) => ({
    id, simulated, polygons: polygons as AreaBoundary['polygons'], ...(file === null ? {} : { file }),
  }))
}

/** The published figures in their order; each carries its own source and time. */
export function getIndicators({ db }: ReaderContext, _input: null): Indicator[] {
  return (db.prepare('SELECT body FROM indicator ORDER BY position, id').pluck().all() as string[]).map((body) => {
    const row = JSON.parse(body) as Row<'indicator'>
    return {
      id: row.id, policy: row.policy, name: row.name, nameEn: row.name_en ?? null, value: row.value, unit: row.unit, unitEn: row.unit_en ?? null,
      qualifier: row.qualifier, partOf: row.part_of ?? null, source: row.source, asOf: Date.parse(row.as_of), simulated: row.simulated,
    }
  })
}
