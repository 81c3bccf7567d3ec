/** An alert in words: what it is, where, how much and since when, and how a press of a key answers it. */
import type { AlertLevel, WallAlert } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { unitWords, writeValue } from './figure-words.ts'
import { nameIn, writeDuration } from './wall-words.ts'

/** What needs a decision, as the page shows it now. */
export interface StageAlerts {
  /** The page that stands over the scene until it is acknowledged; several share it. */
  interrupt: readonly WallAlert[] | null
  /** One line in the ticker's place, worst first. */
  banner: readonly WallAlert[]
  /** Too many at once: this one stands for all of them, wherever they would be shown. */
  flood: WallAlert | null
}
export const NO_ALERTS: StageAlerts = { interrupt: null, banner: [], flood: null }

export const levelWords = (level: AlertLevel, { t }: Pick<Text, 't'>): string => t(`wall.level.${level}`)

/** Where and how much: “洪塘街道 · 占道停车 · 23 件”; empty where it is about the whole. */
export function aboutWords({ area, about, value, unit, kind }: WallAlert, text: Text): string {
  if (kind === 'flood') return text.t('wall.alert.floodCount', { n: text.number(value ?? 0, 0) })
  const amount = value === null || unit === null ? '' : unit === 'minutes' ? writeDuration(value * 60_000, text) : `${writeValue(value, unit, text)} ${unitWords(unit, null, text)}`.trim()
  return [area === null ? '' : nameIn(area, text), about === null ? '' : nameIn(about, text), amount].filter((part) => part !== '').join(' · ')
}

export function sinceWords({ since }: WallAlert, now: number, text: Text): string {
  return text.t('wall.alert.since', { time: text.shortMoment(since, now), duration: writeDuration(now - since, text) })
}
