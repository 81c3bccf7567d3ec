/** A page with slides and nothing else, for tests in a browser: the very parts that the console's page is made of. */
import { createElement, Fragment } from 'react'
import { createRoot } from 'react-dom/client'
import type { Deck, DeckStyle, DrawnPicture } from '../../../../../preload/contract/deck.ts'
import { getBridge } from '../../../../../renderer/bridge.ts'
import { DeckPaper } from '../../../../../renderer/briefing/slides/deck-paper.tsx'
import { drawMaps } from '../../../../../renderer/briefing/slides/map-picture.ts'
import { paperReady } from '../../../../../renderer/briefing/slides/paper-ready.ts'
import { paintSlide } from '../../../../../renderer/briefing/slides/slide-picture.ts'
import { SlideView } from '../../../../../renderer/briefing/slides/slide-view.tsx'

const bridge = getBridge()
const root = createRoot(document.getElementById('root')!)
let pictures = new Map<string, DrawnPicture>()
/** Bytes as a data address, as a test can carry them. */
const carried = ({ type, bytes }: Pick<DrawnPicture, 'type' | 'bytes'>): string => `data:${type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`

const slides = {
  async draw(deck: Deck, style: DeckStyle): Promise<{ id: string; width: number; height: number; size: number; data: string }[]> {
    const drawn = await drawMaps((method, input) => bridge.call(method, input), deck, style)
    if ('failure' in drawn) throw new Error(`${drawn.failure.code}: ${drawn.failure.detail}`)
    pictures = new Map(drawn.pictures.map((picture) => [picture.id, picture]))
    return drawn.pictures.map((picture) => ({ id: picture.id, width: picture.width, height: picture.height, size: picture.bytes.length, data: carried(picture) }))
  },
  async show(deck: Deck, style: DeckStyle): Promise<void> {
    await paperReady(deck, style, pictures)
    const shown = { deck, style, pictures }
    root.render(createElement(Fragment, null, ...deck.slides.map((slide) => createElement(SlideView, { key: slide.id, slide, ...shown, scale: 1 })), createElement(DeckPaper, { key: '', ...shown })))
  },
  async paint(deck: Deck, style: DeckStyle, id: string): Promise<string> {
    return carried({ type: 'image/png', bytes: await paintSlide(deck.slides.find((slide) => slide.id === id)!, deck, style, pictures) })
  },
}
export type SlidesPage = typeof slides
declare global {
  interface Window {
    slides: SlidesPage
  }
}
window.slides = slides
document.documentElement.dataset['ready'] = ''
