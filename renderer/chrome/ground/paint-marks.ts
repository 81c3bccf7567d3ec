/** Draws marks on a canvas: a map's picture, on paper or on a wall, and a whole slide as a picture. */
import { plainText } from '../../../preload/contract/slide-text.ts'
import { INK, type ImageMark, type MapMark, type MapPart, type TextMark } from './marks.ts'

export type Images = ReadonlyMap<Uint8Array, CanvasImageSource>

/** `font`: the families; `images`: those of the image marks, read before; `paper`: what shines around letters. The pen's unit is a point. */
export function paintParts(pen: CanvasRenderingContext2D, parts: readonly MapPart[], font: string, images: Images, paper: string = INK.paper): void {
  for (const { box: { x, y, width, height }, marks } of parts) {
    pen.save()
    pen.beginPath()
    pen.rect(x, y, width, height)
    pen.clip()
    for (const mark of marks) paintMark(pen, mark, font, images, paper)
    pen.restore()
  }
}

export function paintMark(pen: CanvasRenderingContext2D, mark: MapMark, font: string, images: Images, paper: string = INK.paper): void {
  switch (mark.kind) {
    case 'text': return paintText(pen, mark, font, paper)
    case 'image': return paintImage(pen, mark, images)
    case 'box':
      if (mark.fill !== null) fill(pen, mark.fill, () => pen.rect(mark.x, mark.y, mark.width, mark.height))
      return stroke(pen, mark.stroke, mark.thickness, mark.dash, () => pen.rect(mark.x, mark.y, mark.width, mark.height))
    case 'dot': return fill(pen, mark.fill, () => pen.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI))
    case 'path':
      if (mark.fill !== null) fill(pen, mark.fill, () => trace(pen, mark.points))
      return stroke(pen, mark.stroke, mark.thickness, mark.dash, () => trace(pen, mark.points))
    case 'area': return fill(pen, mark.fill, () => mark.rings.forEach((ring) => trace(pen, ring)))
    case 'lines': return stroke(pen, mark.stroke, mark.thickness, [], () => {
      for (let n = 0; n < mark.ends.length; n += 4) {
        pen.moveTo(mark.ends[n]!, mark.ends[n + 1]!)
        pen.lineTo(mark.ends[n + 2]!, mark.ends[n + 3]!)
      }
    })
  }
}

function trace(pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], n) => (n === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
}

function fill(pen: CanvasRenderingContext2D, colour: string, path: () => void): void {
  pen.fillStyle = colour
  pen.beginPath()
  path()
  pen.fill('evenodd')
}

function stroke(pen: CanvasRenderingContext2D, colour: string | null, thickness: number, dash: readonly number[], path: () => void): void {
  if (colour === null || thickness === 0) return
  pen.strokeStyle = colour
  pen.lineWidth = thickness
  pen.lineJoin = 'round'
  pen.setLineDash([...dash])
  pen.beginPath()
  path()
  pen.stroke()
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const

function paintText(pen: CanvasRenderingContext2D, { x, y, size, weight, colour, anchor, halo, line }: TextMark, font: string, paper: string): void {
  const words = plainText(line)
  pen.font = `${weight} ${size}px ${font}`
  pen.textAlign = ALIGN[anchor]
  pen.textBaseline = 'alphabetic'
  if (halo) {
    pen.setLineDash([])
    pen.lineJoin = 'round'
    pen.lineWidth = Math.max(3, size / 5)
    pen.strokeStyle = paper
    pen.strokeText(words, x, y)
  }
  pen.fillStyle = colour
  pen.fillText(words, x, y)
}

function paintImage(pen: CanvasRenderingContext2D, { bytes, x, y, width, height }: ImageMark, images: Images): void {
  const image = images.get(bytes)
  if (image !== undefined) pen.drawImage(image, x, y, width, height)
}
