/** The badge of own edits in words: quiet when there is nothing; what cannot be saved and what needs somebody comes first. */
import type { EditBadge } from '../../preload/contract/edit.ts'
import type { Text } from './phrase.ts'

export interface BadgePart {
  tone: 'bad' | 'wait' | 'busy'
  /** Announced when it changes; `detail` is not. */
  state: string
  detail: string
}

export function wordBadge({ sealed, refused, unsent, oldestMs, isCrowded }: EditBadge, { t, number, age }: Pick<Text, 't' | 'number' | 'age'>): BadgePart[] {
  const parts: BadgePart[] = []
  if (sealed !== null) parts.push({ tone: 'bad', state: t('editBadge.sealed'), detail: t('editBadge.sealed.do') })
  if (refused > 0) parts.push({ tone: 'bad', state: t('editBadge.refused', { n: number(refused, 0) }), detail: '' })
  if (unsent > 0) {
    const oldest = oldestMs === null ? '' : t('editBadge.oldest', { age: age(oldestMs) })
    parts.push({ tone: isCrowded ? 'wait' : 'busy', state: t('editBadge.unsent', { n: number(unsent, 0) }), detail: isCrowded ? t('editBadge.crowded') : oldest })
  }
  return parts
}
