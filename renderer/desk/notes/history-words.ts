/** One entry of a history in words: the deed without its details. */
import { CASE_ACTIONS } from '../../../preload/contract/case-flow.ts'
import type { HistoryEntry } from '../../../preload/contract/case-history.ts'
import type { Text } from '../../chrome/phrase.ts'

/** What only the flow keeps book of; the step itself tells it. */
const UNTOLD: readonly string[] = ['status', 'status_before', 'fed_back_by', 'closed_at', 'filed_at', 'suspended_at', 'limit', 'original', 'phrase']
export const isTold = (field: string): boolean => !UNTOLD.includes(field)

/** A kind or an action that this program does not know is named as the center names it. */
export function deedWords({ kind, action, from, to }: Pick<HistoryEntry, 'kind' | 'action' | 'from' | 'to'>, { t }: Text): string {
  if (kind === 'create' || kind === 'note' || kind === 'edit' || kind === 'reply' || kind === 'proposal' || kind === 'decision' || kind === 'handover' || kind === 'photo') return t(`history.${kind}`)
  if (kind !== 'transition') return kind
  const known = CASE_ACTIONS.find((each) => each === action)
  const name = known === undefined ? (action ?? kind) : t(`flow.action.${known}`)
  return from === null || to === null ? name : `${name}${t('history.way', { from: t(`status.${from}`), to: t(`status.${to}`) })}`
}
