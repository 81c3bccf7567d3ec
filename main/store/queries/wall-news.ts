/** Answers 'wall.news': where a wall stands, how old its sources are, and what needs a decision; names of public places alone. */
import { judgeAge, type SourceAge } from '../../../preload/contract/freshness.ts'
import type { WallAlert, WallName, WallState } from '../../../preload/contract/wall.ts'
import type { SceneId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { sourceAlerts } from './source-alerts.ts'
import { dataAlerts } from './wall-alerts.ts'
import { hotSpots } from './wall-cells.ts'
import { keptAnswer, minuteOf } from './wall-kept.ts'
import { wallName } from './wall-name.ts'
import { type WallPlace, wallPlace } from './wall-place.ts'
import { hasSiteNews } from './wall-sites.ts'
import { wallSources } from './wall-sources.ts'

export interface NewsQuestion {
  area: string | null
  headlineArea: string | null
  thresholds: WallThresholds
  at: number
  /** The PC's own clock; absent: the same. */
  pcAt?: number
}
export interface News extends Pick<WallState, 'timeZone' | 'city' | 'area' | 'bounds' | 'outlines' | 'simulated'> {
  headlineArea: WallName | null
  sources: SourceAge[]
  alerts: WallAlert[]
  /** 1: in every round · 0: there is nothing to show now. */
  everyRounds: Record<SceneId, number>
}

export function getNews(context: ReaderContext, { area, headlineArea, thresholds, at, pcAt = at }: NewsQuestion): News {
  const place = wallPlace(context, area)
  const { timeZone, city, area: name, bounds, outlines, simulated } = place
  const sources = wallSources(context, place, thresholds, { at, pcAt })
  return {
    timeZone, city, area: name, bounds, outlines, simulated, headlineArea: wallName(context.db, headlineArea), sources,
    alerts: [...sourceAlerts(sources, at), ...alertsOf(context, place, thresholds, sources, minuteOf(at))],
    everyRounds: { overview: 1, bottleneck: 1, coverage: 1, loop: 1, ...roundsOf(context, place, thresholds, minuteOf(at)), health: sources.every((source) => isWell(source, at)) ? HEALTH_ROUNDS : 1 },
  }
}

const [SITE_ROUNDS, HEALTH_ROUNDS] = [3, 4]
const isWell = (source: SourceAge, at: number): boolean => source.faults.length === 0 && judgeAge(source, at).freshness === 'fresh'

/** Made anew with every edit too: a danger that was handed over interrupts no longer. */
function alertsOf(context: ReaderContext, place: WallPlace, thresholds: WallThresholds, sources: readonly SourceAge[], at: number): WallAlert[] {
  const ages = sources.map((source) => `${source.id} ${judgeAge(source, at).freshness}`).join()
  return keptAnswer(context, `alerts ${place.id ?? ''} ${at} ${overlayOf(context).version} ${JSON.stringify(thresholds)} ${ages}`, () => dataAlerts(context, place, thresholds, sources, at))
}

/** B5: hot spots only where there are some; places seldom while nothing about them changes. */
function roundsOf(context: ReaderContext, place: WallPlace, thresholds: WallThresholds, at: number): Pick<News['everyRounds'], 'hotspot' | 'sites'> {
  const hasSpots = (hotSpots(context, place, at, thresholds) ?? []).length > 0
  return { hotspot: hasSpots ? 1 : 0, sites: keptAnswer(context, `site news ${place.id ?? ''} ${at}`, () => hasSiteNews(context, place, at)) ? 1 : SITE_ROUNDS }
}
