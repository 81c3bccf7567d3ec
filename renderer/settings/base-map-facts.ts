/** What a check found, as labelled words. */
import type { BaseMapFacts } from '../../preload/contract/base-map.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'

export function phraseFacts(facts: BaseMapFacts, { t, number, day, dateTime }: Text): [key: MessageKey, words: string][] {
  const [west, south, east, north] = facts.bounds.map((degrees) => number(degrees, 3)) as [string, string, string, string]
  return [
    ['settings.facts.kind', t(`settings.kind.${facts.kind}`, { type: facts.tileType.toUpperCase() })],
    ['settings.facts.title', facts.title ?? t('settings.facts.unsaid')],
    ['settings.facts.attribution', facts.attribution ?? t('settings.facts.unsaid')],
    ['settings.facts.date', facts.dataAt === null ? t('settings.facts.fileDate', { day: day(facts.fileAt) }) : t('settings.facts.dataDate', { data: day(facts.dataAt), file: day(facts.fileAt) })],
    ['settings.facts.ground', t('settings.facts.bounds', { west, south, east, north, min: facts.minZoom, max: facts.maxZoom })],
    ['settings.facts.checked', t('settings.facts.sampled', { at: dateTime(facts.checkedAt), tiles: number(facts.tiles), sampled: number(facts.sampled) })],
    ['settings.facts.sha256', facts.sha256],
  ]
}
