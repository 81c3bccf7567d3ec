/** Why two reports may tell of one problem, in words. */
import type { Likeness } from '../../../preload/contract/duplicate.ts'
import type { Text } from '../../chrome/phrase.ts'

export function likenessWords({ meters, apartMs, class: kind, text: same }: Likeness, { t, number, duration, percent }: Text): string {
  const parts = [t('twin.meters', { n: number(meters, 0) }), t('twin.apart', { length: duration(apartMs) }), t(`twin.class.${kind}`), ...(same === null ? [] : [t('twin.text', { share: percent(Math.round(same * 100) / 100) })])]
  return parts.join(' · ')
}
