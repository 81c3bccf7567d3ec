/**
 * What a feature of a vector tile is to this console: one of a few kinds, whichever of the usual schemas the file follows (Protomaps,
 * OpenMapTiles, Shortbread, or plain OpenStreetMap words). Borders are left out on purpose: the console draws the city's own.
 */

export type Kind = 'green' | 'water' | 'waterway' | 'building' | 'motorway' | 'major' | 'minor' | 'path' | 'rail'
/** From below to above. */
export const PAINT_ORDER = ['green', 'water', 'waterway', 'building', 'path', 'minor', 'rail', 'major', 'motorway'] as const satisfies readonly Kind[]

export type Properties = Readonly<Record<string, string | number | boolean | undefined>>
export type Shape = 'point' | 'line' | 'ring'

const WATER_LAYERS = new Set(['water', 'ocean', 'lake', 'water_polygons', 'waterway', 'water_lines'])
const GREEN_LAYERS = new Set(['landuse', 'landcover', 'park', 'natural', 'land', 'sites', 'globallandcover'])
const BUILDING_LAYERS = new Set(['building', 'buildings'])
const ROAD_LAYERS = new Set(['road', 'roads', 'transportation', 'street', 'streets', 'highway', 'highways', 'transit'])
const PLACE_LAYERS = new Set(['place', 'places', 'place_labels'])
const ROAD_NAME_LAYERS = new Set([...ROAD_LAYERS, 'transportation_name', 'street_labels', 'road_name'])

const GREEN = new Set([
  'park', 'wood', 'forest', 'grass', 'grassland', 'meadow', 'garden', 'nature_reserve', 'national_park', 'recreation_ground', 'golf_course', 'scrub', 'village_green', 'orchard', 'cemetery', 'protected_area', 'pitch', 'wetland',
])
/** What stands for no ground: a pool, a fountain. */
const NO_WATER = new Set(['swimming_pool', 'fountain', 'drain', 'ditch'])
const ROADS: [kind: Kind, words: Set<string>][] = [
  ['motorway', new Set(['motorway', 'trunk', 'highway'])],
  ['major', new Set(['primary', 'secondary', 'major_road'])],
  ['rail', new Set(['rail', 'railway', 'subway', 'light_rail', 'tram', 'monorail', 'narrow_gauge', 'transit'])],
  ['path', new Set(['path', 'footway', 'cycleway', 'pedestrian', 'steps', 'track', 'bridleway', 'corridor', 'sidewalk', 'crossing', 'alley', 'service'])],
  ['minor', new Set(['minor', 'minor_road', 'tertiary', 'residential', 'unclassified', 'living_street', 'street', 'street_limited', 'busway', 'road'])],
]
const NO_ROAD = new Set(['ferry', 'aerialway', 'aeroway', 'runway', 'taxiway', 'pier'])

/** Null: not drawn. */
export function kindOf(layer: string, shape: Shape, properties: Properties): Kind | null {
  if (shape === 'point') return null
  if (BUILDING_LAYERS.has(layer)) return shape === 'ring' ? 'building' : null
  if (WATER_LAYERS.has(layer)) return words(properties).some((word) => NO_WATER.has(word)) ? null : shape === 'ring' ? 'water' : 'waterway'
  if (ROAD_LAYERS.has(layer)) return shape === 'line' ? roadOf(properties) : null
  if (GREEN_LAYERS.has(layer) && shape === 'ring') {
    const known = words(properties)
    return known.some((word) => GREEN.has(word)) || (layer === 'park' && known.length === 0) ? 'green' : known.includes('water') ? 'water' : null
  }
  return null
}

function roadOf(properties: Properties): Kind | null {
  // A line under the ground is none on it.
  const isBelow = properties['is_tunnel'] === true || properties['brunnel'] === 'tunnel' || properties['tunnel'] === 1 || properties['tunnel'] === true
  for (const word of words(properties)) {
    const plain = word.replace(/_(link|construction)$/, '')
    if (NO_ROAD.has(plain)) return null
    const kind = ROADS.find(([, known]) => known.has(plain))?.[0]
    if (kind !== undefined) return kind === 'rail' && isBelow ? null : kind
  }
  return null
}

/** The words a schema sorts its features by, the finest first. */
function words(properties: Properties): string[] {
  const keys = ['kind_detail', 'pmap:kind_detail', 'subclass', 'highway', 'railway', 'class', 'kind', 'pmap:kind', 'type', 'natural', 'landuse', 'leisure', 'waterway']
  return keys.flatMap((key) => (typeof properties[key] === 'string' ? [properties[key]] : []))
}

export type NameRank = 'settlement' | 'mainRoad' | 'sideRoad'

const SETTLEMENTS = new Set(['city', 'town', 'village', 'hamlet', 'suburb', 'quarter', 'neighbourhood', 'neighborhood', 'locality', 'macrohood', 'isolated_dwelling', 'district', 'borough'])

/** Which rank of names a feature's name has; null for none. Countries and provinces are not this map's to name. */
export function nameRankOf(layer: string, shape: Shape, properties: Properties): NameRank | null {
  if (shape === 'point' && PLACE_LAYERS.has(layer)) return words(properties).some((word) => SETTLEMENTS.has(word)) ? 'settlement' : null
  if (shape !== 'line' || !ROAD_NAME_LAYERS.has(layer)) return null
  const kind = roadOf(properties)
  return kind === 'motorway' || kind === 'major' ? 'mainRoad' : kind === 'minor' ? 'sideRoad' : null
}

const LONGEST_NAME = 40
const NAME_KEYS = { chinese: ['name:zh-Hans', 'name:zh', 'name:zh-CN', 'name', 'name:en'], english: ['name:en', 'name:latin', 'name_en', 'name', 'name:zh'] } as const

/** In the asked language where the file has it; whatever stands in a file is shown as one line of text. */
export function nameIn(properties: Properties, english: boolean): string | null {
  for (const key of NAME_KEYS[english ? 'english' : 'chinese']) {
    const value = properties[key]
    if (typeof value !== 'string') continue
    const name = value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
    if (name !== '') return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
  }
  return null
}
