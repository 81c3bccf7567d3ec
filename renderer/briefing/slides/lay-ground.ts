/** The ground of a map as marks: land and water, colours by class, hatching, borders, names without collisions, scale bar and north. */
import type { Box } from '../../../preload/contract/deck.ts'
import type { AreaBoundary, FieldLayer } from '../../../preload/contract/model.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { districtOf, nameOf, unknownDistricts } from '../../chrome/ground/areas.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import type { Polygon } from '../../chrome/ground/base-map.ts'
import { pixelOf, placeOf } from '../../chrome/ground/camera.ts'
import type { Bounds } from '../../chrome/ground/grid.ts'
import { hatchLines } from '../../chrome/ground/hatch.ts'
import { box, DROP, INK, line, type MapMark, text } from '../../chrome/ground/marks.ts'
import type { Rgb, Rgba } from '../../chrome/ground/palette.ts'
import { placeNames } from '../../chrome/ground/place-names.ts'
import { scaleBar } from '../../chrome/ground/scale.ts'
import { shadeAreas, shadeCells, type Shading } from '../../chrome/ground/shading.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { MapAnswers } from './map-answers.ts'

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
    box(room, rgb(STYLE.beyond)),
    ...(base === null ? fill(known, rgb(STYLE.land)) : [...fill([[cornersOf(base.bounds)]], rgb(STYLE.sea)), ...fill(base.land, rgb(STYLE.land)), ...fill(base.water, rgb(STYLE.water))]),
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

const cornersOf = ([west, south, east, north]: Bounds): [number, number][] => [[west, south], [east, south], [east, north], [west, north]]

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

/** What is looked at comes first; a name that has no free place in its own area, or leaves the frame, is left out. */
function layNames(answers: MapAnswers, area: string | null, room: Box, project: Project, { locale }: Text): MapMark[] {
  const { city, districts, streets, camera } = answers
  const isClose = area !== null && streets.length > 0
  const district = districtOf(city, area)
  const streetNames = isClose ? city.areas.filter(({ level, parent, id }) => level === 'street' && (parent === district || id === area)) : []
  // A district that is looked at alone stands in the legend.
  const districtNames = city.areas.filter(({ id, level }) => level === 'district' && id !== district)
  const outlines = new Map([...districts, ...streets].map(({ id, polygons }) => [id, polygons]))
  const names = [...streetNames, ...districtNames].flatMap((area) => {
    if (area.label === null) return []
    const sizes = area.level === 'street' ? [9.5, 8.5] : isClose ? [10] : [11, 10, 9]
    return [{ words: nameOf(area, locale === 'en'), at: project(area.label), sizes, polygons: outlines.get(area.id), level: area.level }]
  })
  return placeNames(names, room, [barBox(room), northBox(room)], (x, y) => placeOf(camera, room, x - room.x, y - room.y)).map(({ wanted: { words, level }, size, middle, centre }) =>
    text([{ text: words }], middle, centre + size * DROP, size, { weight: level === 'district' ? 700 : 600, anchor: 'middle', halo: true }))
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
