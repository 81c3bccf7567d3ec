/** 服务点位: which stations are open now, and how many places there are to charge, to swap and to eat. */
import type { SiteKind } from '../../../preload/contract/model.ts'
import type { WallMark } from '../../../preload/contract/wall.ts'
import { areasInside } from './areas.ts'
import { streetsOf } from './case-row.ts'
import { createOpeningReader } from './opening-reader.ts'
import { DAY_MS } from './picks.ts'
import { holdsReference } from './wall-held.ts'
import { publicName } from './wall-name.ts'
import { type Asked, figure, rowsOf, type ScenePart } from './wall-parts.ts'
import type { WallPlace } from './wall-place.ts'
import type { ReaderContext } from '../reader-context.ts'

const MOST_MARKS = 200
const QUERY = 'wall.sites: site'

export function sitesScene(asked: Asked): ScenePart {
  const { context, place, at } = asked
  const isHeld = holdsReference(context, place)
  const sites = isHeld ? sitesIn(context, place, at) : []
  const stations = sites.filter(({ kind }) => kind === 'station')
  const open = stations.filter(({ isOpen }) => isOpen === true)
  // Where no station says its hours nobody knows which are open.
  const isKnown = isHeld && (stations.length === 0 || stations.some(({ isOpen }) => isOpen !== null))
  const count = (of: (site: Site) => boolean): number | null => (isHeld ? sites.filter((site) => site.isOpen !== false && of(site)).length : null)
  return {
    from: at, to: at, finding: isKnown ? { id: 'sites-open', name: null, value: open.length } : { id: 'unknown', name: null, value: null },
    figures: [
      figure('stations-open', isKnown ? open.length : null, 'places', ['reference'], QUERY), figure('charging', count(({ kind }) => kind === 'charging'), 'places', ['reference'], QUERY),
      figure('swap', count(({ isSwap }) => isSwap), 'places', ['reference'], QUERY), figure('canteens', count(({ hasMeals }) => hasMeals), 'places', ['reference'], QUERY),
    ],
    rows: rowsOf(isKnown ? streetLines(context, open) : []), rowSources: ['reference'], trend: null,
    map: asked.view === null ? null : { field: null, marks: open.slice(0, MOST_MARKS).map(({ lng, lat }): WallMark => ({ kind: 'site', lng, lat, rank: null, reachMeters: null })) }, mapSources: ['reference'],
  }
}

interface Site {
  kind: SiteKind
  area: string
  lng: number
  lat: number
  /** Null: its hours are not known; false also where the place is closed for good. */
  isOpen: boolean | null
  isSwap: boolean
  /** Meal deals or free lunches. */
  hasMeals: boolean
}
type SiteRow = [kind: SiteKind, area: string, lng: number, lat: number, hours: string | null, isClosed: number | null, charger: string | null, meals: number]

const SELECT = `SELECT kind, area, lng, lat, body -> '$.hours', body ->> '$.state' = 'closed', charger,
  kind = 'merchant' AND (ifnull(json_array_length(body, '$.meal_deals'), 0) > 0 OR ifnull(body ->> '$.free_lunch_quota', 0) > 0) FROM site ORDER BY id`

function sitesIn({ db }: ReaderContext, { id }: Pick<WallPlace, 'id'>, at: number): Site[] {
  const inside = id === null ? null : areasInside(db, id)
  const read = createOpeningReader(db, at)
  const rows = db.prepare(SELECT).raw().all() as SiteRow[]
  return rows.filter(([, area]) => inside === null || inside.has(area)).map(([kind, area, lng, lat, hours, isClosed, charger, meals]) => {
    const { state } = read(hours)
    return { kind, area, lng, lat, isOpen: isClosed === 1 ? false : state === 'unknown' ? null : state === 'open', isSwap: charger === 'swap', hasMeals: meals === 1 }
  })
}

/** Streets by stations that are open now. */
function streetLines(context: ReaderContext, open: readonly Site[]): Parameters<typeof rowsOf>[0] {
  const streetAt = streetsOf(context)
  const counts = new Map<string, number>()
  for (const { area } of open) counts.set(streetAt(area).id, (counts.get(streetAt(area).id) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([street, value]) => {
    const { name, nameEn } = streetAt(street)
    return { name: publicName(name, nameEn), value, unit: 'places' }
  })
}

/** Whether a site of the area was closed for good or taken into use again within the last day: then the scene has news. */
export function hasSiteNews({ db }: ReaderContext, { id }: Pick<WallPlace, 'id'>, at: number): boolean {
  const inside = id === null ? null : areasInside(db, id)
  const rows = db.prepare("SELECT area, body ->> '$.corrected.state.at' FROM site WHERE body ->> '$.corrected.state.at' IS NOT NULL").raw().all() as [area: string, corrected: string][]
  return rows.some(([area, corrected]) => (inside === null || inside.has(area)) && Date.parse(corrected) > at - DAY_MS)
}
