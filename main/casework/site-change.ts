/** What a correction makes of a friendly point, and a mark of a shift. Pure: whether it may be is decided before. */
import { isDeepStrictEqual } from 'node:util'
import { SITE_EDITS, siteGroupOf, type SiteGroup } from '../../preload/contract/site-edit.ts'
import type { AttendIntent, CorrectIntent } from '../../preload/contract/edit-schema.ts'
import type { Row } from '../sync/protocol.ts'
import type { z } from 'zod'

export type Site = Row<'site'>
export type Shift = Row<'shift'>
export type SiteSet = z.infer<typeof CorrectIntent>['set']

/** Who changed a field group last. */
export interface Hand {
  by: string
  by_name: string
  /** RFC 3339, the central's time. */
  at: string
}

const given = (set: SiteSet): [string, unknown][] => Object.entries(set).filter(([, value]) => value !== undefined)

export const siteGroupsOf = (set: SiteSet): SiteGroup[] => [...new Set(given(set).flatMap(([field]) => siteGroupOf(field) ?? []))]

/** Fields that this kind of point does not have. */
export const strangeFields = (kind: Site['kind'], set: SiteSet): string[] => given(set).map(([field]) => field).filter((field) => !(SITE_EDITS[kind] as readonly string[]).includes(field))

/** A point that says nothing of its state is in use. */
const valueOf = (row: Site, field: string): unknown => (field === 'state' ? (row.state ?? 'in_use') : (row as Record<string, unknown>)[field])

export const hasFields = (row: Site, set: SiteSet): boolean => given(set).every(([field, value]) => isDeepStrictEqual(valueOf(row, field), value))

/** A corrected place was declared in WGS-84 by the desk that corrected it; `as_of` is that of what was looked at last. */
export function correct(row: Site, set: SiteSet, hand: Hand): Site {
  const { lng, lat } = set
  const original = lng === undefined || lat === undefined ? {} : { original: { crs: 'wgs84' as const, x: lng, y: lat } }
  const hands = Object.fromEntries(siteGroupsOf(set).map((group) => [group, hand]))
  return { ...row, ...Object.fromEntries(given(set)), ...original, as_of: hand.at, corrected: { ...row.corrected, ...hands } } as Site
}

export const markOf = (row: Shift, volunteer: number): NonNullable<Shift['marks']>[number] | undefined => row.marks?.find((mark) => mark.volunteer === volunteer)

export function attend(row: Shift, { volunteer, is }: z.infer<typeof AttendIntent>['set'], hand: Hand): Shift {
  const others = (row.marks ?? []).filter((mark) => mark.volunteer !== volunteer)
  return { ...row, marks: [...others, { volunteer, is, ...hand }].sort((a, b) => a.volunteer - b.volunteer) }
}
