/** Numbers of a chart's axis: spelled as figures are, with as many decimals as the steps have. */
import type { FigureFormat } from '../../../preload/contract/deck.ts'

const writers = new Map<number, Intl.NumberFormat>()

export function tickOf(value: number, step: number, format: FigureFormat): string {
  const isShare = format === 'share' || format === 'signed-share'
  const scale = isShare ? 100 : 1
  const digits = [0, 1, 2, 3, 4].find((each) => Math.abs(Number((step * scale).toFixed(each)) - step * scale) < 1e-9) ?? 4
  const writer = writers.get(digits) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits })
  writers.set(digits, writer)
  const sign = value < 0 ? '−' : format.startsWith('signed-') && value > 0 ? '+' : ''
  return `${sign}${writer.format(Math.abs(value) * scale)}${isShare ? '%' : ''}`
}
