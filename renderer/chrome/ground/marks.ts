/** What a slide is drawn of, in points from its top left: laid out once, then drawn as SVG on the screen and on paper, or on a canvas as a picture. */
import type { Box, Line } from '../../../preload/contract/deck.ts'

export type Anchor = 'start' | 'middle' | 'end'

export interface TextMark {
  kind: 'text'
  x: number
  /** The baseline. */
  y: number
  size: number
  weight: 400 | 600 | 700
  colour: string
  anchor: Anchor
  /** Paper around the letters, where lines cross them. */
  halo: boolean
  /** One line; its spans keep their figures. */
  line: Line
}
export interface BoxMark extends Box {
  kind: 'box'
  fill: string | null
  stroke: string | null
  /** Of the stroke. */
  thickness: number
  dash: readonly number[]
}
export interface PathMark {
  kind: 'path'
  points: readonly (readonly [x: number, y: number])[]
  stroke: string | null
  thickness: number
  dash: readonly number[]
  /** Closes it. */
  fill: string | null
}
export interface DotMark {
  kind: 'dot'
  x: number
  y: number
  radius: number
  fill: string
}
export interface ImageMark extends Box {
  kind: 'image'
  type: 'image/png' | 'image/jpeg'
  bytes: Uint8Array<ArrayBuffer>
}
/** Ground with its holes, even–odd. */
export interface AreaMark {
  kind: 'area'
  rings: readonly (readonly (readonly [x: number, y: number])[])[]
  fill: string
}
/** Unconnected lines of one look: x, y, x, y and again. */
export interface LinesMark {
  kind: 'lines'
  ends: Float64Array
  stroke: string
  thickness: number
}
export type Mark = TextMark | BoxMark | PathMark | DotMark | ImageMark

/** What belongs together and stays in its box. */
export interface Part {
  /** 'title', 'visual', 'beside', 'so-what', 'footer', 'page', 'mark', 'leaving', 'logo', 'ground'. */
  shape: string
  box: Box
  marks: Mark[]
}

/** A part of a map, which is painted on a canvas alone; nothing of it is seen beyond its box. */
export type MapMark = Mark | AreaMark | LinesMark
export interface MapPart {
  box: Box
  marks: MapMark[]
}

type Ink = Partial<Pick<TextMark, 'weight' | 'colour' | 'anchor' | 'halo'>>

export const INK = {
  text: '#14212b', muted: '#4a5b69', rule: '#c9d3db', grid: '#e3e9ee', before: '#9ca3af', better: '#166443', worse: '#a11b14', warning: '#8a4b00', paper: '#ffffff', tint: '#eef3f7',
} as const

export function text(line: Line, x: number, y: number, size: number, { weight = 400, colour = INK.text, anchor = 'start', halo = false }: Ink = {}): TextMark {
  return { kind: 'text', x, y, size, weight, colour, anchor, halo, line }
}

export const box = ({ x, y, width, height }: Box, fill: string | null, stroke: string | null = null, thickness = 1, dash: readonly number[] = []): BoxMark =>
  ({ kind: 'box', x, y, width, height, fill, stroke, thickness, dash })

export const line = (points: PathMark['points'], stroke: string, thickness = 1, dash: readonly number[] = []): PathMark =>
  ({ kind: 'path', points, stroke, thickness, dash, fill: null })

/** Of the middle of a line to its baseline, in sizes of the type. */
export const DROP = 0.36
