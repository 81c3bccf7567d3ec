/** What a wall's map shows, as values: laid out once, then drawn by WebGL or on a plain canvas. */
import type { Box } from '../../../preload/contract/deck.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { WallMark, WallPlaceName, WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { BaseMap } from '../../chrome/ground/base-map.ts'
import { fitBounds, pan, pixelOf, placeOf, type Camera, type Size } from '../../chrome/ground/camera.ts'
import { placeNames } from '../../chrome/ground/place-names.ts'
import { frameOf, levelsFor } from '../stage/type-scale.ts'
import { radiusOf } from './wall-marks.ts'

/** The ground under all scenes. */
export interface Ground {
  base: BaseMap | null
  outlines: readonly AreaBoundary[]
}

export interface WallPicture {
  camera: Camera
  size: Size
  /** Height of the letters, pixels. */
  type: number
  ground: Ground
  /** Of the area that is looked at; empty: the whole city is. */
  own: readonly AreaBoundary[]
  names: { words: string; middle: number; centre: number }[]
  marks: readonly WallMark[]
}

/** Beside the ground, in heights of the letters. */
const MARGIN = 0.8
/** What stands over the map's lower corners, in the same: the legend on the left, its sources and the approval number on the right. */
const LEGEND = { width: 14.8, height: 8.6 } as const
const CREDIT = { width: 19.6, height: 2.8 } as const

/** Pixels of the letters on a map so wide: as large against the stage as its captions are. */
export function typeOf({ width }: Size, distanceInHeights: number): number {
  const levels = levelsFor(distanceInHeights)
  return levels.caption * (width / frameOf(levels).map)
}

/** Seen from the back row as the letters are. */
export const lineWidth = (type: number): number => Math.max(1, type / 10)

/** The ground whole, above the words at the map's foot. */
export function cameraOf({ bounds, settings }: Pick<WallState, 'bounds' | 'settings'>, size: Size): Camera {
  const type = typeOf(size, settings.viewingDistanceInHeights)
  const foot = CREDIT.height * type
  const camera = fitBounds(bounds, { width: size.width, height: size.height - foot }, MARGIN * type)
  return pan(camera, 0, foot / 2)
}

const cornersOf = ({ width, height }: Size, type: number): Box[] => [
  { x: 0, y: height - LEGEND.height * type, width: LEGEND.width * type, height: LEGEND.height * type },
  { x: width - CREDIT.width * type, y: height - CREDIT.height * type, width: CREDIT.width * type, height: CREDIT.height * type },
]

export function wallPicture({ settings, bounds, outlines }: WallState, scene: WallScene | null, ground: Ground, size: Size): WallPicture {
  const camera = cameraOf({ bounds, settings }, size)
  const type = typeOf(size, settings.viewingDistanceInHeights)
  const marks = scene?.map?.marks ?? []
  return {
    camera, size, type, ground, marks, own: ground.outlines.filter(({ id }) => id === outlines.own),
    names: layNames(outlines.names, marks, ground, camera, size, type, settings.language === 'en'),
  }
}

/** A mark is never covered by a name, and no name is covered by what stands over the map. */
function layNames(names: readonly WallPlaceName[], marks: readonly WallMark[], { outlines }: Ground, camera: Camera, size: Size, type: number, isEnglish: boolean): WallPicture['names'] {
  const around = [...cornersOf(size, type), ...marks.map((mark) => {
    const [x, y] = pixelOf(camera, size, mark.lng, mark.lat)
    const radius = radiusOf(mark, type) * 1.2
    return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
  })]
  const polygons = new Map(outlines.map((outline) => [outline.id, outline.polygons]))
  const wanted = names.map(({ id, name, lng, lat }) => ({ words: (isEnglish ? name.en : null) ?? name.zh, at: pixelOf(camera, size, lng, lat), sizes: [type], polygons: polygons.get(id) }))
  return placeNames(wanted, { x: 0, y: 0, ...size }, around, (x, y) => placeOf(camera, size, x, y)).map(({ wanted: { words }, middle, centre }) => ({ words, middle, centre }))
}
