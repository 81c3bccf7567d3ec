/** The words of briefings: a deck is its slides as data, and every figure on them names the fact it was read from. Writers, preview and check share them. */
import type { Measure, MeasuredLevel } from './measure.ts'
import type { FieldLayer, Filter, Provenance } from './model.ts'

/** 日报, 周报. */
export const DECK_KINDS = ['daily', 'weekly'] as const
export type DeckKind = (typeof DECK_KINDS)[number]

/** What a deck is asked by; with the same cache it gives the same deck. */
export interface DeckQuestion {
  kind: DeckKind
  /** An area id down to street, or null for the whole city. */
  area: string | null
  /** The period's last day, ISO, in the city's zone: a day, or seven days up to it. */
  lastDay: string
  english: boolean
}

/** A question of the cache with its answer: whoever has it can ask again and compare. */
export interface Fact {
  /** Unique in its deck, and the same in every deck of this kind: 'totals.now'. */
  id: string
  /** Name in the table of questions that decks may ask. */
  query: string
  /** All that the question depends on besides the cache. */
  params: Record<string, string | number | boolean | null>
  columns: string[]
  values: (string | number | null)[][]
  /** Rows of the cache behind the answer. */
  records: number
  provenance: Provenance
  /** SHA-256, hex, of query, params, columns and values: the same answer has the same hash. */
  hash: string
}

export type FactQuestion = Pick<Fact, 'query' | 'params'>
export type FactAnswer = Pick<Fact, 'columns' | 'values' | 'records' | 'provenance'>

/** How a value of a fact becomes the digits shown; `share` of 0.061 is 6.1 %, `signed…` always have a sign. */
export const FIGURE_FORMATS = ['integer', 'decimal', 'share', 'signed-integer', 'signed-decimal', 'signed-share', 'day', 'minute'] as const
export type FigureFormat = (typeof FIGURE_FORMATS)[number]

/** Where a shown figure comes from: one value of one fact. */
export interface FigureSource {
  fact: string
  row: number
  column: number
  format: FigureFormat
}

/** A piece of text; with `figure` it is the digits of that value and nothing else. */
export interface Span {
  text: string
  figure?: FigureSource
}
export type Line = Span[]

/** Said by sign, word and tone together, never by colour alone. */
export type Tone = 'plain' | 'better' | 'worse' | 'quiet'

export interface Cell {
  line: Line
  tone?: Tone
}
export interface TableVisual {
  kind: 'table'
  /** `share`: of the table's width; all add up to 1. */
  columns: { head: string; align: 'left' | 'right'; share: number }[]
  rows: Cell[][]
  alt: string
}

export interface ChartSeries {
  name: string
  /** Null: nothing is known, which is a gap, never zero. */
  values: (number | null)[]
  /** One for each value; the format is that of the data labels. */
  figures: FigureSource[]
  /** `now` is drawn strongly and labelled, `before` in grey and labelled, `target` dashed, `low` and `high` as the thin limits of an interval. */
  role: 'now' | 'before' | 'target' | 'low' | 'high'
}
export interface ChartVisual {
  kind: 'chart'
  form: 'line' | 'bars' | 'clustered-bars'
  categories: string[]
  series: ChartSeries[]
  /** Of the value axis, with its unit. */
  axisTitle: string
  format: FigureFormat
  /** Marks of holidays and the like: under which category, what. */
  marks: { category: number; text: string }[]
  alt: string
}

/** Ground coloured by the same answers as the screen; the page draws it, with legend, scale bar, north, period, as-of, mark of simulation and approval number inside. */
export interface MapPicture {
  /** Unique in its deck. */
  id: string
  form: 'cells' | 'areas'
  layer: FieldLayer
  measure: Measure
  /** Of `areas`. */
  level: MeasuredLevel
  /** Of `cells`: the zoom they are asked at, which says how large they are; the list beside and the ranks are of the same cells. */
  zoom: number
  filter: Filter
  /** Says what is coloured, with its unit. */
  title: string
}
export interface MapVisual {
  kind: 'map'
  picture: MapPicture
  /** A list beside the map: 'top five'. Null: the map takes the slide's width. */
  beside: TableVisual | null
  alt: string
}

