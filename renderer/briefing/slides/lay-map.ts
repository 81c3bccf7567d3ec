/** A map's picture as marks: what is coloured above, the ground, its legend beside it with every limit as a number, and below where it comes from. */
import { type Box, BOXES, type Deck, type MapPicture, type MapVisual } from '../../../preload/contract/deck.ts'
import { fitText, LEADING, textWidth, wrapLine } from '../../../preload/contract/slide-text.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import { unknownDistricts } from '../../chrome/ground/areas.ts'
import { areaFacts, cellFacts, type PictureFacts } from '../../chrome/ground/picture-facts.ts'
import type { Rgba } from '../../chrome/ground/palette.ts'
import type { Text } from '../../chrome/phrase.ts'
import { layGround, rgb, rgba } from './lay-ground.ts'
import type { MapAnswers } from './map-answers.ts'
import { box, INK, type MapMark, type MapPart, type Mark } from '../../chrome/ground/marks.ts'
import { textBlock } from './text-block.ts'

const HEAD = 22
const LEGEND = 148
/** Of the ground's own width for its height, what is seen beside it at most: more would be mostly what lies beyond it, and the legend has better use for the room. */
const BESIDE = 1.25
const NARROWEST = 1.15
const GAP = 10
const SWATCH = { width: 24, height: 13 }
const SMALL = 10

/** In points; the picture is drawn at a multiple of it. */
export function roomOf({ beside }: Pick<MapVisual, 'beside'>): Pick<Box, 'width' | 'height'> {
  const { width, height } = beside === null ? BOXES.visual : BOXES.mapBeside
  return { width, height }
}

interface Frame {
  head: Box
  ground: Box
  legend: Box
  foot: Box
}

/** `aspect`: width of the ground to show by its height. */
export function frameOf({ width, height }: Pick<Box, 'width' | 'height'>, aspect: number): Frame {
  const foot = 26
  const high = height - HEAD - foot
  const ground: Box = { x: 0, y: HEAD, width: Math.min(width - LEGEND - GAP, high * Math.max(NARROWEST, aspect * BESIDE)), height: high }
  return {
    head: { x: 0, y: 0, width, height: HEAD }, ground,
    legend: { x: ground.width + GAP, y: HEAD, width: width - ground.width - GAP, height: ground.height }, foot: { x: 0, y: height - foot + 2, width, height: foot - 2 },
  }
}

export function layMap(picture: MapPicture, answers: MapAnswers, room: Pick<Box, 'width' | 'height'>, { approvalNumber, simulated }: Deck, text: Text): MapPart[] {
  const { head, ground, legend, foot } = frameOf(room, answers.aspect)
  const facts = factsOf(picture, answers, text)
  const isSimulated = simulated || facts.provenance.simulated
  const whole: Box = { x: 0, y: 0, ...room }
  return [
    { box: whole, marks: [box(whole, INK.paper)] },
    { box: head, marks: layHead(picture, facts, head, isSimulated ? text.t('mark.simulated') : null) },
    { box: ground, marks: layGround(answers, picture.filter.area, picture.layer, ground, text) },
    { box: legend, marks: layLegend(facts, legend) },
    { box: foot, marks: layFoot(answers, facts, approvalNumber, foot, text) },
  ]
}

function factsOf({ filter, layer }: MapPicture, { painted, city }: MapAnswers, text: Text): PictureFacts {
  return 'areas' in painted ? areaFacts(painted.areas, filter, city, 'light', text) : cellFacts(painted.cells, filter, city, 'light', unknownDistricts(city, layer).size > 0, text)
}

function layHead({ title }: MapPicture, { period }: PictureFacts, room: Box, simulated: string | null): Mark[] {
  const marks: Mark[] = []
  const markWidth = simulated === null ? 0 : textWidth(simulated, SMALL) + 14
  if (simulated !== null) {
    const mark: Box = { x: room.x + room.width - markWidth - 1, y: room.y + 2, width: markWidth, height: 16 }
    marks.push(box(mark, null, INK.warning, 1, [4, 2.5]), ...textBlock([[{ text: simulated }]], mark, SMALL, { weight: 700, colour: INK.warning, anchor: 'middle', isMiddle: true }))
  }
  const line = { ...room, width: room.width - markWidth - 8, height: HEAD - 4 }
  const fitted = fitText([{ text: `${title} · ${period}` }], line, [12, 11, 10, 9, 8, 7])
  return [...marks, ...textBlock(fitted.lines, line, fitted.size, { weight: 600, isMiddle: true })]
}

