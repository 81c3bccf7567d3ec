/** A wall's state and its seven scenes as a district's console would make them, with names as long as they come: for looking at the stage without a console. */
import { SOURCES, type SourceAge, type SourceId } from '../../../../preload/contract/freshness.ts'
import type { Field } from '../../../../preload/contract/model.ts'
import type { Finding, RowNote, WallAlert, WallFigure, WallFigureId, WallMark, WallName, WallRow, WallScene, WallState, WallTrend, WallUnit } from '../../../../preload/contract/wall.ts'
import { DEFAULT_DWELL_MS, DEFAULT_THRESHOLDS, type SceneId, SCENES, type WallSettings } from '../../../../preload/contract/wall-settings.ts'

/** 14:05 in the city. */
export const NOW = Date.UTC(2026, 10, 29, 6, 5)
const MINUTE = 60_000
const DAY = 86_400_000

const name = (zh: string, en: string | null = null): WallName => ({ zh, en })
const STREETS = [name('洪塘街道', 'Hongtang Subdistrict'), name('庄桥街道', 'Zhuangqiao Subdistrict'), name('文教街道', 'Wenjiao Subdistrict'), name('甬江街道', 'Yongjiang Subdistrict'), name('中马街道', 'Zhongma Subdistrict')]
const PLACES = [name('来福士广场', 'Raffles City'), name('宁波大学附属第一医院', 'First Affiliated Hospital of Ningbo University'), name('老外滩商业街区', 'Old Bund'), name('江北万达广场', 'Jiangbei Wanda Plaza'), name('姚江新城西区')]

export function wallState(settings: Partial<WallSettings> = {}, patch: Partial<WallState> = {}): WallState {
  return {
    settings: {
      id: '1', name: '1', language: 'zh-CN', area: null, viewingDistanceInHeights: 4, scenes: SCENES.map((scene) => ({ scene, on: true, dwellMs: DEFAULT_DWELL_MS[scene] })),
      orbit: false, night: null, headline: null, display: null, opensWithConsole: false, ...settings,
    },
    now: NOW, timeZone: 'Asia/Shanghai', city: name('宁波市', 'Ningbo'), area: name('江北区', 'Jiangbei District'), bounds: [121.3, 29.85, 121.6, 30.05], outlines: { level: 'street', parent: null, own: null, names: [] },
    simulated: true, approvalNumber: '浙S(2026)00号', scenes: SCENES.map((scene) => ({ scene, dwellMs: DEFAULT_DWELL_MS[scene], everyRounds: 1 })), pinned: null, steps: [],
    sources: SOURCES.map((id) => sourceOf(id, 20_000)), alerts: [], flood: null, ticker: [], safe: false, ...patch,
  }
}

const sourceOf = (id: SourceId, ageMs: number): SourceAge => ({ id, everyMs: DEFAULT_THRESHOLDS.everyMs[id], arrivedAt: NOW - ageMs, eventEveryMs: null, eventAt: null, faults: [] })
/** The same sources as they were heard of so long ago. */
export const heardAgo = (minutes: number): SourceAge[] => SOURCES.map((id) => sourceOf(id, minutes * MINUTE))

const figure = (id: WallFigureId, value: number | null, unit: WallUnit, source: SourceId): WallFigure => ({ id, value, unit, sources: [source], query: 'wall.compose: point' })
const row = (rank: number, named: WallName, value: number | null, unit: WallUnit, note: RowNote | null = null, area: WallName | null = null): WallRow => ({ rank, name: named, area, value, unit, note, source: null })

const trend = (unit: WallUnit, source: SourceId): WallTrend => ({
  unit, every: 'day', sources: [source], usual: Array.from({ length: 28 }, (_, n) => 140 + 30 * Math.sin((n * 2 * Math.PI) / 7)),
  points: Array.from({ length: 28 }, (_, n) => ({ at: NOW - (27 - n) * DAY, value: n === 9 || n === 10 ? null : Math.round(150 + 45 * Math.sin((n * 2 * Math.PI) / 7 + 0.4) + 2 * n) })),
})

const field = (layer: Field['layer'], unit: Field['unit'], limits: Field['limits']): Field => ({
  layer, unit, limits, level: 12, x0: 0, y0: 0, width: 1, height: 1, values: new Float32Array(1), covered: { x0: 0, y0: 0, width: 1, height: 1 }, bandwidthMeters: 600, scale: null, total: 4812, records: 4812, days: 7, span: { from: NOW - 7 * DAY, to: NOW }, provenance: { source: 'field.get report: point', asOf: NOW, simulated: true },
})

const mark = (kind: WallMark['kind'], rank: number | null): WallMark => ({ kind, lng: 121.5, lat: 29.9, rank, reachMeters: null })

type Part = Pick<WallScene, 'finding' | 'figures' | 'rows'> & Partial<WallScene> & { source: SourceId }
const finding = (id: Finding['id'], named: WallName | null = null, value: number | null = null): Finding => ({ id, name: named, value })

