/** A slide as it is on the screen, in the thumbnails and on paper: one drawing, sharp at every size. */
import type { ReactNode } from 'react'
import { type Deck, type DeckStyle, type Slide, SLIDE } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { fontOf } from './font-of.ts'
import { laySlide, type Pictures } from './lay-slide.ts'
import { INK, type Mark, type TextMark } from '../../chrome/ground/marks.ts'
import { addressOf } from './picture-address.ts'
import { slideWords } from './slide-words.ts'

interface Props {
  slide: Slide
  /** The deck it is shown of: its page number is its place in it. */
  deck: Deck
  style: DeckStyle
  pictures: Pictures
  /** Pixels of the page for a point; absent: as wide as there is room. */
  scale?: number
}

export function SlideView({ slide, deck, style, pictures, scale }: Props): ReactNode {
  const parts = laySlide(slide, style, pictures, slideWords(deck, slide))
  const size = scale === undefined ? { width: '100%' } : { width: SLIDE.width * scale, height: SLIDE.height * scale }
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and is one picture
    <svg {...size} viewBox={`0 0 ${SLIDE.width} ${SLIDE.height}`} fontFamily={fontOf(style)} role="img" aria-label={labelOf(slide)} data-slide={slide.id}>
      {parts.map(({ shape, marks, box }) => (
        <g key={shape} data-shape={shape} data-box={`${box.x} ${box.y} ${box.width} ${box.height}`}>{marks.map((mark, n) => <MarkView key={n} mark={mark} />)}</g>
      ))}
    </svg>
  )
}

function labelOf({ title, visual }: Slide): string {
  return 'alt' in visual ? `${plainText(title)}: ${visual.alt}` : plainText(title)
}

function MarkView({ mark }: { mark: Mark }): ReactNode {
  switch (mark.kind) {
    case 'text': return <TextView mark={mark} />
    case 'box': return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill={mark.fill ?? 'none'} stroke={mark.stroke ?? 'none'} strokeWidth={mark.thickness} strokeDasharray={mark.dash.join(' ') || undefined} />
    case 'dot': return <circle cx={mark.x} cy={mark.y} r={mark.radius} fill={mark.fill} />
    case 'image': return <image href={addressOf(mark.bytes, mark.type)} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />
    case 'path': return <path d={`M${mark.points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}${mark.fill === null ? '' : 'Z'}`} fill={mark.fill ?? 'none'} stroke={mark.stroke ?? 'none'} strokeWidth={mark.thickness} strokeDasharray={mark.dash.join(' ') || undefined} strokeLinejoin="round" />
  }
}

const HALO = { stroke: INK.paper, strokeWidth: 3, strokeLinejoin: 'round', paintOrder: 'stroke' } as const

function TextView({ mark: { x, y, size, weight, colour, anchor, halo, line } }: { mark: TextMark }): ReactNode {
  return (
    <text x={x} y={y} fontSize={size} fontWeight={weight} fill={colour} textAnchor={anchor} {...(halo ? HALO : {})} xmlSpace="preserve">
      {line.map(({ text, figure }, n) => (figure === undefined ? text : <tspan key={n} data-fact={figure.fact}>{text}</tspan>))}
    </text>
  )
}
