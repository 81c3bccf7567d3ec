/** The pictures of a wall's marks: every kind has its own shape and colour, and its number of the list inside, read from the back row. */
import type { WallMark } from '../../../preload/contract/wall.ts'

export type WallMarkKind = WallMark['kind']
type Point = readonly [x: number, y: number]

/** Okabe and Ito's colours for colour-blind readers, none of them from the field's palette. */
const LOOK: Record<WallMarkKind, { colour: string; outline: readonly Point[] | 'circle'; drop: number }> = {
  bottleneck: { colour: '#e8762c', outline: [[0, -1.1], [1.1, 0.85], [-1.1, 0.85]], drop: 0.3 },
  spot: { colour: '#ff8f8f', outline: 'circle', drop: 0 },
  gap: { colour: '#d99bc0', outline: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]], drop: 0 },
  site: { colour: '#a9d5f2', outline: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]], drop: 0 },
  post: { colour: '#ffffff', outline: [[0, -1], [0.95, -0.3], [0.6, 0.85], [-0.6, 0.85], [-0.95, -0.3]], drop: 0 },
}
const INK = '#101820'
/** One without a number needs no room for it. */
const PLAIN_SHARE = 0.5
/** Of the letters' height: then a number is no smaller than they are. */
const RADIUS_SHARE = 1.1

export const colourOfMark = (kind: WallMarkKind): string => LOOK[kind].colour
/** Around its middle, in radii. */
export const outlineOfMark = (kind: WallMarkKind): readonly Point[] | 'circle' => LOOK[kind].outline

/** Half the width of its picture, where a number inside it is as high as `type`. */
export function radiusOf({ rank }: Pick<WallMark, 'rank'>, type: number): number {
  return type * RADIUS_SHARE * (rank === null ? PLAIN_SHARE : 1)
}

/** Around (x, y), in the pen's units; the font must be there already. */
export function paintWallMark(pen: CanvasRenderingContext2D, { kind, rank }: Pick<WallMark, 'kind' | 'rank'>, x: number, y: number, radius: number, font: string): void {
  const { colour, outline, drop } = LOOK[kind]
  pen.save()
  pen.translate(x, y)
  pen.beginPath()
  if (outline === 'circle') pen.arc(0, 0, radius, 0, 2 * Math.PI)
  else for (const [right, down] of outline) pen.lineTo(right * radius, down * radius)
  pen.closePath()
  pen.lineJoin = 'round'
  for (const [stroke, width] of [['#ffffff', 0.34], [INK, 0.18]] as const) {
    pen.strokeStyle = stroke
    pen.lineWidth = width * radius
    pen.stroke()
  }
  pen.fillStyle = colour
  pen.fill()
  if (rank !== null) {
    pen.fillStyle = INK
    pen.font = `700 ${radius * (kind === 'bottleneck' ? 1 : 1.2)}px ${font}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(String(rank), 0, radius * (drop + 0.06))
  }
  pen.restore()
}
