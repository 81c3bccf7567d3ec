/** Answers 'wall.compose': one scene whole, field by field from an allow-list. */
import type { View } from '../../../preload/contract/model.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import type { SceneId, WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { getField } from './field.ts'
import { getOverview } from './overview.ts'
import { isSimulated } from './provenance.ts'
import { wallName } from './wall-news.ts'

export interface SceneQuestion {
  scene: SceneId
  area: string | null
  view: View | null
  thresholds: WallThresholds
  at: number
}

const WEEK_MS = 7 * 86_400_000

export function getWallScene(context: ReaderContext, { scene, area, view, at }: SceneQuestion): WallScene {
  const filter = { area, drawn: null, from: at - WEEK_MS, to: at, classes: [], statuses: [], weekdays: [], hours: [] }
  const { reports, openReports } = getOverview(context, { filter })
  return {
    scene, madeAt: at, area: wallName(context.db, area) ?? { zh: '—', en: '—' }, from: filter.from, to: filter.to, simulated: isSimulated(context.db),
    finding: { id: 'unknown', name: null, value: null },
    figures: [
      { id: 'reports', value: reports.value, unit: 'count', sources: ['points'], query: reports.provenance.source },
      { id: 'open', value: openReports.value, unit: 'count', sources: ['points'], query: openReports.provenance.source },
    ],
    rows: [], rowSources: ['points'], trend: null,
    map: view === null ? null : { field: getField(context, { layer: 'report', filter, view, bandwidthMeters: 600 }), marks: [] }, mapSources: ['points'],
  }
}
