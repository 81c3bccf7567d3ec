/** The slides of where: a map with the first areas or spots beside it, and the ten first spots as a table. */
import type { Fact, Line, MapPicture, TableVisual } from '../../../preload/contract/deck.ts'
import type { Measure } from '../../../preload/contract/measure.ts'
import { besideTable, cell, figureCell, intervalCell, paragraph, table, textCell } from './cells.ts'
import { cellZoom, isCellMap, MAP_MEASURES, mapLevel } from './plan.ts'
import { factOf, figure, fitting, messageOf, nameAt, plainly, reports, say, type Scene, type SlideParts } from './scene.ts'
import { numberAt, textAt } from './spans.ts'

const LISTED = 5
type MapMeasure = (typeof MAP_MEASURES)[number]

/** Rates of orders where enough places have one; else by ground, which is known everywhere. */
function chosen(scene: Scene, kind: 'ranked' | 'spots', enough: number): { fact: Fact; measure: MapMeasure } {
  const choices = MAP_MEASURES.map((measure) => ({ fact: factOf(scene, `${kind}-${measure}`), measure }))
  return choices.find(({ fact }) => fact.values.length >= enough) ?? choices.at(-1)!
}

export function whereMap(scene: Scene): SlideParts {
  const isCells = isCellMap(scene.question, scene.place)
  const { fact, measure } = chosen(scene, isCells ? 'spots' : 'ranked', 3)
  const what = messageOf(scene, `map.${measure}`)
  const picture: MapPicture = {
    id: 'map', form: isCells ? 'cells' : 'areas', layer: 'report', measure: measure satisfies Measure, level: mapLevel(scene.question, scene.place), zoom: cellZoom(scene.place), title: what,
    filter: { area: scene.question.area, drawn: null, from: scene.days.from, to: scene.days.to, classes: [], statuses: [], weekdays: [], hours: [] },
  }
  const beside = fact.values.length === 0 ? null : isCells ? spotsBeside(scene, fact, measure, what) : areasBeside(scene, fact, measure, what)
  const soWhat = fact.values.length === 0 ? say(scene, 'what.map.none') : isFirstAlone(fact) ? say(scene, 'what.map') : say(scene, 'what.map.overlap')
  return { id: 'map', title: mapTitle(scene, fact, measure, isCells), visual: { kind: 'map', picture, beside, alt: plainly(scene, 'alt.map', { area: scene.areaName, what }) }, soWhat, facts: [fact], definition: 'define.map' }
}

/** The first one's lower limit is above the second's upper one: it is the highest, and not only the first of the list. */
const isFirstAlone = (fact: Fact): boolean => fact.values.length < 2 || (numberAt(fact, 0, 'low') ?? 0) > (numberAt(fact, 1, 'high') ?? Infinity)

function mapTitle(scene: Scene, fact: Fact, measure: MapMeasure, isCells: boolean): Line {
  if (reports(scene) === 0) return say(scene, 'title.map.empty')
  if (fact.values.length === 0) return say(scene, 'title.map.none')
  // So long that the place fits the title of several, which is the longest: another would say what is not so.
  const longest = scene.question.english ? 22 : 9
  const byGround = measure === 'per-km2'
  const area = isCells ? spotName(scene, fact, 0, longest) : nameAt(scene, fact, 0, 'name', longest)
  const group = say(scene, byGround ? 'title.map.groupKm2' : 'title.map.group', { area })
  const first = say(scene, byGround ? 'title.map.firstKm2' : 'title.map.first', { area, value: figure(scene, fact, 0, 'value', 'decimal') })
  if (!isFirstAlone(fact)) return group
  return fitting(scene, [first, ...(isCells ? [say(scene, 'title.map.spots', { area, records: figure(scene, fact, 0, 'records', 'integer') })] : []), group])
}

const valueHead = (measure: MapMeasure): 'head.value' | 'head.valueKm2' => (measure === 'per-km2' ? 'head.valueKm2' : 'head.value')

function areasBeside(scene: Scene, fact: Fact, measure: MapMeasure, what: string): TableVisual {
  const rows = fact.values.slice(0, LISTED).map((_, row) => [textCell(nameAt(scene, fact, row, 'name', scene.question.english ? 16 : 8)), figureCell(scene, fact, row, 'records', 'integer'), figureCell(scene, fact, row, 'value', 'decimal'), intervalCell(scene, fact, row)])
  return besideTable(scene, plainly(scene, 'alt.top', { what }), ['head.area', 'head.records', valueHead(measure), 'head.interval'], rows)
}

function spotsBeside(scene: Scene, fact: Fact, measure: MapMeasure, what: string): TableVisual {
  const rows = fact.values.slice(0, LISTED).map((_, row) => [textCell(spotName(scene, fact, row, scene.question.english ? 16 : 8)), figureCell(scene, fact, row, 'records', 'integer'), figureCell(scene, fact, row, 'value', 'decimal'), intervalCell(scene, fact, row)])
  return besideTable(scene, plainly(scene, 'alt.top', { what }), ['head.spot', 'head.records', valueHead(measure), 'head.interval'], rows)
}

/** Of the place in it, else of the street it lies in. */
function spotName(scene: Scene, fact: Fact, row: number, longest: number): string {
  if (textAt(fact, row, 'place') !== '') return nameOnly(scene, fact, row, longest)
  return textAt(fact, row, 'area') === '' ? messageOf(scene, 'spot.unnamed') : nameAt(scene, fact, row, 'area', longest)
}

/** Places have one name in all languages. */
const nameOnly = (scene: Scene, fact: Fact, row: number, longest: number): string => nameAt({ ...scene, question: { ...scene.question, english: false } }, fact, row, 'place', longest)

export function topSpots(scene: Scene): SlideParts {
  const { fact, measure } = chosen(scene, 'spots', 5)
  const last = fact.values.length - 1
  if (last < 0 || reports(scene) === 0) {
    const key = reports(scene) === 0 ? 'empty' : 'none'
    return { id: 'spots', title: say(scene, `title.spots.${key}`), visual: paragraph(scene, `text.spots.${key}`), facts: [fact], definition: 'define.spots' }
  }
  const longest = scene.question.english ? 26 : 14
  const rows = fact.values.map((_, row) => [
    figureCell(scene, fact, row, 'rank', 'integer'), textCell(spotName(scene, fact, row, longest)), textCell(textAt(fact, row, 'area') === '' ? '—' : nameAt(scene, fact, row, 'area', scene.question.english ? 20 : 10)),
    figureCell(scene, fact, row, 'records', 'integer'), figureCell(scene, fact, row, 'value', 'decimal'), intervalCell(scene, fact, row),
    numberAt(fact, row, 'rankBefore') === null ? textCell(messageOf(scene, 'new'), 'quiet') : cell([figure(scene, fact, row, 'rankBefore', 'integer')], 'quiet'),
  ])
  const visual = table(scene, plainly(scene, 'alt.spots', { area: scene.areaName }), [['head.rank', 8], ['head.spot', 28, 'left'], ['head.street', 20, 'left'], ['head.records', 9], [valueHead(measure), 11], ['head.interval', 18], ['head.rankBefore', 13]], rows)
  const title = say(scene, 'title.spots', { n: figure(scene, fact, last, 'n', 'integer'), share: figure(scene, fact, last, 'share', 'share') })
  return { id: 'spots', title, visual, soWhat: say(scene, 'what.spots'), facts: [fact], definition: 'define.spots' }
}
