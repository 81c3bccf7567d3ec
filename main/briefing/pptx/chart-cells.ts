/** The cells behind a chart: the same in its cache and in its workbook. */
import type { ChartVisual, FigureFormat } from '../../../preload/contract/deck.ts'
import { BORDER } from './border.ts'

/** The digits of `figureText`, as a spreadsheet is told to show them: below one a tenth would hide most of a small rate. */
export const FORMAT_CODES: Record<FigureFormat, string> = {
  integer: '#,##0', decimal: '[>=0.995]#,##0.0;[>0]0.00;0.0', share: '0.0%', 'signed-integer': '+#,##0;"−"#,##0;"±"0', 'signed-decimal': '+#,##0.0;"−"#,##0.0;"±"0.0', 'signed-share': '+0.0%;"−"0.0%;"±"0.0%', day: 'yyyy-mm-dd',
  minute: 'yyyy-mm-dd hh:mm',
}

export interface ChartCells {
  categories: string[]
  series: { name: string; values: (number | null)[] }[]
}

/** A mark stands below its category; what is no number is a gap. */
export function chartCells({ categories, series, marks }: ChartVisual): ChartCells {
  const marked = categories.map((category, n) => [category, ...marks.filter((mark) => mark.category === n).map(({ text }) => text)].map(BORDER.text).join('\n'))
  return {
    // Without a category there would be no range to name.
    categories: marked.length === 0 ? [''] : marked,
    series: series.map(({ name, values }) => ({ name: BORDER.text(name), values: (marked.length === 0 ? [null] : marked).map((_, n) => finite(values[n])) })),
  }
}

const finite = (value: number | null | undefined): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** 0 → A. */
export function columnName(n: number): string {
  return (n >= 26 ? columnName(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26))
}

export const SHEET = 'Sheet1'
