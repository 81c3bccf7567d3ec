/** All friendly points where a filter looks, one by one, for a file: the map only needs them clustered. */
import type { Provenance } from '../../../preload/contract/model.ts'
import { type SiteKind } from '../../../preload/contract/model.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE, heldWithin, type Where } from './areas.ts'
import { onGround } from './on-ground.ts'
import { provenanceOf } from './provenance.ts'

export interface SiteRow {
  id: string
  name: string
  kind: SiteKind
  area: string
  lng: number
  lat: number
}

/** Only these columns are read: whatever else a row may say stays in the cache. */
export function getSiteRows(context: ReaderContext, { area, drawn }: Where): { rows: SiteRow[]; provenance: Provenance } {
  const { db } = context
  const select = 'SELECT id, name, kind, area, lng, lat FROM site'
  const rows = area === null ? db.prepare(`${select} ORDER BY id`).all() : db.prepare(`${INSIDE} ${select} WHERE area IN (SELECT id FROM inside) ORDER BY id`).all(area)
  const isOn = onGround(drawn)
  return { rows: (rows as SiteRow[]).filter(({ lng, lat }) => isOn(lng, lat)), provenance: provenanceOf(db, 'ref', 'export.file: site', heldWithin(context, { area, drawn })) }
}
