/** What is said of one photo: which of how many, what it shows, who added it, and how it stands. */
import type { CasePhoto } from '../../../preload/contract/case-photo.ts'
import type { Text } from '../../chrome/phrase.ts'

/** The plain mark; null: it is part of the case. */
export function photoMark({ mark, sending, isLost }: CasePhoto, { t, number }: Text): string | null {
  if (isLost) return t('photo.mark.lost')
  if (mark === 'unsent' && sending !== null) return t('photo.mark.sending', { part: number(Math.floor((100 * sending.sent) / Math.max(1, sending.of))) })
  return mark === null ? null : t(`edits.mark.${mark}`)
}

/** Read out in the place of the picture. */
export function photoTitle(photo: CasePhoto, n: number, of: number, text: Text): string {
  const { t, number, dateTime } = text
  const parts = [t('photo.title', { n: number(n), of: number(of) }), photo.caption, photo.by, photo.at === null ? null : dateTime(photo.at), photoMark(photo, text)]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
