/** A measure of a layer in words, and its values written as they deserve. */
import type { Cells } from '../../../preload/contract/cells.ts'
import type { AreaFigure, AreaFigures } from '../../../preload/contract/measure.ts'
import type { Text } from '../phrase.ts'
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

/** As of an area; the ground of a whole hexagon is always known, so that one without its density is cut. */
export function writeCell(figure: AreaFigure, { measure }: Pick<Cells, 'measure'>, text: Text): string {
  return measure === 'per-km2' && figure.value === null && figure.amount !== null ? text.t('map.cells.cut') : writeFigure(figure, text)
}

/** “hexagons of 0.1 km², edge 201 m”, and that finer ones would hold too little. */
export function sizeOfCells({ km2, edgeMeters, resolution, coarser }: Cells, { t, number }: Text): string {
  const size = t('map.cells.size', { km2: number(km2, km2 < 0.05 ? 3 : 2), meters: number(edgeMeters, 0), resolution })
  return coarser ? `${size} · ${t('map.cells.coarser')}` : size
}
