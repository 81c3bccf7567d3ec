/** An alert on one line of the desk, in the wall's own words; and which comes first. */
import type { AlertRate } from '../../../preload/contract/wall-health.ts'
import type { WallAlert } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { aboutWords, sourceWords } from '../../wall/stage/alert-words.ts'

/** “上报热点超过阈值 · 甬江街道 · 占道停车 · 2.5 倍”. */
export function wordAlert(alert: WallAlert, text: Text): string {
  return [text.t(`wall.alert.${alert.kind}`), sourceWords(alert, text), aboutWords(alert, text)].filter((part) => part !== '').join(' · ')
}

/** What interrupts first, then what has lasted longest; those acknowledged come last. */
export function orderAlerts(alerts: readonly WallAlert[]): WallAlert[] {
  return [...alerts].sort((a, b) => rank(a) - rank(b) || a.since - b.since)
}

const rank = ({ acknowledgedAt, level }: WallAlert): number => (acknowledgedAt === null ? 0 : 10) + level

export const unseenOf = (alerts: readonly WallAlert[]): string[] => alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ id }) => id)

/** Shares of the three levels, 0–1; null: there was none to share. */
export function sharesOf({ byLevel }: Pick<AlertRate, 'byLevel'>): Record<1 | 2 | 3, number> | null {
  const sum = byLevel[1] + byLevel[2] + byLevel[3]
  return sum === 0 ? null : { 1: byLevel[1] / sum, 2: byLevel[2] / sum, 3: byLevel[3] / sum }
}
