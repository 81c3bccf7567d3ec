/** Pictures of the marks: every kind has its own shape and letter, so that colour never speaks alone. */
import type { IconName, MarkKind } from './marks.ts'
import { MARK_KINDS } from './marks.ts'

/** Okabe and Ito's colours for colour-blind readers, none of them from the field's palette. */
export const MARK_COLOUR: Record<MarkKind, string> = {
  bottleneck: '#d55e00', duty: '#ffffff', overdue: '#e0202a', compound: '#56b4e9', station: '#e69f00', merchant: '#cc79a7', charging: '#b9c4ce',
}
const INK = '#111820'
/** What is closed has no colour of its own. */
export const CLOSED_COLOUR = '#ffffff'

type Point = readonly [x: number, y: number]
/** Outlines in a square of −1…1; circles and rings have none. A ring is hollow: what it surrounds stays in sight. */
const OUTLINE: Record<MarkKind, readonly Point[] | 'circle' | 'ring'> = {
  bottleneck: [[0, -1], [1, 0.8], [-1, 0.8]],
  overdue: 'ring',
  duty: [[0, -1], [0.95, -0.3], [0.6, 0.85], [-0.6, 0.85], [-0.95, -0.3]],
  compound: [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]],
  station: [[0, -1], [0.9, -0.2], [0.9, 0.85], [-0.9, 0.85], [-0.9, -0.2]],
  merchant: 'circle',
  charging: [[0, -1], [1, 0], [0, 1], [-1, 0]],
}

/** The shape as SVG points around a centre, for legends and lists. */
export function outlinePoints(kind: MarkKind, centre: number, radius: number): string | null {
  const outline = OUTLINE[kind]
  return typeof outline === 'string' ? null : outline.map(([x, y]) => `${centre + x * radius},${centre + y * radius}`).join(' ')
}

/** Past the hour: from twelve over the middle to four. */
export const CLOCK_HANDS: readonly Point[] = [[0, -0.5], [0, 0], [0.36, 0.22]]
export const ATLAS_TILE = 96
export type Letters = Record<MarkKind, string>

export interface MarkAtlas {
  image: HTMLCanvasElement
  mapping: Record<IconName, { x: number; y: number; width: number; height: number; mask: boolean }>
}

const made = new Map<string, MarkAtlas>()

/** Two rows of tiles, the open ones over the closed; the font must be there already, a picture is not redrawn. */
export function markAtlas(letters: Letters, font: string): MarkAtlas {
  const key = JSON.stringify(letters)
  const known = made.get(key)
  if (known) return known
  const image = document.createElement('canvas')
  image.width = ATLAS_TILE * MARK_KINDS.length
  image.height = ATLAS_TILE * 2
  const context = image.getContext('2d')
  const mapping = {} as MarkAtlas['mapping']
  MARK_KINDS.forEach((kind, i) => {
    const tile = { x: i * ATLAS_TILE, width: ATLAS_TILE, height: ATLAS_TILE, mask: false }
    mapping[kind] = { ...tile, y: 0 }
    mapping[`${kind}-closed`] = { ...tile, y: ATLAS_TILE }
    if (!context) return
    drawMark(context, kind, letters[kind], font, [tile.x, 0], MARK_COLOUR[kind])
    drawMark(context, kind, letters[kind], font, [tile.x, ATLAS_TILE], CLOSED_COLOUR)
    strike(context, [tile.x, ATLAS_TILE])
  })
  const atlas = { image, mapping }
  made.set(key, atlas)
  return atlas
}

function drawMark(context: CanvasRenderingContext2D, kind: MarkKind, letter: string, font: string, [left, top]: Point, colour: string): void {
  const centre = ATLAS_TILE / 2
  const radius = centre - 9
  context.save()
  context.translate(left + centre, top + centre)
  context.beginPath()
  const outline = OUTLINE[kind]
  if (outline === 'ring') {
    drawRing(context, radius, colour)
    context.restore()
    return
  }
  if (outline === 'circle') context.arc(0, 0, radius * 0.92, 0, 2 * Math.PI)
  else {
    for (const [x, y] of outline) context.lineTo(x * radius, y * radius)
    context.closePath()
  }
  context.lineJoin = 'round'
  context.strokeStyle = '#ffffff'
  context.lineWidth = 14
  context.stroke()
  context.strokeStyle = INK
  context.lineWidth = 7
  context.stroke()
  context.fillStyle = colour
  context.fill()
  context.fillStyle = INK
  context.font = `700 ${kind === 'bottleneck' ? 38 : 48}px ${font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(letter, 0, kind === 'bottleneck' ? 16 : kind === 'station' ? 7 : 3)
  context.restore()
}

/** A clock without a face: ring and hands, edged in white and ink so that they stand out from any ground. */
function drawRing(context: CanvasRenderingContext2D, radius: number, colour: string): void {
  for (const [stroke, ring, hand] of [['#ffffff', 24, 16], [INK, 17, 9], [colour, 11, 0]] as const) {
    context.strokeStyle = stroke
    context.lineCap = 'round'
    context.beginPath()
    context.arc(0, 0, radius - 6, 0, 2 * Math.PI)
    context.lineWidth = ring
    context.stroke()
    if (hand === 0) continue
    context.beginPath()
    for (const [i, [x, y]] of CLOCK_HANDS.entries()) context[i === 0 ? 'moveTo' : 'lineTo'](x * radius, y * radius)
    context.lineWidth = hand
    context.stroke()
  }
}

/** Struck from corner to corner, over its own edge: seen at 18 pixels and without any colour. */
function strike(context: CanvasRenderingContext2D, [left, top]: Point): void {
  for (const [colour, width] of [['#ffffff', 16], [INK, 8]] as const) {
    context.beginPath()
    context.moveTo(left + 10, top + ATLAS_TILE - 10)
    context.lineTo(left + ATLAS_TILE - 10, top + 10)
    context.strokeStyle = colour
    context.lineWidth = width
    context.lineCap = 'round'
    context.stroke()
  }
}
