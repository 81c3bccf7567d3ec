/** The nouns of single places: a card, how near a border one is. */
import type { Opening } from './opening.ts'

/** A card: facts as label key → value, to be shown as text only. */
export interface PlaceCard {
  id: string
  type: 'site' | 'bottleneck'
  name: string
  kind: string
  area: string
  areaName: string
  lng: number
  lat: number
  facts: { key: string; value: string | number | string[] }[]
  /** Null for what has no opening hours. */
  opening: Opening | null
  source: string
  asOf: number
  simulated: boolean
}
