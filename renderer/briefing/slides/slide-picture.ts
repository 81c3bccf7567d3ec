/** Slides as pictures, one PNG a page: painted by the page itself, so that both hosts can do it and nothing has to be photographed. */
import { type Deck, type DeckStyle, type Slide, SLIDE } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { pngOf } from './encode.ts'
import { fontOf, loadSlideFont } from './font-of.ts'
import { laySlide, type Pictures } from './lay-slide.ts'
import type { ImageMark, Part } from '../../chrome/ground/marks.ts'
import { paintMark } from '../../chrome/ground/paint-marks.ts'
import { slideWords } from './slide-words.ts'

/** 2560 × 1440. */
const PIXELS_PER_POINT = 2560 / SLIDE.width

export async function paintSlide(slide: Slide, deck: Deck, style: DeckStyle, pictures: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  const parts = laySlide(slide, style, pictures, slideWords(deck, slide))
  const marks = parts.flatMap((part: Part) => part.marks)
  await loadSlideFont(style, marks.map((mark) => (mark.kind === 'text' ? plainText(mark.line) : '')).join(''))
  const drawn = marks.filter((mark): mark is ImageMark => mark.kind === 'image')
  const images = new Map(await Promise.all(drawn.map(async ({ bytes, type }) => [bytes as Uint8Array, await createImageBitmap(new Blob([bytes], { type }))] as const)))
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: Math.round(SLIDE.width * PIXELS_PER_POINT), height: Math.round(SLIDE.height * PIXELS_PER_POINT) })
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  pen.scale(PIXELS_PER_POINT, PIXELS_PER_POINT)
  for (const mark of marks) paintMark(pen, mark, fontOf(style), images)
  images.forEach((image) => image.close())
  return pngOf(canvas)
}
