/** The thresholds as a form holds them, and back. */
import { SOURCES, type SourceId } from '../../../preload/contract/freshness.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import { readNumber, readWhole } from './typed-number.ts'
import { type Faults, type HoursValues, NIGHT } from './wall-values.ts'

export interface ThresholdValues {
  /** Seconds, as typed. */
  every: Record<SourceId, string>
  times: string
  reports: string
  gap: string
  quiet: HoursValues
  sound: boolean
}
export type ThresholdFault = SourceId | 'times' | 'reports' | 'gap' | 'quiet'

const EVERY_SECONDS = [10, 86_400] as const
const TIMES = [1.1, 100] as const
const REPORTS = [5, 10_000] as const

const bySource = <T>(of: (source: SourceId) => T): Record<SourceId, T> => Object.fromEntries(SOURCES.map((source) => [source, of(source)])) as Record<SourceId, T>

export function thresholdValuesOf({ everyMs, hotSpotTimes, hotSpotReports, gapReports, quiet, sound }: WallThresholds): ThresholdValues {
  return {
    every: bySource((source) => String(everyMs[source] / 1_000)), times: String(hotSpotTimes), reports: String(hotSpotReports), gap: String(gapReports),
    quiet: { on: quiet !== null, ...(quiet ?? NIGHT) }, sound,
  }
}

export function thresholdFaultsOf({ every, times, reports, gap, quiet }: ThresholdValues): Faults<ThresholdFault> {
  return {
    ...Object.fromEntries(SOURCES.filter((source) => readWhole(every[source], ...EVERY_SECONDS) === null).map((source) => [source, 'walls.fault.every'])),
    ...(readNumber(times, ...TIMES) === null ? { times: 'walls.fault.times' } : {}),
    ...(readWhole(reports, ...REPORTS) === null ? { reports: 'walls.fault.reports' } : {}),
    ...(readWhole(gap, ...REPORTS) === null ? { gap: 'walls.fault.reports' } : {}),
    ...(quiet.on && quiet.from === quiet.to ? { quiet: 'walls.fault.hours' } : {}),
  }
}

/** Only for values without a fault. */
export function thresholdsOf({ every, times, reports, gap, quiet, sound }: ThresholdValues): WallThresholds {
  return {
    everyMs: bySource((source) => Number(every[source]) * 1_000), hotSpotTimes: readNumber(times, ...TIMES) ?? Number.NaN, hotSpotReports: Number(reports), gapReports: Number(gap),
    quiet: quiet.on ? { from: quiet.from, to: quiet.to } : null, sound,
  }
}
