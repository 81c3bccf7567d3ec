/** Why an edit has not been sent yet, and what will happen. */
import type { EditEntry } from '../../preload/contract/edit.ts'
import type { SyncStatus } from '../../preload/contract/model.ts'
import type { Text } from '../chrome/phrase.ts'

/** What is on its way, or may have arrived, says so first; then the line; then the queue. */
export function waitWords({ state, attempts }: Pick<EditEntry, 'state' | 'attempts'>, sync: SyncStatus | null, { t }: Pick<Text, 't'>): string {
  if (state === 'sending') return t('edits.waits.sending')
  if (state === 'unknown') return t('edits.waits.unknown')
  switch (sync?.state) {
    case 'offline': return t('edits.waits.offline')
    case 'signed-out': return t('edits.waits.signed-out')
    case 'never': return t('edits.waits.never')
    case 'waiting': return t('edits.waits.trouble', { why: t(`sync.why.${sync.why}`) })
    default: return t(attempts > 0 ? 'edits.waits.retry' : 'edits.waits.soon')
  }
}
