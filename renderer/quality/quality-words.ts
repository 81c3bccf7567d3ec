/** Systems, causes, directions and groups in the operator's words. */
import type { Confused, CoordinateSystem, Displacement, Named } from '../../preload/contract/quality.ts'
import { CATALOGUE, type MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'

export function wordSystem(system: CoordinateSystem | null, { t }: Pick<Text, 't'>): string {
  return t(`quality.system.${system ?? 'none'}`)
}

export function wordCause({ actual, declared }: Confused, text: Pick<Text, 't'>): string {
  return text.t('quality.cause', { actual: wordSystem(actual, text), declared: wordSystem(declared, text) })
}

/** Degrees clockwise from north as one of eight directions. */
export function wordDirection(bearing: number, { t }: Pick<Text, 't'>): string {
  const eighth = (((Math.round(bearing / 45) % 8) + 8) % 8) as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
  return t(`quality.direction.${eighth}`)
}

export function wordOffset({ distanceMeters, bearing }: { distanceMeters: number; bearing: number }, text: Pick<Text, 't' | 'number'>): string {
  return text.t('quality.offset', { meters: text.number(Math.round(distanceMeters / 10) * 10, 0), direction: wordDirection(bearing, text), degrees: text.number(bearing, 0) })
}

export function wordName({ name, nameEn }: Named, { locale }: Pick<Text, 'locale'>): string {
  return locale === 'en' ? (nameEn ?? name) : name
}

const isKey = (key: string): key is MessageKey => Object.hasOwn(CATALOGUE['zh-CN'], key)

/** “类别 · 噪声”; a kind has its word in the catalogue. */
export function wordGroup({ type, grouping, group }: Displacement, text: Pick<Text, 't' | 'locale'>): string {
  if (group === null) return text.t(`quality.grouping.${grouping}`)
  const key = `map.${type === 'bottleneck' ? 'bottleneckKind' : 'kind'}.${group.id}`
  return `${text.t(`quality.grouping.${grouping}`)} · ${grouping === 'kind' && isKey(key) ? text.t(key) : wordName(group, text)}`
}
