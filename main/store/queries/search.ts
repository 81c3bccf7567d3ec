/** Answers 'places.search': areas, bottlenecks and friendly points by name, from an index in memory that follows the rows. */
import type { Input } from '../../../preload/contract/api.ts'
import type { AreaLevel } from '../../../preload/contract/model.ts'
import { type FoundArea, type FoundPlace, type FoundPlaces, MOST_FOUND } from '../../../preload/contract/search.ts'
import { byLevel, findPlaces, type Place } from '../../search/find.ts'
import { plain, spell, type Spelling } from '../../search/spelling.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { connectionSign, VERSIONS } from './field-state.ts'

/** Names spelled in one go, some tens of milliseconds: between two goes the lane answers others. */
export const SPELLED_AT_ONCE = 1_000

interface Indexed extends Place {
  row: Row
}
interface Row {
  type: FoundPlace['type']
  id: string
  name: string
  nameEn: string | null
  kind: string
  /** The area it lies in. */
  area: string | null
  lng: number | null
  lat: number | null
}

interface Index {
  connection: string
  sign: string
  rows: Row[]
  /** By name: many places share one. */
  spellings: Map<string, Spelling>
  /** Null until every name is spelled. */
  places: Indexed[] | null
  areas: Map<string, FoundArea & { parent: string | null; level: AreaLevel }>
}

/** The index is not whole yet: ask again. */
export interface Unready { spelled: number; of: number }

const indexes = new WeakMap<ReaderContext, Index>()

/** Text without a letter finds nothing, and prepares the index all the same. */
export function searchPlaces(context: ReaderContext, { text }: Input<'places.search'>): FoundPlaces | Unready {
  const index = indexOf(context)
  if (index.places === null && !spellOn(index)) return { spelled: index.spellings.size, of: index.rows.length }
  const { found, total } = findPlaces(index.places!, text, MOST_FOUND)
  return { places: found.map(({ row }) => describe(index, row)), total }
}

/** Read again when the rows have changed; names that stayed keep their spelling. */
function indexOf(context: ReaderContext): Index {
  const { db } = context
  const known = indexes.get(context)
  const connection = connectionSign(db)
  if (known?.connection === connection) return known
  const sign = signOf(db)
  if (known?.sign === sign) {
    known.connection = connection
    return known
  }
  const rows = readRows(db)
  const kept = rows.flatMap(({ name }) => {
    const spelling = known?.spellings.get(name)
    return spelling === undefined ? [] : [[name, spelling] as const]
  })
  const index: Index = { connection, sign, rows, spellings: new Map(kept), places: null, areas: readAreas(db) }
  indexes.set(context, index)
  return index
}

function signOf(db: ReadableDatabase): string {
  const scopes = db.prepare('SELECT id, epoch, repair FROM scope ORDER BY id').raw().all()
  return JSON.stringify([scopes, ...['area', 'bottleneck', 'site'].map((table) => db.prepare(`SELECT ${VERSIONS} FROM ${table}`).raw().get())])
}

function readRows(db: ReadableDatabase): Row[] {
  return db.prepare(`
    SELECT 'area' AS type, id, name, body ->> '$.name_en' AS nameEn, level AS kind, parent AS area, body ->> '$.label[0]' AS lng, body ->> '$.label[1]' AS lat FROM area
    UNION ALL SELECT 'bottleneck', id, name, NULL, kind, area, lng, lat FROM bottleneck
    UNION ALL SELECT 'site', id, name, NULL, kind, area, lng, lat FROM site`).all() as Row[]
}

function readAreas(db: ReadableDatabase): Index['areas'] {
  const rows = db.prepare("SELECT id, name, body ->> '$.name_en' AS nameEn, parent, level FROM area").all() as (FoundArea & { parent: string | null; level: AreaLevel })[]
  return new Map(rows.map((row) => [row.id, row]))
}

/** True once the index is whole. */
function spellOn(index: Index): boolean {
  let left = SPELLED_AT_ONCE
  for (const { name } of index.rows) {
    if (index.spellings.has(name)) continue
    if (left-- === 0) return false
    index.spellings.set(name, spell(name))
  }
  index.places = index.rows.map((row) => ({ row, id: row.id, name: row.name, level: levelOf(row), latin: row.nameEn === null ? null : plain(row.nameEn), spelling: index.spellings.get(row.name)! })).sort(byLevel)
  return true
}

const LEVELS: readonly string[] = ['city', 'district', 'zone', 'street', 'community']

function levelOf({ type, kind }: Row): number {
  return type === 'area' ? LEVELS.indexOf(kind) : LEVELS.length + (type === 'bottleneck' ? 0 : 1)
}

function describe({ areas }: Index, { area, ...row }: Row): FoundPlace {
  const within: FoundArea[] = []
  // The bound keeps a broken parent chain from turning forever.
  for (let at = area, steps = 0; at !== null && steps < LEVELS.length; steps++) {
    const above = areas.get(at)
    if (above === undefined || above.level === 'city') break
    within.push({ id: above.id, name: above.name, nameEn: above.nameEn })
    at = above.parent
  }
  return { ...row, within } as FoundPlace
}
