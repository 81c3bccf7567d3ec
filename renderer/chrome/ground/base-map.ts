/** The offline base map: land, water, district lines and neighbouring towns from files shipped with the product. */
import { useEffect, useState } from 'react'
import { boundsOf } from './camera.ts'
import type { Bounds } from './grid.ts'

export type Polygon = [number, number][][]

export interface BaseMap {
  /** The ground these files speak of; outside it nothing is known, not even sea. */
  bounds: Bounds
  land: Polygon[]
  water: Polygon[]
  districts: Polygon[]
  /** Towns outside the city, in Latin letters as GeoNames has them. */
  neighbours: { name: string; lng: number; lat: number }[]
}

interface Feature {
  properties: Record<string, unknown>
  geometry: { type: 'Polygon'; coordinates: Polygon } | { type: 'MultiPolygon'; coordinates: Polygon[] } | { type: 'Point'; coordinates: [number, number] }
}

/** Parts of the program, not files to ask for: the desktop's page may ask nobody. */
const FILES = [
  () => import('../../../resources/geo/land.json?raw'),
  () => import('../../../resources/geo/water.json?raw'),
  () => import('../../../resources/geo/districts.json?raw'),
  () => import('../../../resources/geo/places.json?raw'),
]

let loading: Promise<BaseMap> | undefined

export function loadBaseMap(): Promise<BaseMap> {
  loading ??= Promise.all(FILES.map(readFeatures)).then(([land = [], water = [], districts = [], places = []]) => {
    const landPolygons = polygonsOf(land)
    return {
      bounds: boundsOf(landPolygons) ?? [0, 0, 0, 0],
      land: landPolygons,
      water: polygonsOf(water),
      districts: polygonsOf(districts),
      neighbours: places.flatMap(({ properties, geometry }) =>
        geometry.type === 'Point' && properties['admin2'] !== null && properties['admin2'] !== '3302'
          ? [{ name: String(properties['name']), lng: geometry.coordinates[0], lat: geometry.coordinates[1] }]
          : []),
    }
  })
  // A failed reading may be tried again by the next page that asks.
  loading.catch(() => (loading = undefined))
  return loading
}

async function readFeatures(load: () => Promise<{ default: string }>): Promise<Feature[]> {
  return (JSON.parse((await load()).default) as { features: Feature[] }).features
}

function polygonsOf(features: Feature[]): Polygon[] {
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [])
}

/** The base map when it reaches the city, 'none' when no base map is held for this place, null while it is being read. */
export function useBaseMap(cityBounds: Bounds): BaseMap | 'none' | null {
  const [base, setBase] = useState<BaseMap | 'none' | null>(null)
  useEffect(() => {
    let current = true
    loadBaseMap().then((found) => current && setBase(found), () => current && setBase('none'))
    return () => void (current = false)
  }, [])
  if (base === null || base === 'none') return base
  const [west, south, east, north] = cityBounds
  const lng = (west + east) / 2
  const lat = (south + north) / 2
  const reaches = lng > base.bounds[0] && lng < base.bounds[2] && lat > base.bounds[1] && lat < base.bounds[3]
  return reaches ? base : 'none'
}
