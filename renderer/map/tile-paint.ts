/** Draws a vector tile as a picture and gathers its names; runs in the drawing thread, so that no frame waits for it. */
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { BASE_STYLE } from '../chrome/ground/base-style.ts'
import { latOf, lngOf } from '../chrome/ground/grid.ts'
import type { Rgb } from '../chrome/ground/palette.ts'
import { kindOf, nameIn, nameRankOf, PAINT_ORDER, type Kind, type NameRank, type Shape } from './tile-kinds.ts'
import { middleOf, type Point } from './tile-names.ts'
import { styleOf, VEIL } from './tile-style.ts'
import { MOST_NAMES, type PaintOrder, type TileName } from './tile-words.ts'

type Lines = Point[][]
interface Gathered {
  drawn: Map<Kind, Lines[]>
  names: { rank: NameRank; text: string; lines: Lines }[]
}
const SHAPES: Record<number, Shape> = { 1: 'point', 2: 'line', 3: 'ring' }
const TILE = 512
/** Letters of a street's name on the screen. */
const NAME_PIXELS = 12
/** From which zoom a rank's names are worth gathering. */
const NAMES_FROM_ZOOM: Record<NameRank, number> = { settlement: 10, mainRoad: 13, sideRoad: 15 }

export interface Painting {
  names: TileName[]
  /** Draws the streets alone; null where there are none to show through a field. */
  paintVeil: ((context: OffscreenCanvasRenderingContext2D) => void) | null
}

/** Throws on bytes that are no vector tile; the core has refused those that would not end. */
export function paintVector(context: OffscreenCanvasRenderingContext2D, order: PaintOrder): Painting {
  const gathered = gather(order)
  paintGround(context, gathered, order)
  const streets = order.target.z < VEIL.fromZoom ? [] : VEIL.kinds.filter((kind) => gathered.drawn.has(kind))
  return { names: namesOf(gathered, order), paintVeil: streets.length === 0 ? null : (veil) => paintStreets(veil, gathered, order, streets) }
}

function paintStreets(context: OffscreenCanvasRenderingContext2D, { drawn }: Gathered, { side, shade, target }: PaintOrder, streets: readonly Kind[]): void {
  const [red, green, blue, alpha] = VEIL.colour[shade]
  context.strokeStyle = `rgb(${red} ${green} ${blue} / ${alpha})`
  context.lineJoin = 'round'
  for (const kind of streets) {
    const width = styleOf(kind, target.z, shade)?.width ?? 0
    context.lineWidth = (Math.max(1, width * VEIL.share) * side) / TILE
    context.stroke(pathOf(drawn.get(kind) ?? []))
  }
}

function pathOf(features: readonly Lines[]): Path2D {
  const path = new Path2D()
  for (const lines of features) for (const line of lines) trace(path, line)
  return path
}

function paintGround(context: OffscreenCanvasRenderingContext2D, gathered: Gathered, { side, shade, target }: PaintOrder): void {
  context.fillStyle = css(BASE_STYLE[shade].land)
  context.fillRect(0, 0, side, side)
  context.lineJoin = 'round'
  const stretch = side / TILE
  for (const kind of PAINT_ORDER) {
    const features = gathered.drawn.get(kind)
    const style = styleOf(kind, target.z, shade)
    if (features === undefined || style === null) continue
    const path = pathOf(features)
    if (style.width === 0) {
      context.fillStyle = css(style.colour)
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a drawing, not an array
      context.fill(path)
      continue
    }
    context.lineCap = style.dash === null ? 'round' : 'butt'
    context.setLineDash((style.dash ?? []).map((length) => length * stretch))
    if (style.casing !== null) stroke(context, path, style.casing, (style.width + 1.6) * stretch)
    stroke(context, path, style.colour, style.width * stretch)
  }
}

function stroke(context: OffscreenCanvasRenderingContext2D, path: Path2D, colour: Rgb, width: number): void {
  context.strokeStyle = css(colour)
  context.lineWidth = width
  context.stroke(path)
}

function trace(path: Path2D, line: readonly Point[]): void {
  for (const [i, [x, y]] of line.entries()) {
    if (i === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
}

/** Features of a kind or a name, in pixels of the picture. */
function gather(order: PaintOrder): Gathered {
  const gathered: Gathered = { drawn: new Map(), names: [] }
  for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(order.bytes)).layers)) {
    const inPicture = projection(order, layer.extent)
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i)
      const shape = SHAPES[feature.type]
      if (shape === undefined) continue
      const kind = kindOf(name, shape, feature.properties)
      const rank = nameRankOf(name, shape, feature.properties)
      const isNamed = rank !== null && order.target.z >= NAMES_FROM_ZOOM[rank]
      if ((kind === null || styleOf(kind, order.target.z, order.shade) === null) && !isNamed) continue
      const lines = linesOf(feature, inPicture)
      if (kind !== null) gathered.drawn.set(kind, [...(gathered.drawn.get(kind) ?? []), lines])
      const text = isNamed ? nameIn(feature.properties, order.english) : null
      if (text !== null && isNamed) gathered.names.push({ rank, text, lines })
    }
  }
  return gathered
}

/** From the file's tile to the picture of the tile shown, which may be a small part of it. */
function projection({ source, target, side }: PaintOrder, extent: number): (x: number, y: number) => Point {
  const parts = 2 ** (target.z - source.z)
  const scale = (side * parts) / extent
  const [left, top] = [(target.x - source.x * parts) * side, (target.y - source.y * parts) * side]
  return (x, y) => [x * scale - left, y * scale - top]
}

function linesOf(feature: VectorTileFeature, inPicture: (x: number, y: number) => Point): Lines {
  return feature.loadGeometry().map((line) => line.map(({ x, y }) => inPicture(x, y)))
}

/** Each name once a tile and rank, at its longest line; what lies beyond the tile is the neighbour's to name. */
function namesOf({ names }: Gathered, { side, target }: PaintOrder): TileName[] {
  const best = new Map<string, { name: TileName; length: number }>()
  const pixels = (NAME_PIXELS * side) / TILE
  for (const { rank, text, lines } of names) {
    for (const line of lines) {
      const place = rank === 'settlement' ? pointPlace(line) : middleOf(line, text.length * pixels)
      if (place === null || place.x < 0 || place.y < 0 || place.x >= side || place.y >= side) continue
      const key = `${rank} ${text}`
      if ((best.get(key)?.length ?? -1) >= place.length) continue
      const world = 2 ** target.z
      best.set(key, {
        length: place.length,
        name: { text, rank, lng: lngOf((target.x + place.x / side) / world), lat: latOf((target.y + place.y / side) / world), angle: place.angle },
      })
    }
  }
  return [...best.values()].toSorted((a, b) => b.length - a.length).slice(0, MOST_NAMES).map(({ name }) => name)
}

function pointPlace(line: readonly Point[]): { x: number; y: number; angle: number; length: number } | null {
  const [first] = line
  return first === undefined ? null : { x: first[0], y: first[1], angle: 0, length: 0 }
}

const css = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`
