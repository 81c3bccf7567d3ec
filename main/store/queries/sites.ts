/** Answers 'places.sites': friendly points in a view, near ones of a kind drawn together until there is room for each. */
import type { Input } from '../../../preload/contract/api.ts'
import { SITE_KINDS, type SiteMarks } from '../../../preload/contract/model.ts'
import { OPENING_STATES } from '../../../preload/contract/opening.ts'
import { worldX, worldY } from '../../field/ground.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE, heldWithin, type Where } from './areas.ts'
import { onGround } from './on-ground.ts'
import { createOpeningReader } from './opening-reader.ts'
import { provenanceOf } from './provenance.ts'

/** From this zoom on, or below so many sites in the view, every site stands for itself. */
const SINGLE_ZOOM = 14
const FEW = 200
/** World-aligned clusters of 64 px (an eighth of a 512-px tile): they keep their members while one pans. */
const CELLS_PER_TILE_LEVELS = 3

type SiteRow = [id: string, kind: number, lng: number, lat: number, name: string, state: number]
const [OPEN, CLOSED] = [OPENING_STATES.indexOf('open'), OPENING_STATES.indexOf('closed')]

interface Cluster {
  kind: number
  count: number
  open: number
  closed: number
  lng: number
  lat: number
  id: string
  name: string
}

/** Period, classes and hours do not concern sites. A cluster lies at the mean of its members, the closed ones too: it stays where it is. */
export function getSites(context: ReaderContext, { filter, view, kinds, at, openOnly }: Input<'places.sites'>): SiteMarks {
  const { db } = context
  const single = view.zoom >= SINGLE_ZOOM
  const level = 2 ** (Math.floor(view.zoom) + CELLS_PER_TILE_LEVELS)
  const rows = sitesIn(db, filter, kinds, view, at)
  const all = single || rows.length <= FEW ? rows.map(alone) : [...cluster(rows, level).values()]
  const marks = openOnly ? all.filter(({ open }) => open > 0) : all
  const [open = 0, closed = 0, unknown = 0] = OPENING_STATES.map((_, state) => rows.filter((row) => row[5] === state).length)
  return {
    lngLat: Float64Array.from(marks.flatMap((c) => [c.lng, c.lat])),
    counts: Uint32Array.from(marks, (c) => c.count), open: Uint32Array.from(marks, (c) => c.open), closed: Uint32Array.from(marks, (c) => c.closed),
    kinds: Uint8Array.from(marks, (c) => c.kind), ids: marks.map((c) => (c.count === 1 ? c.id : '')), names: marks.map((c) => (c.count === 1 ? c.name : '')),
    total: openOnly ? open : rows.length, openings: { open, closed, unknown }, provenance: provenanceOf(db, 'ref', 'places.sites: site', heldWithin(context, filter)),
  }
}

type SelectedRow = [id: string, kind: never, lng: number, lat: number, name: string, hours: string | null, isClosed: number | null]

function sitesIn(db: ReadableDatabase, { area, drawn }: Where, kinds: readonly string[], view: Input<'places.sites'>['view'], at: number): SiteRow[] {
  const inArea = area === null ? '' : 'AND area IN (SELECT id FROM inside)'
  const select = `SELECT id, kind, lng, lat, name, body -> '$.hours', body ->> '$.state' = 'closed' FROM site WHERE kind IN (SELECT value FROM json_each(?)) AND lng >= ? AND lng < ? AND lat >= ? AND lat < ? ${inArea} ORDER BY id`
  const values = [JSON.stringify(kinds), view.west, view.east, view.south, view.north]
  const rows = (area === null ? db.prepare(select).raw().all(...values) : db.prepare(`${INSIDE} ${select}`).raw().all(area, ...values)) as SelectedRow[]
  const read = createOpeningReader(db, at)
  const isOn = onGround(drawn)
  return rows.filter(([, , lng, lat]) => isOn(lng, lat)).map(([id, kind, lng, lat, name, hours, isClosed]) => [id, SITE_KINDS.indexOf(kind), lng, lat, name, isClosed === 1 ? CLOSED : OPENING_STATES.indexOf(read(hours).state)])
}

function alone([id, kind, lng, lat, name, state]: SiteRow): Cluster {
  return { kind, count: 1, open: state === OPEN ? 1 : 0, closed: state === CLOSED ? 1 : 0, lng, lat, id, name }
}

function cluster(rows: SiteRow[], cells: number): Map<number, Cluster> {
  const clusters = new Map<number, Cluster>()
  for (const row of rows) {
    const [, kind, lng, lat, , state] = row
    const cell = (Math.floor(worldY(lat) * cells) * cells + Math.floor(worldX(lng) * cells)) * SITE_KINDS.length + kind
    const known = clusters.get(cell)
    if (known === undefined) clusters.set(cell, alone(row))
    else {
      known.count++
      known.open += state === OPEN ? 1 : 0
      known.closed += state === CLOSED ? 1 : 0
      known.lng += (lng - known.lng) / known.count
      known.lat += (lat - known.lat) / known.count
    }
  }
  return clusters
}
