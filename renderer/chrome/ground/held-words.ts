/** Which days an answer is of, where these are not the days asked for: the newest day has no handovers until it is over. */
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import type { HeldSpan } from '../../../preload/contract/held-span.ts'
import type { Text } from '../phrase.ts'

/** Null where all that was asked for is answered. */
export function heldWords(span: HeldSpan | null, { from, to }: Pick<Filter, 'from' | 'to'>, { t, day }: Pick<Text, 't' | 'day'>): string | null {
  if (span === null) return t('map.legend.noneHeld')
  return span.from === from && span.to === to ? null : t('map.legend.held', { from: day(span.from), to: day(span.to - 1) })
}

interface Counted {
  layer: FieldLayer
  total: number
  records: number
  span: HeldSpan | null
}

/** Of no day that is held there is no total: the words say so, and no zero does. */
export function totalWords({ layer, total, records, span }: Counted, { t, number }: Pick<Text, 't' | 'number'>): string {
  return span === null ? t('map.legend.noneHeld') : t(`map.total.${layer}`, { total: number(total, total < 100 ? 1 : 0), records: number(records, 0) })
}
