/** What a map of a deck is drawn from: the same answers that the screen has, asked one after the other. */
import type { Answer, Bridge, Failure, Input, Method, Output } from '../../../preload/contract/api.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { MapPicture } from '../../../preload/contract/deck.ts'
import type { AreaFigures } from '../../../preload/contract/measure.ts'
import type { AreaBoundary, City } from '../../../preload/contract/model.ts'
import { areaOf, districtOf } from '../../chrome/ground/areas.ts'
import type { BaseMap, Polygon } from '../../chrome/ground/base-map.ts'
import { boundsOf, type Camera, fitBounds, type Size, viewOf } from '../../chrome/ground/camera.ts'
import { worldX, worldY } from '../../chrome/ground/grid.ts'

export interface MapAnswers {
  city: City
  painted: { cells: Cells } | { areas: AreaFigures }
  districts: readonly AreaBoundary[]
  /** Of the district that the filter lies in, or of all where streets are painted; else none. */
  streets: readonly AreaBoundary[]
  /** Null where none is held for this ground. */
  base: BaseMap | null
  camera: Camera
  /** Width by height of the ground that the filter asks about, as it lies on the map. */
  aspect: number
}

type Ask = Bridge['call']

/** A question of the same kind asked meanwhile takes the place of ours: then once more. */
const MOST_TRIES = 5

async function ask<M extends Method>(call: Ask, method: M, input: Input<M>): Promise<Output<M>> {
  for (let tries = 1; ; tries++) {
    const answer: Answer<Output<M>> = await call(method, input)
    if (answer.ok) return answer.value
    if (answer.failure.code !== 'superseded' || tries >= MOST_TRIES) throw new MapFailure(answer.failure)
  }
}

export class MapFailure extends Error {
  failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

/** `groundOf`: where a ground of this aspect is drawn, in points. */
export async function askForMap(call: Ask, base: BaseMap | null, { form, layer, measure, level, filter, zoom }: MapPicture, groundOf: (aspect: number) => Size): Promise<MapAnswers> {
  const city = await ask(call, 'city.get', null)
  if (city === null) throw new MapFailure({ code: 'refused', detail: 'no city is held yet' })
  const districts = await ask(call, 'city.boundaries', { level: 'district', parent: null })
  const parent = districtOf(city, filter.area)
  const needsStreets = parent !== null || (form === 'areas' && level === 'street')
  const streets = needsStreets ? await ask(call, 'city.boundaries', { level: 'street', parent }) : []
  const bounds = boundsToShow(city, [...districts, ...streets], filter.area)
  const aspect = aspectOf(bounds)
  const ground = groundOf(aspect)
  const camera = fitBounds(bounds, ground, MARGIN)
  const painted = form === 'cells' ? { cells: await ask(call, 'cells.get', { layer, filter, measure, view: { ...viewOf(camera, ground), zoom } }) } : { areas: await ask(call, 'areas.figures', { layer, filter, measure, level }) }
  return { city, painted, districts, streets, base: base !== null && reaches(base, city) ? base : null, camera, aspect }
}

function aspectOf([west, south, east, north]: City['bounds']): number {
  return (worldX(east) - worldX(west)) / Math.max(1e-9, worldY(south) - worldY(north))
}

const MARGIN = 10

/** Of the area asked about, of all districts, or as the city itself says. */
function boundsToShow(city: City, outlines: readonly AreaBoundary[], area: string | null): City['bounds'] {
  const own = outlines.filter(({ id }) => id === area)
  const known = own.length > 0 ? own : outlines.filter(({ id }) => areaOf(city, id)?.level === 'district')
  return boundsOf(withoutIslets(known.flatMap(({ polygons }) => polygons))) ?? city.bounds
}

const ISLET = 1 / 400

/** Rocks far out at sea would make the city small on its map; they are drawn where they come into the frame. */
function withoutIslets(polygons: readonly Polygon[]): Polygon[] {
  const sizes = polygons.map((polygon) => {
    const [west, south, east, north] = boundsOf([polygon]) ?? [0, 0, 0, 0]
    return (east - west) * (north - south)
  })
  const least = sizes.reduce((most, size) => Math.max(most, size), 0) * ISLET
  return polygons.filter((_, n) => sizes[n]! >= least)
}

function reaches({ bounds }: BaseMap, { bounds: [west, south, east, north] }: City): boolean {
  const [lng, lat] = [(west + east) / 2, (south + north) / 2]
  return lng > bounds[0] && lng < bounds[2] && lat > bounds[1] && lat < bounds[3]
}
