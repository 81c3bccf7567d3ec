/** Answers 'wall.compose': one scene whole, each field named here: what a part may have besides does not come through. */
import type { View } from '../../../preload/contract/model.ts'
import type { WallFigure, WallMark, WallName, WallRow, WallScene } from '../../../preload/contract/wall.ts'
import type { SceneId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { bottleneckScene } from './wall-bottleneck.ts'
import { coverageScene } from './wall-coverage.ts'
import { healthScene } from './wall-health.ts'
import { hotspotScene } from './wall-hotspot.ts'
import { minuteOf } from './wall-kept.ts'
import { loopScene } from './wall-loop.ts'
import { overviewScene } from './wall-overview.ts'
import type { Asked, ScenePart } from './wall-parts.ts'
import { wallPlace } from './wall-place.ts'
import { sitesScene } from './wall-sites.ts'

export interface SceneQuestion {
  scene: SceneId
  area: string | null
  view: View | null
  thresholds: WallThresholds
  at: number
  /** The PC's own clock; absent: the same. */
  pcAt?: number
}

const PARTS: Record<SceneId, (asked: Asked) => ScenePart> = { overview: overviewScene, bottleneck: bottleneckScene, hotspot: hotspotScene, coverage: coverageScene, loop: loopScene, sites: sitesScene, health: healthScene }

export function getWallScene(context: ReaderContext, { scene, area, view, thresholds, at, pcAt = at }: SceneQuestion): WallScene {
  const place = wallPlace(context, area)
  const part = PARTS[scene]({ context, place, view, thresholds, at: minuteOf(at), clocks: { at, pcAt } })
  const { from, to, finding, trend, map, rowSources, mapSources } = part
  return {
    scene, madeAt: at, area: nameOf(place.area), from, to, simulated: place.simulated,
    finding: { id: finding.id, name: finding.name === null ? null : nameOf(finding.name), value: finding.value },
    figures: part.figures.map(figureOf), rows: part.rows.map(rowOf), rowSources,
    trend: trend === null ? null : { unit: trend.unit, every: trend.every, points: trend.points.map(({ at, value }) => ({ at, value })), usual: trend.usual, sources: trend.sources },
    map: map === null ? null : { field: map.field, marks: map.marks.map(markOf) }, mapSources,
  }
}

const nameOf = ({ zh, en }: WallName): WallName => ({ zh, en })
const figureOf = ({ id, value, unit, sources, query }: WallFigure): WallFigure => ({ id, value, unit, sources, query })
const rowOf = ({ rank, name, area, value, unit, note, source }: WallRow): WallRow => ({ rank, name: nameOf(name), area: area === null ? null : nameOf(area), value, unit, note, source })
const markOf = ({ kind, lng, lat, rank, reachMeters }: WallMark): WallMark => ({ kind, lng, lat, rank, reachMeters })
