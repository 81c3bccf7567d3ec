/** Where a wall stands: its area, what its map shows and what its lists are split by. */
import type { WallName, WallState } from '../../../preload/contract/wall.ts'
import type { MeasuredLevel } from '../../../preload/contract/measure.ts'
import type { AreaLevel, BandwidthMeters } from '../../../preload/contract/model.ts'
import type { ReaderContext } from '../reader-context.ts'
import { boundariesOf } from './boundaries.ts'
import { getCity } from './city.ts'
import { keptAnswer } from './wall-kept.ts'
import { publicName, wallName } from './wall-name.ts'
import { wallPlaceNames } from './wall-place-names.ts'

export interface WallPlace extends Pick<WallState, 'timeZone' | 'city' | 'area' | 'bounds' | 'outlines' | 'simulated'> {
  /** For filters: null is the whole city. */
  id: string | null
  /** Its lists name areas of this level. */
  below: MeasuredLevel
  /** Of its fields: the ground is as wide as the desk of its level has it. */
  bandwidthMeters: BandwidthMeters
}

const NOBODY_KNOWS: WallName = { zh: '—', en: '—' }

type AreaRow = [level: AreaLevel, parent: string | null]

/** Areas and outlines change seldom. An area that nobody knows is the whole city. */
export const wallPlace = (context: ReaderContext, area: string | null): WallPlace => keptAnswer(context, `place ${area ?? ''}`, () => makePlace(context, area))

function makePlace(context: ReaderContext, area: string | null): WallPlace {
  const { db } = context
  const city = getCity(context, null)
  const row = area === null ? undefined : (db.prepare('SELECT level, parent FROM area WHERE id = ?').raw().get(area) as AreaRow | undefined)
  const name = city === null ? NOBODY_KNOWS : publicName(city.name, city.nameEn)
  const common = { timeZone: city?.timeZone ?? 'UTC', city: name, simulated: city?.simulated ?? false }
  const bounds = city?.bounds ?? [-180, -85, 180, 85]
  const hasDistricts = db.prepare("SELECT 1 FROM area WHERE level = 'district' LIMIT 1").get() !== undefined
  if (row === undefined || row[0] === 'city' || area === null) {
    const level = hasDistricts || city === null ? 'district' : 'street'
    return { ...common, id: null, area: name, bounds, outlines: { level, parent: city?.id ?? null, own: null, names: wallPlaceNames(db, level, null) }, below: level, bandwidthMeters: 1_500 }
  }
  const parent = row[0] === 'district' ? area : row[1]
  return {
    ...common, id: area, area: wallName(db, area) ?? name, bounds: boundsOf(context, row[0], area) ?? bounds, outlines: { level: 'street', parent, own: area, names: wallPlaceNames(db, 'street', parent) }, below: 'street',
    bandwidthMeters: row[0] === 'district' ? 600 : 300,
  }
}

/** Of its outline; null: nobody has drawn one. */
function boundsOf(context: ReaderContext, level: AreaLevel, area: string): WallState['bounds'] | null {
  const outline = boundariesOf(context, level).find(({ id }) => id === area)
  const corners = outline?.polygons.flat(2) ?? []
  if (corners.length === 0) return null
  return corners.reduce<WallState['bounds']>(([west, south, east, north], [lng, lat]) => [Math.min(west, lng!), Math.min(south, lat!), Math.max(east, lng!), Math.max(north, lat!)], [180, 90, -180, -90])
}
