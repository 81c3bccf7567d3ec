/** All friendly points of an area, one by one, for a file: the map only needs them clustered. */
import type { Provenance } from '../../../preload/contract/model.ts'
import { type SiteKind } from '../../../preload/contract/model.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE, heldWithin } from './areas.ts'
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
export function getSiteRows({ db }: ReaderContext, { area }: { area: string | null }): { rows: SiteRow[]; provenance: Provenance } {
  const select = 'SELECT id, name, kind, area, lng, lat FROM site'
  const rows = area === null ? db.prepare(`${select} ORDER BY id`).all() : db.prepare(`${INSIDE} ${select} WHERE area IN (SELECT id FROM inside) ORDER BY id`).all(area)
  return { rows: rows as SiteRow[], provenance: provenanceOf(db, 'ref', 'export.file: site', heldWithin(db, area)) }
}
