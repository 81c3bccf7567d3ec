/** Answers 'areas.communities': the communities of the filter's street, with the figures of those rows that name one. */
import type { Input } from '../../../preload/contract/api.ts'
import type { Communities, CommunityCount } from '../../../preload/contract/communities.ts'
import { rowOf } from '../../field/selection.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { heldWithin } from './areas.ts'
import { fieldState, type FieldState } from './field-state.ts'
import { onGround } from './on-ground.ts'
import { pickLayer } from './picks.ts'
import { provenanceOf } from './provenance.ts'

type AreaRow = { id: string; name: string; nameEn: string | null; lng: number | null; lat: number | null }
type Filter = Input<'areas.communities'>['filter']

/** Null where the filter's area is no street: a list of thousands of villages serves nobody. */
export function getCommunities(context: ReaderContext, { filter }: Input<'areas.communities'>): Communities | null {
  const { db } = context
  const street = db.prepare("SELECT id FROM area WHERE id = ? AND level = 'street'").pluck().get(filter.area) as string | undefined
  if (street === undefined) return null
  const select = "SELECT id, name, body ->> '$.name_en' AS nameEn, body ->> '$.label[0]' AS lng, body ->> '$.label[1]' AS lat FROM area WHERE parent = ? AND level = 'community' ORDER BY id"
  const rows = db.prepare(select).all(street) as AreaRow[]
  const counted: Record<CommunityCount, Map<string, number>> = { reports: reportsByArea(db, fieldState(context), filter), bottlenecks: rowsByArea(db, 'bottleneck', street, filter), sites: rowsByArea(db, 'site', street, filter) }
  const isKnown = (kind: CommunityCount): boolean => rows.some(({ id }) => counted[kind].has(id))
  const count = (kind: CommunityCount, id: string): number | null => (isKnown(kind) ? (counted[kind].get(id) ?? 0) : null)
  const unnamed = (kind: CommunityCount): number => counted[kind].get(street) ?? 0
  return {
    street,
    communities: rows.map(({ id, name, nameEn, lng, lat }) => ({
      id, name, nameEn, label: lng === null || lat === null ? null : [lng, lat], counts: { reports: count('reports', id), bottlenecks: count('bottlenecks', id), sites: count('sites', id) },
    })),
    unnamed: { reports: unnamed('reports'), bottlenecks: unnamed('bottlenecks'), sites: unnamed('sites') },
    provenance: provenanceOf(db, 'ref', 'areas.communities: area, point, bottleneck, site', heldWithin(context, filter)),
  }
}

/** All reports of the filter, by the area they name. */
function reportsByArea(db: ReadableDatabase, state: FieldState, filter: Filter): Map<string, number> {
  const pick = pickLayer(db, state, 'report', filter)
  const sums = new Uint32Array(state.areas.ids.length)
  for (let n = 0; n < pick.count; n++) sums[state.columns.area[rowOf(pick, n)]!]!++
  return new Map(state.areas.ids.flatMap((id, n) => (sums[n]! > 0 ? [[id, sums[n]!] as const] : [])))
}

function rowsByArea(db: ReadableDatabase, table: 'bottleneck' | 'site', street: string, { drawn }: Filter): Map<string, number> {
  const rows = db.prepare(`SELECT area, lng, lat FROM ${table} WHERE area = ? OR area IN (SELECT id FROM area WHERE parent = ?)`).raw().all(street, street) as [string, number, number][]
  const isOn = onGround(drawn)
  const sums = new Map<string, number>()
  for (const [area, lng, lat] of rows) if (isOn(lng, lat)) sums.set(area, (sums.get(area) ?? 0) + 1)
  return sums
}