export interface TextVisual {
  kind: 'text'
  paragraphs: { head: string; line: Line }[]
}
export interface CoverVisual {
  kind: 'cover'
  /** Area, period, filters, as-of, confidentiality: label and value. */
  facts: { label: string; line: Line }[]
}
export type Visual = TableVisual | ChartVisual | MapVisual | TextVisual | CoverVisual

export interface Slide {
  /** Unique in its deck and the same in every deck of this kind: 'kpi'. Letters, digits and '-'. */
  id: string
  /** A finding and its number, as one sentence; no two slides of a deck have the same. */
  title: Line
  /** By the operator: the title stands for itself and has no figures. */
  isTitleEdited: boolean
  visual: Visual
  /** One line; empty where there is nothing to say. */
  soWhat: Line
  isSoWhatEdited: boolean
  footer: { asOf: string; definitions: string; source: string; confidentiality: string }
  /** Definition, denominators, sample size, filter in words: one paragraph each. */
  notes: string[]
}

export interface Deck {
  /** Of this making: a UUID. */
  run: string
  question: DeckQuestion
  title: string
  areaName: string
  /** Half-open. */
  from: number
  to: number
  timeZone: string
  /** When it was composed. */
  madeAt: number
  author: string
  /** The oldest of its facts. */
  asOf: number | null
  simulated: boolean
  /** 审图号; '' where the console has none: then no map leaves. */
  approvalNumber: string
  /** Version of the definitions and of the program that composed it. */
  definitions: string
  generator: string
  slides: Slide[]
  facts: Fact[]
  /** Under which record it was taken out, what for, by whom and when, as one line in its language: below its first page, and in the workbook. Absent until it leaves. */
  leaving?: string
}

/** What an operator changed of a deck; kept with the run, and laid over the next deck of the same kind by choice. */
export interface DeckEdits {
  /** Slide ids; those not named follow in their own order. */
  order: string[]
  hidden: string[]
  titles: Record<string, string>
  soWhats: Record<string, string>
}
export const LONGEST_TITLE = 200
export const LONGEST_SO_WHAT = 300

/** House style of every deck: a setting. */
export interface DeckStyle {
  /** PNG or JPEG. */
  logo: { type: 'image/png' | 'image/jpeg'; bytes: Uint8Array<ArrayBuffer>; width: number; height: number } | null
  /** '#rrggbb', at least 4.5 : 1 on white. */
  accent: string
  /** Family for headings and text; East Asian slots get the same. */
  font: string
}
export const HOUSE_STYLE: DeckStyle = { logo: null, accent: '#0B5A8C', font: 'Microsoft YaHei' }

