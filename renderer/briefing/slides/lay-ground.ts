/** The ground of a map as marks: land and water, colours by class, hatching, borders, names without collisions, scale bar and north. */
import type { Box } from '../../../preload/contract/deck.ts'
import type { AreaBoundary, FieldLayer } from '../../../preload/contract/model.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { areaOf, nameOf, unknownDistricts } from '../../chrome/ground/areas.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import type { Polygon } from '../../chrome/ground/base-map.ts'
import { pixelOf } from '../../chrome/ground/camera.ts'
import { hatchLines } from '../../chrome/ground/hatch.ts'
import type { Rgb, Rgba } from '../../chrome/ground/palette.ts'
import { scaleBar } from '../../chrome/ground/scale.ts'
import { shadeAreas, shadeCells, type Shading } from '../../chrome/ground/shading.ts'
import type { Text } from '../../chrome/phrase.ts'
import { overlap } from './chart-labels.ts'
import type { MapAnswers } from './map-answers.ts'
import { box, DROP, INK, line, type MapMark, text } from './marks.ts'

const STYLE = BASE_STYLE.light
/** Points between two lines of hatching: of areas, and of hexagons. */
const GAP = { areas: 7, cells: 4 }
const BAR_ROOM = 90

export const rgb = ([r, g, b]: Rgb): string => `rgb(${r}, ${g}, ${b})`
export const rgba = ([r, g, b, a]: Rgba): string => `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(4)})`

type Project = (place: readonly [lng: number, lat: number]) => [x: number, y: number]

export function layGround(answers: MapAnswers, area: string | null, layer: FieldLayer, room: Box, words: Text): MapMark[] {
  const { camera, districts, streets, base } = answers
  const project: Project = ([lng, lat]) => {
    const [x, y] = pixelOf(camera, room, lng, lat)
    return [room.x + x, room.y + y]
  }
  const fill = (polygons: readonly Polygon[], colour: string): MapMark[] => polygons.map((rings) => ({ kind: 'area', rings: rings.map((ring) => ring.map(project)), fill: colour }))
  const hatch = (polygons: readonly Polygon[], gap: number): MapMark => ({ kind: 'lines', ends: projected(hatchLines(polygons, camera.zoom, gap), project), stroke: rgb(STYLE.hatch), thickness: 0.6 })
  const { fills, hatched, beneath } = shadingOf(answers, area, layer)
  const gap = 'cells' in answers.painted ? GAP.cells : GAP.areas
  const border = (outlines: readonly AreaBoundary[], colour: Rgb, thickness: number): MapMark[] =>
    outlines.flatMap(({ polygons }) => polygons.flat().map((ring) => line(ring.map(project), rgb(colour), thickness)))
  const known = districts.flatMap(({ polygons }) => polygons)
  return [
    box(room, rgb(base === null ? STYLE.beyond : STYLE.sea)),
    ...(base === null ? fill(known, rgb(STYLE.land)) : [...fill(base.land, rgb(STYLE.land)), ...fill(base.water, rgb(STYLE.water))]),
    hatch(beneath, 2 * gap),
    ...fills.flatMap(({ polygon, colour }) => fill([polygon], rgba(colour))),
    hatch(hatched, gap),
    ...border(streets, STYLE.streetLine, 0.5), ...border(districts, STYLE.line, 0.9),
    ...(area === null ? [] : border([...districts, ...streets].filter(({ id }) => id === area), STYLE.outline, 1.6)),
    ...layNames(answers, area, room, project, words),
    ...layBar(answers, room, words), ...layNorth(room, words),
    box(room, null, INK.muted, 0.75),
  ]
}

function projected(ends: Float64Array, project: Project): Float64Array {
  const out = new Float64Array(ends.length)
  for (let n = 0; n < ends.length; n += 2) out.set(project([ends[n]!, ends[n + 1]!]), n)
  return out
}

/** As on the screen, in its light shade: there dark means high. */
function shadingOf({ painted, city, districts, streets }: MapAnswers, area: string | null, layer: FieldLayer): Pick<Shading, 'fills' | 'hatched' | 'beneath'> {
  const outlines = [...districts, ...streets]
  if ('areas' in painted) return shadeAreas(painted.areas, outlines, 'light')
  const unknown = unknownDistricts(city, layer)
  const own = outlines.filter(({ id }) => id === area)
  return shadeCells(painted.cells, { asked: own.length > 0 ? own : districts, unknown: districts.filter(({ id }) => unknown.has(id)) }, 'light')
}

const BAR_HEIGHT = 20
const barBox = (room: Box): Box => ({ x: room.x + 8, y: room.y + room.height - BAR_HEIGHT - 8, width: BAR_ROOM + 62, height: BAR_HEIGHT })
const northBox = (room: Box): Box => ({ x: room.x + room.width - 30, y: room.y + 8, width: 22, height: 36 })

/** Larger areas first; a name that would lie on another, or leave the frame, is left out. */
function layNames({ city, streets }: MapAnswers, area: string | null, room: Box, project: Project, { locale }: Text): MapMark[] {
  const isClose = area !== null && streets.length > 0
  const wanted = city.areas.filter(({ id, level, label, parent }) => label !== null && (level === 'district' || (isClose && (level === 'street' || level === 'zone') && (parent === area || id === area || parent === areaOf(city, area)?.parent))))
  const taken: Box[] = [barBox(room), northBox(room)]
  return wanted.toSorted((a, b) => Number(b.level === 'district') - Number(a.level === 'district')).flatMap((each): MapMark[] => {
    const size = each.level === 'district' && !isClose ? 11 : 9.5
    const words = nameOf(each, locale === 'en')
    const [x, y] = project(each.label!)
    const place: Box = { x: x - textWidth(words, size) / 2 - 2, y: y - size * 0.65, width: textWidth(words, size) + 4, height: size * 1.3 }
    const isInside = place.x > room.x + 2 && place.y > room.y + 2 && place.x + place.width < room.x + room.width - 2 && place.y + place.height < room.y + room.height - 2
    if (!isInside || taken.some((other) => overlap(place, other))) return []
    taken.push(place)
    return [text([{ text: words }], x, y + size * DROP, size, { weight: each.level === 'district' ? 700 : 600, anchor: 'middle', halo: true })]
  })
}

function layBar({ camera }: MapAnswers, room: Box, { t, number }: Text): MapMark[] {
  const { meters, pixels } = scaleBar(camera.lat, camera.zoom, BAR_ROOM)
  const words = meters >= 1_000 ? t('map.scale.km', { n: number(meters / 1_000) }) : t('map.scale.m', { n: number(meters, 0) })
  const { x, y } = barBox(room)
  return [
    box({ x, y, width: pixels + textWidth(words, 10) + 20, height: BAR_HEIGHT }, 'rgba(255, 255, 255, 0.88)'),
    line([[x + 6, y + 7], [x + 6, y + 13], [x + 6 + pixels, y + 13], [x + 6 + pixels, y + 7]], INK.text, 1.2),
    text([{ text: words }], x + 12 + pixels, y + 13, 10),
  ]
}

function layNorth(room: Box, { t }: Text): MapMark[] {
  const { x, y, width, height } = northBox(room)
  const middle = x + width / 2
  return [
    box({ x, y, width, height }, 'rgba(255, 255, 255, 0.88)'),
    { kind: 'path', points: [[middle, y + 3], [middle + 6, y + 20], [middle, y + 16], [middle - 6, y + 20]], stroke: null, thickness: 0, dash: [], fill: INK.text },
    text([{ text: t('paper.north') }], middle, y + 32, 10, { weight: 600, anchor: 'middle' }),
  ]
}
