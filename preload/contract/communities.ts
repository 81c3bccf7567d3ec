/** The communities of a street, and what of the filter's records names them. */
import type { Provenance } from './model.ts'

/** Kinds of rows that may name a community. */
export const COMMUNITY_COUNTS = ['reports', 'bottlenecks', 'sites'] as const
export type CommunityCount = (typeof COMMUNITY_COUNTS)[number]

export interface Community {
  id: string
  name: string
  nameEn: string | null
  label: [lng: number, lat: number] | null
  /** Null for a kind of which no row of the street names a community: not known, which is not none. */
  counts: Record<CommunityCount, number | null>
}

export interface Communities {
  street: string
  communities: Community[]
  /** Of the filter, in the street, naming no community of it. */
  unnamed: Record<CommunityCount, number>
  provenance: Provenance
}
