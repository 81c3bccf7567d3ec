/** Draws the slides with the library: text, tables, and places for charts and pictures whose own parts are written afterwards. Nothing else calls it. */
import { BOXES, type Box, type Deck, type DeckStyle, type DrawnPicture, type Line, SLIDE, TYPE } from '../../../preload/contract/deck.ts'
import { STEPS } from '../../../preload/contract/slide-text.ts'
import { BORDER, type Border } from './border.ts'
import { drawVisual } from './draw-visual.ts'
import { createPresentation, type LayoutProps, type Presentation, type Run } from './library.ts'
import { bare, contain, INK, inches, MARK, placed, QUIET, RULE, TINT, WHITE } from './look.ts'
import { notesOf } from './notes.ts'
import { runsOf } from './runs.ts'
import type { Drawing, Sheet } from './sheet.ts'
import { STAND_IN } from './stand-in.ts'
import { wordsOf } from './words.ts'

const [COVER, CONTENT] = ['COVER', 'CONTENT']

export interface Drawn {
  border?: Border
  passed?: (slides: number) => void
  /** How the library gets a picture; a file of its own making has each picture's own bytes, and is packed. */
  dataOf?: Sheet['dataOf']
  isPacked?: boolean
}

export async function drawDeck(deck: Deck, style: DeckStyle, pictures: readonly DrawnPicture[], { border = BORDER, passed = () => {}, dataOf = () => STAND_IN, isPacked = false }: Drawn = {}): Promise<Drawing> {
  const pptx = createPresentation()
  pptx.defineLayout({ name: 'BRIEFING', width: inches(SLIDE.width), height: inches(SLIDE.height) })
  pptx.layout = 'BRIEFING'
  const section = border.text(deck.title)
  pptx.addSection({ title: section })
  defineLayouts(pptx, style)
  const known = new Map(pictures.map((picture) => [picture.id, picture]))
  const slides = deck.slides.map((slide, n) => {
    const target = pptx.addSlide({ masterName: slide.visual.kind === 'cover' ? COVER : CONTENT, sectionTitle: section })
    const sheet: Sheet = { target, slide, deck, style, pictures: known, dataOf, border, shapes: [] }
    drawSlide(sheet)
    target.addNotes(notesOf(deck, slide).map(border.text).join('\n'))
    passed(n + 1)
    return sheet.shapes
  })
  const bytes = await pptx.write({ outputType: 'uint8array', compression: isPacked })
  return { bytes: bytes as Uint8Array, slides }
}

/** One layout for each colour of title: what a slide says of it loses against its layout. */
function defineLayouts(pptx: Presentation, { logo, accent }: DeckStyle): void {
  const picture = logo === null ? [] : [{ image: { ...placed(contain(BOXES.logo, logo.width, logo.height)), data: STAND_IN } }]
  const common = { background: { color: WHITE }, slideNumber: { ...placed(BOXES.page), fontSize: TYPE.footer, color: QUIET, align: 'right' as const, valign: 'middle' as const, margin: 0 } }
  const rule = { x: inches(BOXES.footer.x), y: inches(BOXES.footer.y - 6), w: inches(SLIDE.width - 2 * BOXES.footer.x), h: inches(0.75) }
  const fill = { color: bare(accent) }
  const tick = { ...placed({ ...BOXES.title, x: 0, y: BOXES.title.y + 6, width: 8, height: BOXES.title.height - 12 }), fill }
  const line = { rect: { ...rule, fill: { color: RULE } } }
  pptx.defineSlideMaster({ ...common, title: CONTENT, objects: [line, { rect: tick }, ...picture, titlePlace(titleBox(logo !== null), TYPE.title)] })
  const band = { x: 0, y: 0, w: inches(20), h: inches(SLIDE.height), fill }
  const dash = { ...placed({ x: BOXES.coverFacts.x, y: 234, width: 96, height: 3 }), fill }
  pptx.defineSlideMaster({ ...common, title: COVER, objects: [{ rect: band }, { rect: dash }, line, ...picture, titlePlace(BOXES.coverTitle, TYPE.cover)] })
}

const titlePlace = (box: Box, fontSize: number): NonNullable<LayoutProps['objects']>[number] =>
  ({ placeholder: { options: { name: 'title', type: 'title', ...placed(box), fontSize, color: INK, bold: true, align: 'left', valign: 'middle', margin: 0 }, text: '' } })

const LOGO_GAP = 16

/** Beside a logo the title has less room. */
const titleBox = (hasLogo: boolean): Box => (hasLogo ? { ...BOXES.title, width: BOXES.logo.x - BOXES.title.x - LOGO_GAP } : BOXES.title)

function drawSlide(sheet: Sheet): void {
  const { target, slide, style, border, shapes } = sheet
  const isCover = slide.visual.kind === 'cover'
  const box = isCover ? BOXES.coverTitle : titleBox(style.logo !== null)
  const title = runsOf(slide.title, box, isCover ? STEPS.cover : STEPS.title, border)
  shapes.push({ name: `${slide.id}:title`, alt: '' })
  // What the text as a whole says of its size loses against the layout; what its runs say does not.
  target.addText((title.runs.length === 0 ? [{ text: slide.id }] : title.runs).map(({ text, options }) => ({ ...(text === undefined ? {} : { text }), options: { ...options, fontSize: title.size } })), { placeholder: 'title' })
  drawVisual(sheet)
  if (!isCover) drawSoWhat(sheet)
  drawFooter(sheet)
}

function drawSoWhat({ target, slide, style, border, shapes }: Sheet): void {
  if (slide.soWhat.length === 0) return
  const { x, y, width, height } = BOXES.soWhat
  const inner = { x: x + 14, y, width: width - 24, height }
  const { runs, size } = runsOf(slide.soWhat, inner, STEPS.soWhat, border)
  shapes.push({ name: `${slide.id}:so-what`, alt: '' }, { name: `${slide.id}:bar`, alt: '' })
  target.addText(runs, { ...placed({ x, y, width, height }), fontSize: size, color: INK, bold: true, fill: { color: TINT }, margin: [14, 10, 0, 0], valign: border.anchor('middle') })
  target.addShape('rect', { ...placed({ x, y, width: 4, height }), fill: { color: bare(style.accent) } })
}

function drawFooter({ target, slide, deck, border, shapes }: Sheet): void {
  const { asOf, definitions, source, confidentiality } = slide.footer
  const line: Line = [{ text: [asOf, definitions, source, confidentiality].filter((text) => text !== '').join('  |  ') }]
  const mark: Run[] = deck.simulated ? [{ text: `${wordsOf(deck.question.english).simulated} · `, options: { bold: true, color: MARK } }] : []
  const markWidth = mark.length === 0 ? 0 : 100
  const { runs, size } = runsOf(line, { width: BOXES.footer.width - markWidth, height: BOXES.footer.height }, STEPS.footer, border)
  shapes.push({ name: `${slide.id}:footer`, alt: '' })
  target.addText([...mark, ...runs], { ...placed(BOXES.footer), fontSize: size, color: QUIET, margin: 0, valign: border.anchor('middle') })
}
