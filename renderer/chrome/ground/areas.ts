/** Area names and ancestry, from the city's flat list. */
import { MEASURED_LEVELS } from '../../../preload/contract/measure.ts'
import type { MeasuredLevel } from '../../../preload/contract/measure.ts'
import type { Area, City, FieldLayer } from '../../../preload/contract/model.ts'

const byId = new WeakMap<Area[], Map<string, Area>>()

export function areaOf(city: City, id: string | null): Area | null {
  if (id === null) return null
  let index = byId.get(city.areas)
  if (index === undefined) {
    index = new Map(city.areas.map((area) => [area.id, area]))
    byId.set(city.areas, index)
  }
  return index.get(id) ?? null
}

export function nameOf(area: Area | null, english: boolean): string {
  return (english ? area?.nameEn : null) ?? area?.name ?? ''
}

/** An area and those it lies in, the largest first, without the city; empty for the city and for what is unknown. */
export function lineOf(city: City, id: string | null): Area[] {
  const line: Area[] = []
  // The bound keeps a broken parent chain from turning forever.
  for (let area = areaOf(city, id), steps = 0; area !== null && area.level !== 'city' && steps < 8; area = areaOf(city, area.parent), steps++) line.unshift(area)
  return line
}

/** The district an area lies in or is; null for the city itself and for what is unknown. */
export function districtOf(city: City, id: string | null): string | null {
  // The bound keeps a broken parent chain from turning forever.
  for (let area = areaOf(city, id), steps = 0; area !== null && steps < 8; area = areaOf(city, area.parent), steps++) {
    if (area.level === 'district' || area.level === 'zone') return area.id
  }
  return null
}

/** The levels at which the city has areas, the larger ones first. */
export function levelsOf(city: Pick<City, 'areas'>): readonly MeasuredLevel[] {
  return MEASURED_LEVELS.filter((level) => city.areas.some((area) => area.level === level))
}

/** Districts whose reference data this desk does not hold, or all where it holds none of the period; reports are held for the whole city. */
export function unknownDistricts(city: City, layer: FieldLayer, isHeld = true): ReadonlySet<string> {
  if (layer === 'report') return new Set()
  const held = new Set(isHeld ? city.heldDistricts : [])
  return new Set(city.areas.filter((area) => area.level === 'district' && !held.has(area.id)).map(({ id }) => id))
}
