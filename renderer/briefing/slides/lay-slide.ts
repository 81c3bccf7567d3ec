/** A slide as parts in their boxes: the boxes and sizes of the contract, the same as in the file. */
import { BOXES, type Box, type Deck, type DeckStyle, type DrawnPicture, type Slide, SLIDE, type Visual } from '../../../preload/contract/deck.ts'
import { fitText, STEPS, textWidth } from '../../../preload/contract/slide-text.ts'
import { layChart } from './lay-chart.ts'
import { layTable } from './lay-table.ts'
import { layCover, layParagraphs } from './lay-words.ts'
import { box, INK, line, type Mark, type Part } from '../../chrome/ground/marks.ts'
import { textBlock } from './text-block.ts'

/** Drawn maps by the id of their picture. */
export type Pictures = ReadonlyMap<string, DrawnPicture>

export interface SlideWords {
  /** 模拟数据, or null where nothing is simulated. */
  simulated: string | null
  page: string
  /** Stands below the first page that leaves; null on every other. */
  leaving: string | null
  /** Stands where a map is still being drawn. */
  awaited: string
}

/** Between the logo and the title that makes room for it. */
const LOGO_GAP = 16
const MARK_SIZE = 10

export function laySlide(slide: Slide, style: DeckStyle, pictures: Pictures, words: SlideWords): Part[] {
  const { accent } = style
  const isCover = slide.visual.kind === 'cover'
  const parts = [...(slide.visual.kind === 'cover' ? layCover(slide.title, slide.visual, accent) : [layTitle(slide, style), ...layVisual(slide.visual, accent, pictures, words)])]
  if (!isCover && slide.soWhat.length > 0) parts.push(laySoWhat(slide, accent))
  return [{ shape: 'paper', box: { x: 0, y: 0, ...SLIDE }, marks: [box({ x: 0, y: 0, ...SLIDE }, INK.paper)] }, ...parts, ...layLogo(style), ...layFoot(slide, words), ...layLeaving(words)]
}

const titleRoom = ({ logo }: DeckStyle): Box => (logo === null ? BOXES.title : { ...BOXES.title, width: BOXES.logo.x - LOGO_GAP - BOXES.title.x })

/** Whether these words have no room at the size a title has. */
export function isTitleSmaller(title: string, { visual }: Slide, style: DeckStyle): boolean {
  const [room, sizes] = visual.kind === 'cover' ? [BOXES.coverTitle, STEPS.cover] : [titleRoom(style), STEPS.title]
  return fitText([{ text: title }], room, sizes).size < sizes[0]
}

function layTitle({ title }: Slide, style: DeckStyle): Part {
  const { accent } = style
  const room = titleRoom(style)
  const { size, lines } = fitText(title, room, STEPS.title)
  return { shape: 'title', box: BOXES.title, marks: [box({ x: 0, y: room.y + 6, width: 8, height: room.height - 12 }, accent), ...textBlock(lines, room, size, { weight: 700, isMiddle: true })] }
}

const whole = (marks: Mark[]): Part[] => [{ shape: 'visual', box: BOXES.visual, marks }]

function layVisual(visual: Exclude<Visual, { kind: 'cover' }>, accent: string, pictures: Pictures, words: SlideWords): Part[] {
  switch (visual.kind) {
    case 'table': return whole(layTable(visual, BOXES.visual, accent))
    case 'chart': return whole(layChart(visual, BOXES.visual, accent))
    case 'text': return whole(layParagraphs(visual.paragraphs, BOXES.visual, accent))
    case 'map': {
      const room = visual.beside === null ? BOXES.visual : BOXES.mapBeside
      const map: Part = { shape: 'visual', box: room, marks: [layPicture(pictures.get(visual.picture.id), room, words)].flat() }
      return visual.beside === null ? [map] : [map, { shape: 'beside', box: BOXES.beside, marks: layTable(visual.beside, BOXES.beside, accent) }]
    }
  }
}

function layPicture(picture: DrawnPicture | undefined, room: Box, { awaited }: SlideWords): Mark[] {
  if (picture !== undefined) return [{ kind: 'image', ...within(picture, room), type: picture.type, bytes: picture.bytes }]
  return [box(room, INK.tint, INK.rule), ...textBlock([[{ text: awaited }]], room, 14, { colour: INK.muted, anchor: 'middle', isMiddle: true })]
}

/** As large as the room lets it be, in the middle, its shape kept. */
function within({ width, height }: { width: number; height: number }, room: Box): Box {
  const scale = Math.min(room.width / width, room.height / height)
  return { x: room.x + (room.width - width * scale) / 2, y: room.y + (room.height - height * scale) / 2, width: width * scale, height: height * scale }
}

function laySoWhat({ soWhat }: Slide, accent: string): Part {
  const room = BOXES.soWhat
  const inner: Box = { x: room.x + 14, y: room.y, width: room.width - 24, height: room.height }
  const { size, lines } = fitText(soWhat, inner, STEPS.soWhat)
  return { shape: 'so-what', box: room, marks: [box(room, INK.tint), box({ ...room, width: 4 }, accent), ...textBlock(lines, inner, size, { weight: 600, isMiddle: true })] }
}

function layLogo({ logo }: DeckStyle): Part[] {
  return logo === null ? [] : [{ shape: 'logo', box: BOXES.logo, marks: [{ kind: 'image', ...within(logo, BOXES.logo), type: logo.type, bytes: logo.bytes }] }]
}

function layFoot({ footer }: Slide, { simulated, page }: SlideWords): Part[] {
  const markWidth = simulated === null ? 0 : textWidth(simulated, MARK_SIZE) + 16
  const room: Box = { ...BOXES.footer, width: BOXES.footer.width - (markWidth === 0 ? 0 : markWidth + 12) }
  const said = [footer.asOf, footer.definitions, footer.source, footer.confidentiality].filter((each) => each !== '').join('  |  ')
  const { size, lines } = fitText([{ text: said }], room, STEPS.footer)
  const parts: Part[] = [
    { shape: 'footer', box: room, marks: [line([[room.x, room.y - 3], [SLIDE.width - room.x, room.y - 3]], INK.rule, 0.75), ...textBlock(lines, room, size, { colour: INK.muted, isMiddle: true })] },
    { shape: 'page', box: BOXES.page, marks: textBlock([[{ text: page }]], BOXES.page, 10, { colour: INK.muted, anchor: 'end', isMiddle: true }) },
  ]
  if (simulated === null) return parts
  const mark: Box = { x: BOXES.footer.x + BOXES.footer.width - markWidth, y: BOXES.footer.y + 2, width: markWidth, height: 18 }
  return [...parts, { shape: 'mark', box: mark, marks: [box(mark, null, INK.warning, 1, [4, 2.5]), ...textBlock([[{ text: simulated }]], mark, MARK_SIZE, { weight: 700, colour: INK.warning, anchor: 'middle', isMiddle: true })] }]
}

function layLeaving({ leaving }: SlideWords): Part[] {
  if (leaving === null) return []
  const { size, lines } = fitText([{ text: leaving }], BOXES.leaving, STEPS.leaving)
  return [{ shape: 'leaving', box: BOXES.leaving, marks: textBlock(lines, BOXES.leaving, size, { colour: INK.muted, isMiddle: true }) }]
}

/** Null where the slide is hidden: it has no page. */
export function pageOf(deck: Deck, slide: Slide): string | null {
  const index = deck.slides.findIndex(({ id }) => id === slide.id)
  return index === -1 ? null : `${index + 1} / ${deck.slides.length}`
}
