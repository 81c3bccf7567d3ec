/** Numbers of a chart as its labels and its axis write them. */
import type { FigureFormat } from '../../../preload/contract/deck.ts'

const writers = new Map<string, Intl.NumberFormat>()

function write(value: number, digits: number, least: number, sign: boolean, locale: string): string {
  const key = `${locale} ${digits} ${least} ${sign}`
  const writer = writers.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: least, signDisplay: sign ? 'exceptZero' : 'negative' })
  writers.set(key, writer)
  return writer.format(value)
}

const isShare = (format: FigureFormat): boolean => format === 'share' || format === 'signed-share'

/** Of a point or a bar. */
export function labelOf(value: number, format: FigureFormat, locale: string): string {
  const digits = format.endsWith('integer') ? 0 : 1
  const text = write(isShare(format) ? value * 100 : value, digits, digits, format.startsWith('signed'), locale)
  return isShare(format) ? `${text} %` : text
}

/** Of the axis: as many decimals as its steps have. */
export function tickOf(value: number, step: number, format: FigureFormat, locale: string): string {
  const scale = isShare(format) ? 100 : 1
  const digits = [0, 1, 2, 3, 4].find((each) => Math.abs(Number((step * scale).toFixed(each)) - step * scale) < 1e-9) ?? 4
  const text = write(value * scale, digits, digits, format.startsWith('signed'), locale)
  return isShare(format) ? `${text} %` : text
}
