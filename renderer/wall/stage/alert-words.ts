/** An alert in words: what it is, where, how much and since when. */
import type { AlertLevel, WallAlert } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { unitWords, writeValue } from './figure-words.ts'
import { nameIn, writeDuration } from './wall-words.ts'

export const levelWords = (level: AlertLevel, { t }: Pick<Text, 't'>): string => t(`wall.level.${level}`)

/** Where and how much: “洪塘街道 · 占道停车 · 23 件”; empty where it is about the whole. */
export function aboutWords({ area, about, value, unit }: WallAlert, text: Text): string {
  // For how long is said by “since”.
  const amount = value === null || unit === null || unit === 'minutes' ? '' : `${writeValue(value, unit, text)} ${unitWords(unit, null, text)}`.trim()
  return [area === null ? '' : nameIn(area, text), about === null ? '' : nameIn(about, text), amount].filter((part) => part !== '').join(' · ')
}

/** The same, with the source that an alert is about where it is about one. */
export function placeWords(alert: WallAlert, text: Text): string {
  return [sourceWords(alert, text), aboutWords(alert, text)].filter((part) => part !== '').join(' · ')
}

/** Empty where it is not about a source. */
export const sourceWords = ({ kind, source }: WallAlert, { t }: Pick<Text, 't'>): string => (kind === 'source-stale' || kind === 'source-ahead' ? t(`wall.source.${source}`) : '')

export function sinceWords({ since }: WallAlert, now: number, text: Text): string {
  return text.t('wall.alert.since', { time: text.shortMoment(since, now), duration: writeDuration(now - since, text) })
}
