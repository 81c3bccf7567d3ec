/** The wall's map on a plain canvas: what a preview shows, and what a wall without WebGL shows. */
import type { Field } from '../../../preload/contract/model.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import type { Polygon } from '../../chrome/ground/base-map.ts'
import { pixelOf } from '../../chrome/ground/camera.ts'
import type { Bounds } from '../../chrome/ground/grid.ts'
import { box, DROP, line, type MapMark, text } from '../../chrome/ground/marks.ts'
import { paintParts } from '../../chrome/ground/paint-marks.ts'
import { paintField } from '../../chrome/ground/painted-field.ts'
import type { Rgb } from '../../chrome/ground/palette.ts'
import { metersPerPixel } from '../../chrome/ground/scale.ts'
import { paintWallMark, radiusOf } from './wall-marks.ts'
import { lineWidth, type WallPicture } from './wall-picture.ts'

const STYLE = BASE_STYLE.dark
const rgb = ([r, g, b]: Rgb): string => `rgb(${r}, ${g}, ${b})`

/** The pen's unit is a pixel of the picture's size; its font must be here. */
export function paintPicture(pen: CanvasRenderingContext2D, picture: WallPicture, field: Field | null, font: string): void {
  const { size, camera, type, marks } = picture
  const room = { x: 0, y: 0, ...size }
  const at = (lng: number, lat: number): [number, number] => pixelOf(camera, size, lng, lat)
  const part = (drawn: MapMark[]): void => paintParts(pen, [{ box: room, marks: drawn }], font, new Map(), rgb(STYLE.halo))
  part(layLand(picture, at))
  if (field !== null) layField(pen, field, at)
  part(layLines(picture, at))
  for (const mark of marks) {
    if (mark.reachMeters === null) continue
    pen.beginPath()
    pen.arc(...at(mark.lng, mark.lat), mark.reachMeters / metersPerPixel(mark.lat, camera.zoom), 0, 2 * Math.PI)
    pen.fillStyle = 'rgba(255, 255, 255, 0.07)'
    pen.fill()
    pen.strokeStyle = 'rgba(232, 238, 243, 0.6)'
    pen.lineWidth = 1.5
    pen.setLineDash([])
    pen.stroke()
  }
  for (const mark of marks.toReversed()) paintWallMark(pen, mark, ...at(mark.lng, mark.lat), radiusOf(mark, type), font)
  part(picture.names.map(({ words, middle, centre }) => text([{ text: words }], middle, centre + type * DROP, type, { weight: 600, colour: rgb(STYLE.text), anchor: 'middle', halo: true })))
}

type At = (lng: number, lat: number) => [x: number, y: number]

function layLand({ size, ground: { base, outlines } }: WallPicture, at: At): MapMark[] {
  const fill = (polygons: readonly Polygon[], colour: Rgb): MapMark[] => polygons.map((rings) => ({ kind: 'area', rings: rings.map((ring) => ring.map(([lng, lat]) => at(lng, lat))), fill: rgb(colour) }))
  const whole = box({ x: 0, y: 0, ...size }, rgb(STYLE.beyond))
  if (base === null) return [whole, ...fill(outlines.flatMap(({ polygons }) => polygons), STYLE.land)]
  return [whole, ...fill([[cornersOf(base.bounds)]], STYLE.sea), ...fill(base.land, STYLE.land), ...fill(base.water, STYLE.water)]
}

const cornersOf = ([west, south, east, north]: Bounds): [number, number][] => [[west, south], [east, south], [east, north], [west, north]]

function layLines({ ground: { outlines }, own, type }: WallPicture, at: At): MapMark[] {
  const border = (polygons: readonly Polygon[], colour: Rgb, thickness: number): MapMark[] => polygons.flat().map((ring) => line(ring.map(([lng, lat]) => at(lng, lat)), rgb(colour), thickness))
  return [...border(outlines.flatMap(({ polygons }) => polygons), STYLE.line, lineWidth(type)), ...border(own.flatMap(({ polygons }) => polygons), STYLE.outline, 1.6 * lineWidth(type))]
}

/** One pixel a cell, stretched without smoothing: its cells are linear in the map's own projection. */
function layField(pen: CanvasRenderingContext2D, field: Field, at: At): void {
  const painted = paintField(field, 'dark')
  if (painted === null) return
  const { bytes, width, height, bounds: [west, south, east, north] } = painted
  const cells = document.createElement('canvas')
  Object.assign(cells, { width, height })
  cells.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer), width, height), 0, 0)
  const [left, top] = at(west, north)
  const [right, bottom] = at(east, south)
  pen.imageSmoothingEnabled = false
  pen.drawImage(cells, left, top, right - left, bottom - top)
}
