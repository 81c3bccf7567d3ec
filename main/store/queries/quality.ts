/** Answers 'quality.get': what of the held rows lies where it says, and which groups lie off as a confused coordinate system would have it. */
import type { Displacement, Named, Quality, QualitySource } from '../../../preload/contract/quality.ts'
import { type Confusion, CONFUSIONS, undo } from '../../field/confusion.ts'
import { bearingOf, nearMeters } from '../../field/distance.ts'
import { latOf, lngOf, WORLD_LEVEL } from '../../field/ground.ts'
import { TOLERANCE_METERS } from '../../field/strays.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type AreaOutlines, readOutlines } from './area-outlines.ts'
import { outlineOrigins } from './boundaries.ts'
import { type Displaced, examine, type Examined } from './examine.ts'
import { type FieldState, fieldState, remembered, VERSIONS } from './field-state.ts'
import { placedReports, placedRows } from './placed-rows.ts'
import { isSimulated, provenanceOf } from './provenance.ts'

export function getQuality(context: ReaderContext, _input: null): Quality {
  const { db } = context
  const { areas, examined } = examineAll(context)
  return {
    sources: sourcesOf(db, examined, areas),
    displacements: examined.flatMap((one) => one.displaced.map((displaced) => describe(db, one, displaced))),
    flagged: examined.reduce((sum, { displaced }) => sum + displaced.reduce((all, { flagged }) => all + flagged.length, 0), 0),
    outlines: areas.outlines.length, simulatedOutlines: areas.simulated, outlineOrigins: outlineOrigins(context), toleranceMeters: TOLERANCE_METERS,
    provenance: provenanceOf(db, 'city', 'quality.get: area, point'),
  }
}

/** Examined anew when their rows change: what was announced of the reports, and the signs of the other tables. */
export function examineAll(context: ReaderContext): { areas: AreaOutlines; examined: Examined[] } {
  const { db } = context
  const state = fieldState(context)
  const areas = remembered(state.memory, 'quality outlines', () => readOutlines(context))
  const reports = remembered(state.memory, 'quality reports', () => examine(placedReports(state, cityScope(db)), areas))
  return { areas, examined: [reports, ...examineTables(db, state, areas)] }
}

function examineTables(db: ReadableDatabase, state: FieldState, areas: AreaOutlines): Examined[] {
  const sign = signOf(db)
  const known = state.memory.get('quality tables') as { sign: string; examined: Examined[] } | undefined
  if (known?.sign === sign) return known.examined
  const examined = TABLES.map((type) => examine(placedRows(db, type), areas))
  state.memory.set('quality tables', { sign, examined })
  return examined
}

const TABLES = ['site', 'bottleneck', 'shift', 'handover', 'case'] as const

/** A repair brings rows of the same version back; its scope tells of it. */
function signOf(db: ReadableDatabase): string {
  const scopes = db.prepare("SELECT id, epoch, cursor, repair FROM scope WHERE kind <> 'city' ORDER BY id").raw().all()
  return JSON.stringify([scopes, TABLES.map((type) => db.prepare(`SELECT ${VERSIONS} FROM "${type}"`).raw().get())])
}

function cityScope(db: ReadableDatabase): string {
  return (db.prepare("SELECT id FROM scope WHERE kind = 'city' AND cursor IS NOT NULL ORDER BY position, id").pluck().get() as string | undefined) ?? ''
}

type ScopeRow = [id: string, name: string, okAt: number | null]

/** Per held scope in the order of the scopes, and in it per type. */
function sourcesOf(db: ReadableDatabase, examined: readonly Examined[], areas: AreaOutlines): QualitySource[] {
  const scopes = db.prepare('SELECT id, name, ok_at FROM scope WHERE cursor IS NOT NULL ORDER BY position, id').raw().all() as ScopeRow[]
  const aside = db.prepare("SELECT scope || ' ' || type, count(*) FROM bad_row WHERE why IN ('lng', 'lat') GROUP BY 1").raw().all() as [string, number][]
  const unusable = new Map(aside)
  const simulated = isSimulated(db)
  return scopes.flatMap(([scope, scopeName, asOf]) => examined.flatMap(({ rows: { type }, counts, searched }): QualitySource[] => {
    const count = counts.find((one) => one.scope === scope)
    const setAside = unusable.get(`${scope} ${type}`) ?? 0
    if ((count?.rows ?? 0) + setAside === 0) return []
    return [{
      scope, scopeName, type, rows: count?.rows ?? 0, withoutPoint: (count?.atZero ?? 0) + setAside,
      outsideCity: areas.isOutside === null ? null : (count?.outsideCity ?? 0), judged: count?.judged ?? 0,
      outsideArea: (count?.judged ?? 0) === 0 ? null : count!.outsideArea, displaced: searched && (count?.judged ?? 0) > 0 ? count!.displaced : null,
      declared: [...(count?.declared ?? [])].map(([system, rows]) => ({ system, rows })),
      provenance: { asOf, source: `quality.get: ${type}`, simulated },
    }]
  }))
}

function describe(db: ReadableDatabase, { rows, strays }: Examined, displaced: Displaced): Displacement {
  const { confusion, flagged, parted, word, alike } = displaced
  const { type } = rows
  const [x, y] = [mean(flagged, (stray) => rows.x(strays.rows[stray]!)), mean(flagged, (stray) => rows.y(strays.rows[stray]!))]
  return {
    type, grouping: parted, group: groupName(db, displaced), ...systemsOf(confusion), alike: alike.map(systemsOf),
    records: displaced.records, strays: displaced.strays, repaired: displaced.repaired, expected: displaced.expected, z: displaced.z, share: displaced.share,
    ...offsetAt(CONFUSIONS[confusion]!, lngOf(x / 2 ** WORLD_LEVEL), latOf(y / 2 ** WORLD_LEVEL)),
    provenance: provenanceOf(db, type === 'point' ? 'city' : 'ref', `quality.get ${parted}${word === '' ? '' : ' of'}: area, ${type}`),
  }
}

const mean = (list: readonly number[], of: (one: number) => number): number => list.reduce((sum, one) => sum + of(one), 0) / list.length
const systemsOf = (confusion: number): Pick<Confusion, 'actual' | 'declared'> => ({ actual: CONFUSIONS[confusion]!.actual, declared: CONFUSIONS[confusion]!.declared })

/** From where a record stored here would truly lie to where it is stored. */
export function offsetAt(confusion: Confusion, lng: number, lat: number): { distanceMeters: number; bearing: number } {
  const [homeLng, homeLat] = undo(confusion, lng, lat)
  return { distanceMeters: nearMeters(homeLng, homeLat, lng, lat), bearing: bearingOf(homeLng, homeLat, lng, lat) }
}

/** Kinds are words of the contract, which screens have in their catalogue. */
function groupName(db: ReadableDatabase, { parted, word }: Displaced): Named | null {
  if (parted === 'all') return null
  if (parted === 'kind' || parted === 'source') return { id: word, name: word, nameEn: null }
  return nameOf(db, parted === 'class' ? 'class' : 'area', word)
}

export function nameOf(db: ReadableDatabase, table: 'area' | 'class', id: string): Named {
  const row = db.prepare(`SELECT name, body ->> '$.name_en' AS nameEn FROM "${table}" WHERE id = ?`).get(id) as { name: string; nameEn: string | null } | undefined
  return { id, name: row?.name ?? id, nameEn: row?.nameEn ?? null }
}
