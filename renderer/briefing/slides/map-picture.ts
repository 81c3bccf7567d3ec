/** Draws the maps of a deck at the resolution of a slide, on a canvas of their own: the screen's map is neither needed nor disturbed. */
import type { Bridge, Failure } from '../../../preload/contract/api.ts'
import type { Deck, DeckStyle, DrawnPicture, MapVisual } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { type BaseMap, loadBaseMap } from '../../chrome/ground/base-map.ts'
import { smallerOf } from './encode.ts'
import { fontOf, loadSlideFont } from './font-of.ts'
import { frameOf, layMap, roomOf } from './lay-map.ts'
import { askForMap, MapFailure } from './map-answers.ts'
import type { MapPart } from '../../chrome/ground/marks.ts'
import { paintParts } from '../../chrome/ground/paint-marks.ts'
import { textOf } from './slide-words.ts'

/** 192 to an inch: more is not seen on a slide. */
const PIXELS_PER_POINT = 192 / 72
const MOST = { width: 2560, height: 1440 }

export type MapsDrawn = { pictures: DrawnPicture[] } | { failure: Failure }

/** All maps of a deck, in its order; those that `known` already has are not drawn again. */
export async function drawMaps(call: Bridge['call'], deck: Deck, style: DeckStyle, known: ReadonlyMap<string, DrawnPicture> = new Map()): Promise<MapsDrawn> {
  const visuals = deck.slides.map(({ visual }) => visual).filter((visual) => visual.kind === 'map')
  const base = await loadBaseMap().catch(() => null)
  const pictures: DrawnPicture[] = []
  try {
    for (const visual of visuals) pictures.push(known.get(visual.picture.id) ?? (await drawMap(call, visual, deck, style, base)))
    return { pictures }
  } catch (error) {
    return { failure: error instanceof MapFailure ? error.failure : { code: 'internal', detail: String(error) } }
  }
}

/** Throws a MapFailure where an answer is missing. */
export async function drawMap(call: Bridge['call'], visual: MapVisual, deck: Deck, style: DeckStyle, base: BaseMap | null): Promise<DrawnPicture> {
  const { picture } = visual
  const room = roomOf(visual)
  const answers = await askForMap(call, base, picture, (aspect) => frameOf(room, aspect).ground)
  const parts = layMap(picture, answers, room, deck, textOf(deck))
  await loadSlideFont(style, wordsOf(parts))
  const ratio = Math.min(PIXELS_PER_POINT, MOST.width / room.width, MOST.height / room.height)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: Math.round(room.width * ratio), height: Math.round(room.height * ratio) })
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  pen.scale(canvas.width / room.width, canvas.height / room.height)
  paintParts(pen, parts, fontOf(style), new Map())
  return { id: picture.id, ...(await smallerOf(canvas)), width: canvas.width, height: canvas.height }
}

const wordsOf = (parts: readonly MapPart[]): string => parts.flatMap(({ marks }) => marks.map((mark) => (mark.kind === 'text' ? plainText(mark.line) : ''))).join('')
