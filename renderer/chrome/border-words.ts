/** How near a border a place is, in words: the neighbour, the measured distance, and whether the line is simulated. */
import type { Border, BorderArea } from '../../preload/contract/place.ts'
import type { Text } from './phrase.ts'

export function borderWords({ neighbour, own, meters, across, simulated }: Border, text: Text): string {
  const { t, number } = text
  const distance = meters < 10 ? number(meters, 1) : number(meters, 0)
  const values = { meters: distance, neighbour: nameWords(neighbour, text), own: nameWords(own, text) }
  const words = neighbour === null ? t('map.border.edge', values) : across ? t('map.border.across', values) : t('map.border.near', values)
  return simulated ? `${words}${t('map.border.simulated')}` : words
}

function nameWords(area: BorderArea | null, { locale }: Text): string {
  return area === null ? '' : ((locale === 'en' ? area.nameEn : null) ?? area.name)
}
