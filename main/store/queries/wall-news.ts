/** Answers 'wall.news': where a wall stands, how old its sources are, and what needs a decision; names of public places alone. */
import type { SourceAge } from '../../../preload/contract/freshness.ts'
import type { WallAlert, WallName, WallState } from '../../../preload/contract/wall.ts'
import type { SceneId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { wallName } from './wall-name.ts'
import { wallPlace } from './wall-place.ts'

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

export function getNews(context: ReaderContext, { area, headlineArea, thresholds }: NewsQuestion): News {
  const { db } = context
  const { timeZone, city, area: name, bounds, outlines, simulated } = wallPlace(context, area)
  const points = db.prepare("SELECT ok_at FROM scope WHERE kind = 'city'").pluck().get() as number | null | undefined
  return {
    timeZone, city, area: name, bounds, outlines, simulated, headlineArea: wallName(db, headlineArea),
    sources: [{ id: 'points', everyMs: thresholds.everyMs.points, arrivedAt: points ?? null, eventEveryMs: null, eventAt: null, faults: [] }],
    alerts: [], everyRounds: { overview: 1, bottleneck: 1, hotspot: 1, coverage: 1, loop: 1, sites: 1, health: 1 },
  }
}
