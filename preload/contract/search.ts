/** The nouns of finding a place by its name. */
import type { AreaLevel, BottleneckKind, SiteKind } from './model.ts'

/** Places one answer names. */
export const MOST_FOUND = 20
export const LONGEST_SEARCH = 100

export type FoundPlace = { id: string; name: string; nameEn: string | null; /** Areas it lies in, the nearest first, without the city. */ within: FoundArea[]; lng: number | null; lat: number | null } & (
  | { type: 'area'; kind: AreaLevel }
  | { type: 'bottleneck'; kind: BottleneckKind }
  | { type: 'site'; kind: SiteKind }
)
export interface FoundArea { id: string; name: string; nameEn: string | null }

export interface FoundPlaces {
  /** Best first. */
  places: FoundPlace[]
  /** All that match, those here among them. */
  total: number
}
