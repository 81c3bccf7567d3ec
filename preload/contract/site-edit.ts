/** What may be corrected of a friendly point, and how a shift is marked: which fields change together, and the values they may have. */

/** Fields that change together and share one version, as with a case: moved or misnamed · wrong hours · closed for good · how one gets in. */
export const SITE_GROUPS = ['place', 'hours', 'state', 'access'] as const
export type SiteGroup = (typeof SITE_GROUPS)[number]

export const SITE_GROUP_FIELDS = { place: ['name', 'lng', 'lat', 'original'], hours: ['hours'], state: ['state'], access: ['access'] } as const satisfies { readonly [group in SiteGroup]: readonly string[] }

/** Whether there is such a place at all. A row that says nothing of it is in use. */
export const SITE_STATES = ['in_use', 'closed'] as const
export type SiteState = (typeof SITE_STATES)[number]

/** How a compound (甬爱小区) lets couriers in. */
export const ACCESS_RULES = ['ride_in', 'hand_over_at_gate', 'locker', 'shuttle'] as const
export type AccessRule = (typeof ACCESS_RULES)[number]

/** Fields of a correction that each kind of point has; hours are a station's, the access rule a compound's. */
export const SITE_EDITS = {
  compound: ['name', 'lng', 'lat', 'state', 'access'],
  station: ['name', 'lng', 'lat', 'state', 'hours'],
  merchant: ['name', 'lng', 'lat', 'state'],
  charging: ['name', 'lng', 'lat', 'state'],
} as const

export const siteGroupOf = (field: string): SiteGroup | null => SITE_GROUPS.find((group) => (SITE_GROUP_FIELDS[group] as readonly string[]).includes(field)) ?? null

/** Whether a volunteer of a shift came. Volunteers are numbers within their shift, from 1: no name is needed to count hands. */
export const ATTENDANCES = ['present', 'absent'] as const
export type Attendance = (typeof ATTENDANCES)[number]
export const MOST_VOLUNTEERS = 500
