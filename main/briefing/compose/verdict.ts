/** What may be said of a change: words like “rose” are earned by its interval, by enough records, and by data that is whole. */
import type { Fact, FigureFormat, Line } from '../../../preload/contract/deck.ts'
import { figure, say, type Scene } from './scene.ts'
import { numberAt } from './spans.ts'

/** `unknown`: nothing to compare with, or the source is older than the period's end. `few`: too few records to judge. `plain`: both are known, no limits are. */
export type Verdict = 'up' | 'down' | 'flat' | 'few' | 'plain' | 'unknown'

/** Below so many records on both sides nothing is concluded, and on one side not that nothing changed: a relative standard error above a quarter. */
export const FEW_RECORDS = 16

/** Whether the fact's source was confirmed after the period had ended: before that a part of it may be missing. */
export const isWhole = ({ provenance: { asOf } }: Fact, to: number): boolean => asOf !== null && asOf >= to

/** Of a row with `change`, `low` and `high`; `now` and `before` are counts unless the row has records of its own. */
export function verdictOf(scene: Scene, fact: Fact, row = 0): Verdict {
  if (!isWhole(fact, scene.days.to)) return 'unknown'
  const [change, low, high] = ['change', 'low', 'high'].map((name) => numberAt(fact, row, name))
  const [now, before] = fact.columns.includes('recordsNow') ? ['recordsNow', 'recordsBefore'] : ['now', 'before']
  const records = [now!, before!].map((column) => numberAt(fact, row, column) ?? 0)
  if (change == null) return 'unknown'
  if (Math.max(...records) < FEW_RECORDS) return 'few'
  if (low == null) return 'plain'
  if (low > 0) return 'up'
  if (high != null && high < 0) return 'down'
  // Nearly every change lies within the chance of so few: that is no news of a level.
  return Math.min(...records) < FEW_RECORDS ? 'few' : 'flat'
}

export const isEarned = (verdict: Verdict): boolean => verdict === 'up' || verdict === 'down'
/** Something can be said of it in a title. */
export const isSaid = (verdict: Verdict): boolean => isEarned(verdict) || verdict === 'flat' || verdict === 'few'

/** “订单升 6.2%”, “订单基本持平(+1.2%)”. Empty where nothing can be said. */
export function sayVerdict(scene: Scene, fact: Fact, row: number, name: string, verdict: Verdict = verdictOf(scene, fact, row)): Line {
  if (!isSaid(verdict)) return []
  return say(scene, `said.${verdict as 'up'}`, { name, ...changeBlanks(scene, fact, row, verdict) })
}

export function changeBlanks(scene: Scene, fact: Fact, row: number, verdict: Verdict, formats: { change: FigureFormat; size: FigureFormat } = { change: 'signed-share', size: 'share' }): Record<string, Line> {
  if (verdict === 'few') return {}
  return { size: [figure(scene, fact, row, 'size', formats.size)], change: [figure(scene, fact, row, 'change', formats.change)] }
}
