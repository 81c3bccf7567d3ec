/** What is set for the walls of this PC: how each looks and turns, and from where on something is worth a decision. */
import type { SourceId } from './freshness.ts'

export const SCENES = ['overview', 'bottleneck', 'hotspot', 'coverage', 'loop', 'sites', 'health'] as const
export type SceneId = (typeof SCENES)[number]

/** The manager's own words on the ticker: a template and what goes into it, never free text. */
export const HEADLINES = ['heat', 'rain', 'storm', 'cold', 'holiday', 'peak', 'thanks', 'volunteers'] as const
export type HeadlineId = (typeof HEADLINES)[number]
/** Of its number: only the cold goes below nought. */
export const leastNumber = (headline: HeadlineId): number => (headline === 'cold' ? -100 : 0)

/** Walls of one PC, by number. */
export const WALL_IDS = ['1', '2', '3', '4'] as const
export type WallId = (typeof WALL_IDS)[number]

/** A display as the system names it; `label` and `bounds` find it again where its number has changed. */
export interface Display {
  id: number
  label: string
  bounds: { x: number; y: number; width: number; height: number }
  scaleFactor: number
  isPrimary: boolean
}

export interface WallSettings {
  id: WallId
  name: string
  language: 'zh-CN' | 'en'
  /** What its scenes are of; null: the account's own district or city. */
  area: string | null
  /** Of the farthest viewer, in picture heights, 2–6: all type follows. */
  viewingDistanceInHeights: number
  /** In this order. */
  scenes: { scene: SceneId; on: boolean; dwellMs: number }[]
  /** Steps of up to 8 px (at 4K) every three minutes. */
  orbit: boolean
  /** Local hours [from, to) of the darker profile, over midnight where to < from; null: never. */
  night: { from: number; to: number } | null
  headline: { headline: HeadlineId; area: string | null; number: number | null; until: number } | null
  /** Where it opens in the desktop program; null: nowhere. */
  display: Display | null
  /** Opened whenever the console starts. */
  opensWithConsole: boolean
}

export const DEFAULT_DWELL_MS: Record<SceneId, number> = { overview: 40_000, bottleneck: 30_000, hotspot: 30_000, coverage: 30_000, loop: 30_000, sites: 25_000, health: 15_000 }
export const SHORTEST_DWELL_MS = 10_000
export const LONGEST_DWELL_MS = 600_000
export const PIN_MS = 600_000
export const DEFAULT_DISTANCE = 4

export interface WallThresholds {
  /** T of each source. */
  everyMs: Record<SourceId, number>
  /** A hot spot: this many times what is usual at this place and hour, and at least so many reports. */
  hotSpotTimes: number
  hotSpotReports: number
  /** A coverage gap: so many reports of the last day in one cell outside every reach. */
  gapReports: number
  /** Local hours in which an alert makes no sound on the console, over midnight where to < from; null: never quiet. */
  quiet: { from: number; to: number } | null
  sound: boolean
}

export const DEFAULT_THRESHOLDS: WallThresholds = {
  everyMs: { chain: 60_000, points: 120_000, reference: 300_000, cases: 120_000 },
  hotSpotTimes: 2, hotSpotReports: 10, gapReports: 10, quiet: { from: 22, to: 6 }, sound: false,
}