/** A map as the page drew it: 8-bit PNG or JPEG of this size. */
export interface DrawnPicture {
  id: string
  type: 'image/png' | 'image/jpeg'
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

/** Of every slide, in points (72 an inch): 13.333 × 7.5 inches; the same boxes on paper, in the preview and in the file. */
export const SLIDE = { width: 960, height: 540 } as const
export type Box = { x: number; y: number; width: number; height: number }
export const BOXES = {
  title: { x: 36, y: 22, width: 888, height: 64 },
  visual: { x: 36, y: 94, width: 888, height: 350 },
  /** With a list beside it the map takes the left part. */
  mapBeside: { x: 36, y: 94, width: 560, height: 350 },
  beside: { x: 612, y: 94, width: 312, height: 350 },
  soWhat: { x: 36, y: 450, width: 888, height: 36 },
  footer: { x: 36, y: 502, width: 800, height: 22 },
  page: { x: 852, y: 502, width: 72, height: 22 },
  /** Of the first page alone, once it leaves. */
  leaving: { x: 36, y: 523, width: 888, height: 15 },
  logo: { x: 836, y: 20, width: 88, height: 34 },
  /** Of the cover, which has no so-what: its title takes more room. */
  coverTitle: { x: 72, y: 104, width: 816, height: 116 },
  coverFacts: { x: 72, y: 252, width: 816, height: 232 },
} as const satisfies Record<string, Box>
/** Sizes of type, in points. */
export const TYPE = { cover: 40, title: 28, body: 16, table: 14, footer: 10 } as const

/** The part of the file that a check reads: `customXml/item1.xml`, this as JSON text inside its one element. */
export interface DeckPart {
  format: 1
  /** With its slides as they were written, but for their notes and for `leaving`: which words and digits are the program's own can be told only beside all of them. */
  deck: Deck
  /** Each figure shown, with the words it was shown in and the shape it stands in. */
  figures: PlacedFigure[]
}
/** Shapes are named '<slide id>:title', ':so-what', ':visual', ':beside', ':footer'. */
export interface PlacedFigure extends FigureSource {
  slide: string
  shape: 'title' | 'so-what' | 'visual' | 'beside' | 'footer'
  /** In a table: row (0 is the first below the head) and column; in a chart: series and category; in text: paragraph and which span of it. */
  at: [number, number]
  text: string
  value: string | number | null
}
export const DECK_NAMESPACE = 'urn:yongai:deck:1'

export const FIGURE_FATES = ['unchanged', 'drifted', 'edited', 'unknown'] as const
/**
 * `unchanged`: the file shows what the cache says now; what it says of its data's age, as it was written. `drifted`: the file is as it was written, the cache says something else now. `edited`: the file
 * shows something else than was written. `unknown`: the figure cannot be asked again here, or stands in the file without a source.
 */
export type FigureFate = (typeof FIGURE_FATES)[number]
/** Where in a slide: in its text, in a cell of a table, in a chart's picture or in the workbook behind it. */
export const FIGURE_PLACES = ['text', 'table', 'chart', 'workbook'] as const
export type FigurePlace = (typeof FIGURE_PLACES)[number]
export interface CheckedFigure {
  slide: string
  slideTitle: string
  /** Of the slide in the file now, from 1. */
  page: number
  shape: string
  place: FigurePlace
  /** What the figure is of, as the slide says it: the heads of its row and column, its series and category; '' in running text. */
  label: string
  fate: FigureFate
  /** As written; null for digits that the program did not write. A whole line where its words alone were changed. */
  was: string | null
  /** In the file now; null where it is gone. */
  shown: string | null
  /** What the cache says now, in the same format; null where it cannot be asked. */
  now: string | null
  query: string | null
  params: Fact['params'] | null
  /** Behind `now`, or behind `was` where it cannot be asked. */
  records: number | null
  /** How old `was` is. */
  asOf: number | null
  /** How old `now` is. */
  nowAsOf: number | null
}
export interface CheckedDeck {
  title: string
  run: string
  madeAt: number
  author: string
  simulated: boolean
  figures: CheckedFigure[]
  counts: Record<FigureFate, number>
  /** Slides that were written and are not in the file any more; their figures are not listed. */
  slidesGone: { slide: string; title: string }[]
  /** Whether this PC keeps the facts of this run itself: then those say what was written, whatever the file says. */
  isKept: boolean
  /** Whether the deck's own data are as they were written; false, and not kept here: what is told as "was" may be invented. */
  isSound: boolean
}

/** Why a file cannot be checked; the words are the screen's. */
export const DECK_FAULTS = ['empty', 'too-large', 'protected', 'no-deck', 'not-ours', 'newer', 'damaged', 'bomb', 'document-type'] as const
export type DeckFault = (typeof DECK_FAULTS)[number]
export type DeckCheck = { state: 'refused'; why: DeckFault } | { state: 'checked'; deck: CheckedDeck }
/** Of a file to be checked. */
export const MOST_DECK_BYTES = 50e6
