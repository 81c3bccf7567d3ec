/** Answers 'places.border', and says for a card which borders of districts and streets are within thirty metres. */
import type { Input } from '../../../preload/contract/api.ts'
import { type Border, BORDER_METERS, type BorderArea } from '../../../preload/contract/place.ts'
import { nearBorder } from '../../field/border.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type AreaOutlines, readOutlines } from './area-outlines.ts'
import { VERSIONS } from './field-state.ts'

export function getBorder(context: ReaderContext, { lng, lat }: Input<'places.border'>): Border[] {
  return bordersAt(context, lng, lat, null)
}

/** `area`: the area the place names, of any level; null: it names none, and its own is where it lies. District first. */
export function bordersAt(context: ReaderContext, lng: number, lat: number, area: string | null): Border[] {
  const { db } = context
  const areas = outlinesOf(context)
  const named = area === null ? [] : lineOf(db, area)
  return (['district', 'street'] as const).flatMap((level): Border[] => {
    const members = areas.owners.flatMap((_, n) => (areas.levels[n] === level ? [n] : []))
    const own = members.findIndex((n) => named.includes(areas.owners[n]!))
    const near = nearBorder(members.map((n) => areas.outlines[n]!), lng, lat, own < 0 ? null : own, BORDER_METERS)
    if (near === null) return []
    const sides = [near.own, near.neighbour].map((side) => (side === null ? null : members[side]!))
    const [ownArea, neighbour] = sides.map((n) => (n === null ? null : nameOf(db, areas.owners[n]!)))
    return [{ level, own: ownArea ?? null, neighbour: neighbour ?? null, meters: near.meters, across: near.across, simulated: sides.some((n) => n !== null && areas.isSimulated[n]) }]
  })
}

/** The area and those it lies in. */
function lineOf(db: ReadableDatabase, area: string): string[] {
  const line = 'WITH RECURSIVE line (id, parent) AS (SELECT id, parent FROM area WHERE id = ? UNION SELECT area.id, area.parent FROM area JOIN line ON area.id = line.parent) SELECT id FROM line'
  return db.prepare(line).pluck().all(area) as string[]
}

export function nameOf(db: ReadableDatabase, id: string): BorderArea {
  const row = db.prepare("SELECT name, body ->> '$.name_en' AS nameEn FROM area WHERE id = ?").get(id) as Omit<BorderArea, 'id'> | undefined
  return { id, name: row?.name ?? id, nameEn: row?.nameEn ?? null }
}

const kept = new WeakMap<ReaderContext, { sign: string; areas: AreaOutlines }>()

/** Cut into bands once, and again when an area row has changed. */
function outlinesOf(context: ReaderContext): AreaOutlines {
  const { db } = context
  const scopes = db.prepare("SELECT id, epoch, repair FROM scope WHERE kind = 'city' ORDER BY id").raw().all()
  const sign = JSON.stringify([scopes, db.prepare(`SELECT ${VERSIONS} FROM area`).raw().get()])
  const known = kept.get(context)
  if (known?.sign === sign) return known.areas
  const areas = readOutlines(context)
  kept.set(context, { sign, areas })
  return areas
}
