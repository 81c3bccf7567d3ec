/** The shipped geography of Ningbo: real divisions and outlines, and the simulated street cells made from them. */
import { readFileSync } from 'node:fs'
import type { Polygons, Position, Ring } from './geometry.ts'

const FOLDER = new URL('../../../resources/', import.meta.url)

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as T
}

interface Features<P, G> { features: { properties: P; geometry: G }[] }

export interface District { id: string; name: string; nameEn: string; label: Position; polygons: Polygons }

/** The ten real districts (map data of 2018; see resources/NOTICE.md). */
export function readDistricts(): District[] {
  type Properties = { adcode: string; name: string; name_en: string; label: Position }
  return readJson<Features<Properties, { coordinates: Polygons }>>('geo/districts.json').features.map(({ properties, geometry }) => ({
    id: properties.adcode, name: properties.name, nameEn: properties.name_en, label: properties.label, polygons: geometry.coordinates,
  }))
}

export interface Division { id: string; name: string; parent: string; level: 'district' | 'street' | 'community' }

/** GB/T 2260 codes and names: 6 digits a district, 9 a street or town, 12 a community or village. */
export function readDivisions(): Division[] {
  const level = { 6: 'district', 9: 'street', 12: 'community' } as const
  return readJson<[string, string][]>('geo/divisions.json')
    .filter(([id]) => id.length > 4)
    .map(([id, name]) => ({ id, name, parent: id.length === 6 ? '3302' : id.slice(0, -3), level: level[id.length as 6 | 9 | 12] }))
}

export const readLand = (): Ring[][] => readJson<Features<unknown, { coordinates: Ring[] }>>('geo/land.json').features.map((f) => f.geometry.coordinates)
export const readWater = (): Ring[][] => readJson<Features<unknown, { coordinates: Ring[] }>>('geo/water.json').features.map((f) => f.geometry.coordinates)

/** Simulated street boundaries, precomputed by `cutStreetCells` because clipping is slow. */
export const readStreetCells = (): { [street: string]: Polygons } => readJson('practice/street-cells.json')