type Row = { words: string; weight: 400 | 600 | 700; colour: string; swatch: Rgba | 'hatched' | null }

function rowsOf(facts: PictureFacts): Row[] {
  const said = (words: string, colour: string = INK.muted, weight: Row['weight'] = 400): Row => ({ words, weight, colour, swatch: null })
  return [
    said(facts.measure, INK.text, 600),
    ...facts.classes.map(({ colour, words }): Row => ({ words, weight: 400, colour: INK.text, swatch: colour })),
    said(facts.zero),
    ...(facts.hatched === null ? [] : [{ words: facts.hatched, weight: 400, colour: INK.muted, swatch: 'hatched' } satisfies Row]),
    said(facts.total, INK.text, 600), said(facts.scope), ...(facts.scale === null ? [] : [said(facts.scale)]), ...facts.notes.map((note) => said(`▲ ${note}`, INK.warning)),
  ]
}

/** The largest type at which all of it has room. */
function layLegend(facts: PictureFacts, room: Box): MapMark[] {
  const rows = rowsOf(facts)
  for (const size of [...(room.width > 2 * LEGEND ? [12, 11] : []), SMALL, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6]) {
    const folded = rows.map((row) => ({ row, lines: wrapLine([{ text: row.words }], room.width - (row.swatch === null ? 0 : SWATCH.width + 6), size) }))
    const heights = folded.map(({ row, lines }) => Math.max(lines.length * size * LEADING, row.swatch === null ? 0 : SWATCH.height + 2) + 3)
    if (heights.reduce((sum, height) => sum + height, 0) > room.height && size > 6) continue
    let y = room.y
    return folded.flatMap(({ row, lines }, n) => {
      const height = heights[n]!
      const left = row.swatch === null ? 0 : SWATCH.width + 6
      const marks = [...laySwatch(row, { x: room.x, y: y + 1, ...SWATCH }), ...textBlock(lines, { x: room.x + left, y, width: room.width - left, height: height - 3 }, size, { weight: row.weight, colour: row.colour, isMiddle: row.swatch !== null && lines.length === 1 })]
      y += height
      return marks
    })
  }
  return []
}

/** Over land, as the map paints it: the lowest class lets a little of it through. */
function laySwatch({ swatch }: Row, at: Box): MapMark[] {
  if (swatch === null) return []
  const land = box(at, rgb(BASE_STYLE.light.land), INK.rule, 0.75)
  if (swatch !== 'hatched') return [land, box(at, rgba(swatch), INK.rule, 0.75)]
  const lines: number[] = []
  // Each crosses the swatch from its lower to its upper edge, cut off at its sides.
  for (let start = at.x - at.height; start < at.x + at.width; start += 4) {
    const [from, to] = [Math.max(start, at.x), Math.min(start + at.height, at.x + at.width)]
    lines.push(from, at.y + at.height - (from - start), to, at.y + at.height - (to - start))
  }
  return [land, { kind: 'lines', ends: Float64Array.from(lines), stroke: rgb(BASE_STYLE.light.hatch), thickness: 0.6 }]
}

/** As-of and approval number first: they are never cut. */
function layFoot({ base, districts, streets }: MapAnswers, { provenance: { asOf }, source }: PictureFacts, approvalNumber: string, room: Box, { t, dateTime }: Text): Mark[] {
  const said = [
    asOf === null ? t('age.never') : t('age.asOf', { time: dateTime(asOf) }),
    t(approvalNumber === '' ? 'map.attribution.sketch' : 'map.approval', { number: approvalNumber }), source,
    [...districts, ...streets].some(({ simulated }) => simulated) ? t('map.simulatedStreets') : '', base === null ? '' : t('map.attribution'),
  ].filter((part) => part !== '').join(' · ')
  const { size, lines } = fitText([{ text: said }], room, [9, 8.5, 8, 7.5, 7, 6.5, 6])
  return textBlock(lines, room, size, { colour: INK.muted })
}
