/** Answers 'places.sites': friendly points in a view, near ones of a kind drawn together until there is room for each. */
import type { Input } from '../../../preload/contract/api.ts'
import { SITE_KINDS, type SiteMarks } from '../../../preload/contract/model.ts'
import { worldX, worldY } from '../../field/ground.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE, heldWithin } from './areas.ts'
import { provenanceOf } from './provenance.ts'

/** From this zoom on, or below so many sites in the view, every site stands for itself. */
const SINGLE_ZOOM = 14
const FEW = 200
/** World-aligned clusters of 64 px (an eighth of a 512-px tile): they keep their members while one pans. */
const CELLS_PER_TILE_LEVELS = 3

type SiteRow = [id: string, kind: number, lng: number, lat: number, name: string]

interface Cluster {
  kind: number
  count: number
  lng: number
  lat: number
  id: string
  name: string
}

/** Period, classes and hours do not concern sites. A cluster lies at the mean of its members. */
export function getSites({ db }: ReaderContext, { filter, view, kinds }: Input<'places.sites'>): SiteMarks {
  const single = view.zoom >= SINGLE_ZOOM
  const level = 2 ** (Math.floor(view.zoom) + CELLS_PER_TILE_LEVELS)
  const rows = sitesIn(db, filter.area, kinds, view)
  const clusters = single || rows.length <= FEW ? rows.map(alone) : [...cluster(rows, level).values()]
  return {
    lngLat: Float64Array.from(clusters.flatMap((c) => [c.lng, c.lat])),
    counts: Uint32Array.from(clusters, (c) => c.count), kinds: Uint8Array.from(clusters, (c) => c.kind), ids: clusters.map((c) => (c.count === 1 ? c.id : '')), names: clusters.map((c) => (c.count === 1 ? c.name : '')),
    total: rows.length, provenance: provenanceOf(db, 'ref', 'places.sites: site', heldWithin(db, filter.area)),
  }
}

function sitesIn(db: ReadableDatabase, area: string | null, kinds: readonly string[], view: Input<'places.sites'>['view']): SiteRow[] {
  const inArea = area === null ? '' : 'AND area IN (SELECT id FROM inside)'
  const select = `SELECT id, kind, lng, lat, name FROM site WHERE kind IN (SELECT value FROM json_each(?)) AND lng >= ? AND lng < ? AND lat >= ? AND lat < ? ${inArea} ORDER BY id`
  const values = [JSON.stringify(kinds), view.west, view.east, view.south, view.north]
  const rows = (area === null ? db.prepare(select).raw().all(...values) : db.prepare(`${INSIDE} ${select}`).raw().all(area, ...values)) as [string, never, number, number, string][]
  return rows.map(([id, kind, lng, lat, name]) => [id, SITE_KINDS.indexOf(kind), lng, lat, name])
}

function alone([id, kind, lng, lat, name]: SiteRow): Cluster {
  return { kind, count: 1, lng, lat, id, name }
}

function cluster(rows: SiteRow[], cells: number): Map<number, Cluster> {
  const clusters = new Map<number, Cluster>()
  for (const row of rows) {
    const [, kind, lng, lat] = row
    const cell = (Math.floor(worldY(lat) * cells) * cells + Math.floor(worldX(lng) * cells)) * SITE_KINDS.length + kind
    const known = clusters.get(cell)
    if (known === undefined) clusters.set(cell, alone(row))
    else {
      known.count++
      known.lng += (lng - known.lng) / known.count
      known.lat += (lat - known.lat) / known.count
    }
  }
  return clusters
}
