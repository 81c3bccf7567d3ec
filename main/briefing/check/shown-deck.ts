/** What a file shows now, apart from what was written into it: slides in their order, shapes by name, charts with the workbooks behind them. */
import type { DeckPart } from '../../../preload/contract/deck.ts'

export interface ShownText {
  kind: 'text'
  name: string
  isTitle: boolean
  /** One for each paragraph; numbers of pages and dates that a program keeps up itself are left out. */
  paragraphs: string[]
}
export interface ShownTable {
  kind: 'table'
  name: string
  rows: string[][]
}
/** Text of the picture and of the workbook; null where there is none. */
export interface ShownWord {
  chart: string | null
  workbook: string | null
}
export interface ShownNumber {
  chart: number | null
  workbook: number | null
}
export interface ShownSeries {
  name: ShownWord
  categories: ShownWord[]
  values: ShownNumber[]
}
export interface ShownChart {
  kind: 'chart'
  name: string
  series: ShownSeries[]
  /** Titles, axis titles and labels written by hand. */
  texts: string[]
  /** False: the workbook is gone, or lies outside the file. */
  hasWorkbook: boolean
}
export type ShownShape = ShownText | ShownTable | ShownChart

export interface ShownSlide {
  shapes: ShownShape[]
}
export interface ShownDeck {
  part: DeckPart
  slides: ShownSlide[]
}
