/** A scene of the wall as layers: those of the desk's map, with names and marks in the wall's size. Ids are the same in every scene, so that nothing is made anew. */
import type { Layer } from '@deck.gl/core'
import { IconLayer, TextLayer } from '@deck.gl/layers'
import type { WallMark } from '../../../preload/contract/wall.ts'
import type { Polygon } from '../../chrome/ground/base-map.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import { placeOf, viewOf } from '../../chrome/ground/camera.ts'
import type { Rgb, Rgba } from '../../chrome/ground/palette.ts'
import type { Fill } from '../../chrome/ground/shading.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { borderLines, borderWindow } from '../../map/border-lines.ts'
import { graticuleLines } from '../../map/graticule.ts'
import { type DrawnField, mapLayers } from '../../map/layers.ts'
import type { Mark } from '../../map/marks.ts'
import { SegmentLayer } from '../../map/segment-layer.ts'
import { type MarkPictures, pictureOf, tileSize } from './mark-pictures.ts'
import { radiusOf } from './wall-marks.ts'
import { lineWidth, type WallPicture } from './wall-picture.ts'

/** What does not change with the scene. */
export interface Underlay {
  lines: Float64Array
  graticule: Float64Array
  own: Polygon[]
  /** Where no base map is held the outlines are the land. */
  land: Fill[]
}

const STYLE = BASE_STYLE.dark
const NOTHING = new Float64Array(0)
const NO_FILLS: Fill[] = []
const opaque = (colour: Rgb, alpha = 255): [number, number, number, number] => [...colour, alpha]
const ABOVE = { depthCompare: 'always', depthWriteEnabled: false } as const

export function underlayOf({ ground, own, camera, size }: Pick<WallPicture, 'ground' | 'own' | 'camera' | 'size'>): Underlay {
  const view = viewOf(camera, size)
  const polygons = ground.outlines.flatMap((outline) => outline.polygons)
  const colour: Rgba = [...STYLE.land, 255]
  return {
    lines: borderLines(polygons, borderWindow(view)), graticule: ground.base === null ? graticuleLines(view) : NOTHING, own: own.flatMap((outline) => outline.polygons),
    land: ground.base === null ? polygons.map((polygon) => ({ polygon, colour })) : NO_FILLS,
  }
}

export function wallLayers(picture: WallPicture, under: Underlay, field: DrawnField | null, pictures: MarkPictures): Layer[] {
  const { base } = picture.ground
  return [
    ...mapLayers({
      shade: 'dark', font: FONT_FAMILY, base, tiles: [], graticule: under.graticule, districtLines: NOTHING, streetLines: NOTHING, outline: under.own,
      halves: [{ field, fills: under.land, mesh: [], beneath: NOTHING, hatch: NOTHING, marks: [], clusters: [] }],
      labels: [], reach: reachOf(picture.marks), picked: null, atlas: null,
    }),
    new SegmentLayer({ id: 'wall-lines', segments: under.lines, colour: opaque(STYLE.line, 220), widthPixels: lineWidth(picture.type), parameters: ABOVE }),
    markLayer(picture, pictures), ...nameLayers(picture),
  ]
}

const kept = new WeakMap<readonly WallMark[], Mark[]>()

/** A post's reach as the desk's map draws it; the same marks are the same data. */
function reachOf(marks: readonly WallMark[]): Mark[] {
  const known = kept.get(marks) ?? marks.flatMap(({ lng, lat, reachMeters }): Mark[] =>
    reachMeters === null ? [] : [{ kind: 'duty', id: '', lng, lat, count: 1, name: '', opening: null, openCount: null, dueAt: null, size: 0, reach: reachMeters }])
  kept.set(marks, known)
  return known
}

function markLayer({ marks, type }: WallPicture, { image, mapping }: MarkPictures): Layer {
  return new IconLayer<WallMark>({
    // The first of the list lies uppermost.
    id: 'wall-marks', data: marks.toReversed(), iconAtlas: image as never, iconMapping: mapping, getPosition: ({ lng, lat }) => [lng, lat], getIcon: pictureOf,
    getSize: (mark) => tileSize(radiusOf(mark, type)), sizeUnits: 'pixels', updateTriggers: { getSize: type }, parameters: { depthCompare: 'always' },
  })
}

function nameLayers({ names, camera, size, type }: WallPicture): Layer[] {
  // An empty text layer would upload a font atlas that has no canvas yet.
  if (names.length === 0) return []
  return [new TextLayer<WallPicture['names'][number]>({
    id: 'wall-names', data: names, characterSet: 'auto', fontFamily: FONT_FAMILY, fontWeight: 600, fontSettings: { sdf: true, fontSize: 64, buffer: 8, radius: 14 },
    getText: ({ words }) => words, getPosition: ({ middle, centre }) => placeOf(camera, size, middle, centre), getSize: type, getColor: opaque(STYLE.text), outlineColor: opaque(STYLE.halo), outlineWidth: 3,
    updateTriggers: { getSize: type, getPosition: [camera.lng, camera.lat, camera.zoom] }, parameters: ABOVE,
  })]
}
