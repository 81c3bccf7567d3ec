/** The manager's own words on the ticker, out of templates: with the number where one is set, and of the wall's area where none is named. */
import type { TickerItem, WallName } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { nameIn } from './wall-words.ts'

export function headlineWords({ headline, area, number }: TickerItem, own: WallName, text: Text): string {
  const name = nameIn(area ?? own, text)
  return number === null ? text.t(`wall.headline.${headline}`, { area: name }) : text.t(`wall.headline.${headline}.number`, { area: name, n: text.number(number, 0) })
}
