/** A measure of a layer in words, and its values written as they deserve. */
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { Text } from '../chrome/phrase.ts'
import { decimalsFor, numberWriter } from './limits.ts'

export function unitOf({ layer, measure }: Pick<AreaFigures, 'layer' | 'measure'>, { t }: Text): string {
  return t(`map.measure.${measure}.unit`, { what: t(`map.amount.${layer}`) })
}

export function writeValue(value: number, { locale }: Text): string {
  return numberWriter(locale)(value, decimalsFor(value))
}

/** “12.3 (8.1–17.9)”; the words for unknown where there is no value. */
export function writeFigure(figure: AreaFigure, text: Text): string {
  if (figure.value === null) return text.t(figure.amount === null ? 'map.reading.unknown' : 'map.areas.noExposure')
  const value = writeValue(figure.value, text)
  return figure.interval === null ? value : `${value} (${figure.interval.map((limit) => writeValue(limit, text)).join('–')})`
}
