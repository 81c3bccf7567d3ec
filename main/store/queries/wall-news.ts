/** Answers 'wall.news': where a wall stands, how old its sources are, and what needs a decision; names of public places alone. */
import type { SourceAge } from '../../../preload/contract/freshness.ts'
import type { WallAlert, WallName, WallState } from '../../../preload/contract/wall.ts'
import type { SceneId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { getCity } from './city.ts'
import { wallPlaceNames } from './wall-place-names.ts'

export interface NewsQuestion {
  area: string | null
  headlineArea: string | null
  thresholds: WallThresholds
  at: number
}
export interface News extends Pick<WallState, 'timeZone' | 'city' | 'area' | 'bounds' | 'outlines' | 'simulated'> {
  headlineArea: WallName | null
  sources: SourceAge[]
  alerts: WallAlert[]
  /** 1: in every round · 0: there is nothing to show now. */
  everyRounds: Record<SceneId, number>
}

const UNKNOWN: WallName = { zh: '—', en: '—' }

export function getNews(context: ReaderContext, { area, headlineArea, thresholds }: NewsQuestion): News {
  const { db } = context
  const city = getCity(context, null)
  const points = db.prepare("SELECT ok_at FROM scope WHERE kind = 'city'").pluck().get() as number | null | undefined
  return {
    timeZone: city?.timeZone ?? 'UTC', city: city === null ? UNKNOWN : { zh: city.name, en: city.nameEn }, area: wallName(db, area) ?? UNKNOWN,
    bounds: city?.bounds ?? [-180, -85, 180, 85], outlines: { level: 'district', parent: null, own: null, names: wallPlaceNames(db, 'district', null) }, simulated: city?.simulated ?? false,
    headlineArea: wallName(db, headlineArea),
    sources: [{ id: 'points', everyMs: thresholds.everyMs.points, arrivedAt: points ?? null, eventEveryMs: null, eventAt: null, faults: [] }],
    alerts: [], everyRounds: { overview: 1, bottleneck: 1, hotspot: 1, coverage: 1, loop: 1, sites: 1, health: 1 },
  }
}

export function wallName(db: ReadableDatabase, area: string | null): WallName | null {
  const body = area === null ? undefined : (db.prepare('SELECT body FROM area WHERE id = ?').pluck().get(area) as string | undefined)
  if (body === undefined) return null
  const { name, name_en } = JSON.parse(body) as Row<'area'>
  return { zh: name, en: name_en ?? null }
}