const PARTS: Record<SceneId, Part> = {
  overview: {
    source: 'points', finding: finding('reports-up', STREETS[0]!, 0.23), trend: trend('count', 'points'),
    figures: [figure('reports', 4812, 'count', 'points'), figure('open', 386, 'count', 'points'), figure('overdue', 27, 'count', 'cases'), figure('in-time', 0.943, 'share', 'cases')],
    rows: STREETS.map((street, n) => row(n + 1, street, 640 - 97 * n, 'count', n === 1 ? 'new' : null)),
    map: { field: field('report', 'reports/km2/day', [0.5, 1, 2, 5, 10]), marks: [] },
  },
  bottleneck: {
    source: 'reference', finding: finding('bottleneck-top', PLACES[1]!, 38.5), trend: trend('hours', 'reference'),
    figures: [figure('bottlenecks', 23, 'places', 'reference'), figure('lost-hours', 212.4, 'lost-hours-per-day', 'reference'), figure('measures', 9, 'count', 'reference'), figure('median-hours', 1.4, 'hours', 'reference')],
    rows: PLACES.map((place, n) => row(n + 1, place, 38.5 - 6.2 * n, 'lost-hours-per-day', (['relay', 'no-measure', 'shuttle', 'plan', 'no-measure'] as const)[n] ?? null, STREETS[n] ?? null)),
    map: { field: field('bottleneck', 'lost-courier-hours/km2/day', [0.05, 0.2, 1, 5, 20]), marks: [mark('bottleneck', 1)] },
  },
  hotspot: {
    source: 'points', finding: finding('hotspot-top', STREETS[1]!, 3.4), trend: { ...trend('count', 'points'), every: 'hour' },
    figures: [figure('last-day', 1204, 'count', 'points'), figure('usual-day', 760, 'count', 'points'), figure('spots', 3, 'places', 'points')],
    rows: [...PLACES.slice(0, 3).map((place, n) => row(n + 1, place, 3.4 - 0.6 * n, 'times', null, STREETS[n] ?? null)), row(4, PLACES[3]!, 14, 'count', 'new')],
    map: { field: field('report', 'reports/km2/day', [50, 100, 250, 1000, 2500]), marks: [mark('spot', 1)] },
  },
  coverage: {
    source: 'reference', finding: finding('coverage-gap', STREETS[2]!, 46), trend: trend('count', 'reference'),
    figures: [figure('teams', 14, 'teams', 'reference'), figure('gaps', 7, 'places', 'points'), figure('covered', 0.87, 'share', 'points'), figure('uncovered', 158, 'count', 'points')],
    rows: STREETS.slice(0, 3).map((street, n) => row(n + 1, street, 46 - 12 * n, 'count')),
    map: { field: field('coverage', 'uncovered-reports/km2/day', [0.1, 0.2, 0.5, 1, 2]), marks: [mark('post', null), mark('gap', 1)] },
  },
  loop: {
    source: 'cases', finding: finding('loop-overdue', name('综合行政执法局', 'Urban administration'), 27), trend: trend('count', 'cases'), map: null,
    figures: [figure('received', 412, 'count', 'cases'), figure('dispatched', 398, 'count', 'cases'), figure('done', 371, 'count', 'cases'), figure('median-hours', 26.3, 'hours', 'cases')],
    rows: [name('综合行政执法局', 'Urban administration'), name('市场监督管理局', 'Market supervision'), name('公安分局交警大队', 'Traffic police'), name('住房和城乡建设局', 'Housing'), name('人力资源和社会保障局')].map((unit, n) => row(n + 1, unit, 11 - 2 * n, 'count', n < 2 ? 'overdue' : null)),
  },
  sites: {
    source: 'reference', finding: finding('sites-open', null, 132), trend: null,
    figures: [figure('stations-open', 58, 'places', 'reference'), figure('charging', 41, 'places', 'reference'), figure('swap', 22, 'places', 'reference'), figure('canteens', 11, 'places', 'reference')],
    rows: STREETS.map((street, n) => row(n + 1, street, 40 - 6 * n, 'places')), map: { field: null, marks: [mark('site', null)] },
  },
  health: {
    source: 'chain', finding: finding('health-late', null, 2), trend: null, map: null,
    figures: [figure('sources-fresh', 2, 'count', 'chain'), figure('age', 4, 'minutes', 'chain'), figure('set-aside', null, 'count', 'chain')],
    rows: SOURCES.map((source, n) => ({ ...row(n + 1, name(source), n === 3 ? 3 : 0, 'count', 'fresh'), source })),
  },
}

export function wallScene(scene: SceneId, patch: Partial<WallScene> = {}): WallScene {
  const { source, ...part } = PARTS[scene]
  return {
    scene, madeAt: NOW - 5_000, area: name('江北区', 'Jiangbei District'), from: NOW - 7 * DAY, to: NOW, simulated: true, rowSources: [source], trend: null, map: null, mapSources: [source], ...part, ...patch,
  }
}

export const ALERTS: WallAlert[] = [
  { id: 'a', level: 1, kind: 'danger', since: NOW - 3 * MINUTE, area: STREETS[0]!, about: name('道路塌陷', 'Road collapse'), source: 'cases', value: null, unit: null, acknowledgedAt: null },
  { id: 'b', level: 1, kind: 'chain-lost', since: NOW - 14 * MINUTE, area: null, about: null, source: 'chain', value: 14, unit: 'minutes', acknowledgedAt: null },
  { id: 'c', level: 2, kind: 'hot-spot', since: NOW - 40 * MINUTE, area: STREETS[1]!, about: name('占道停车', 'Obstructive parking'), source: 'points', value: 3.4, unit: 'times', acknowledgedAt: null },
  { id: 'd', level: 2, kind: 'overdue-supervised', since: NOW - 26 * 60 * MINUTE, area: STREETS[3]!, about: null, source: 'cases', value: 2, unit: 'count', acknowledgedAt: null },
]
