/** What the map's edge says about a base map from a file: its name, who made it, how old it is. */
import type { Text } from '../chrome/phrase.ts'
import type { TilesHere } from './use-tiles.ts'

/** '' while none of its tiles is shown: then nothing of it needs a credit. */
export function phraseBaseMap({ chosen, picture }: TilesHere, { t, day }: Text): string {
  if (chosen?.is !== 'file' || picture.tiles.length === 0) return ''
  const { title, attribution, dataAt, fileAt } = chosen.facts
  return t('map.base.credit', {
    name: title ?? chosen.name, credit: attribution ?? t('map.base.noCredit'),
    date: dataAt === null ? t('map.base.fileDate', { day: day(fileAt) }) : t('map.base.dataDate', { day: day(dataAt) }),
  })
}
