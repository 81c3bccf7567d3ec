/** A wall's settings as a form holds them, and back: what is typed stays as it is typed, and what cannot be set says what to do. */
import { leastNumber, type HeadlineId, type WallSettings } from '../../../preload/contract/wall-settings.ts'
import type { MessageKey } from '../../catalogue.ts'
import { instantOf, minuteOf } from '../../state/days.ts'
import { readNumber, readWhole } from './typed-number.ts'

/** Local hours. */
export interface HoursValues { on: boolean; from: number; to: number }
/** `number` and `until` as typed; `until` a local minute of the city. */
export interface HeadlineValues { headline: HeadlineId | null; area: string | null; number: string; until: string }

export interface WallValues extends Pick<WallSettings, 'name' | 'language' | 'area' | 'orbit' | 'display' | 'opensWithConsole'> {
  distance: string
  night: HoursValues
  headline: HeadlineValues
}
export type WallFault = 'name' | 'distance' | 'night' | 'number' | 'until'
export type Faults<F extends string> = Partial<Record<F, MessageKey>>

export const LONGEST_NAME = 40
export const NIGHT = { from: 22, to: 6 }
/** A shift's length: so long a headline stands unless somebody says otherwise. */
const HEADLINE_MS = 8 * 3_600_000
const DISTANCE = [2, 6] as const
const MOST_NUMBER = 1e9

export function valuesOf(wall: WallSettings, shownName: string, zone: string): WallValues {
  const { language, area, orbit, display, opensWithConsole, headline, night } = wall
  return {
    name: shownName, language, area, orbit, display, opensWithConsole, distance: String(wall.viewingDistanceInHeights), night: { on: night !== null, ...(night ?? NIGHT) },
    headline: headline === null ? { headline: null, area: null, number: '', until: '' }
      : { headline: headline.headline, area: headline.area, number: headline.number === null ? '' : String(headline.number), until: minuteOf(headline.until, zone) },
  }
}

/** It gets an end as soon as one is chosen. */
export function chooseHeadline(values: HeadlineValues, headline: HeadlineId | null, now: number, zone: string): HeadlineValues {
  return { ...values, headline, until: headline !== null && values.until === '' ? minuteOf(now + HEADLINE_MS, zone) : values.until }
}

export function faultsOf({ name, distance, night, headline: { headline, number, until } }: WallValues, zone: string): Faults<WallFault> {
  return {
    ...(plainName(name) === '' ? { name: 'walls.fault.name' } : {}),
    ...(readNumber(distance, ...DISTANCE) === null ? { distance: 'walls.fault.distance' } : {}),
    ...(night.on && night.from === night.to ? { night: 'walls.fault.hours' } : {}),
    ...(headline !== null && number.trim() !== '' && readHeadlineNumber(headline, number) === null ? { number: headline === 'cold' ? 'walls.fault.degrees' : 'walls.fault.number' } : {}),
    ...(headline !== null && instantOf(until, zone) === null ? { until: 'walls.fault.until' } : {}),
  }
}

/** `kept`: what is in force by now; its scenes are the console's. Only for values without a fault. */
export function settingsOf({ name, distance, night, headline: { headline, area, number, until }, ...same }: WallValues, kept: WallSettings, zone: string): WallSettings {
  return {
    ...kept, ...same, name: plainName(name), viewingDistanceInHeights: readNumber(distance, ...DISTANCE) ?? kept.viewingDistanceInHeights,
    night: night.on ? { from: night.from, to: night.to } : null,
    headline: headline === null ? null : { headline, area, number: readHeadlineNumber(headline, number), until: instantOf(until, zone) ?? 0 },
  }
}

/** Null: none, or one that this headline cannot say. */
export const readHeadlineNumber = (headline: HeadlineId, typed: string): number | null => readWhole(typed, leastNumber(headline), MOST_NUMBER)

/** A pasted line break or a character that turns text around is none of a name. */
const plainName = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').toWellFormed().trim()
