/** Whether a friendly point is open, as both sides say it. */

/** As of the city's clock. `until` null: round the clock. Unknown where nothing is stated: that is not closed. */
export type Opening = { state: 'open'; until: number | null } | { state: 'closed'; opensAt: number } | { state: 'unknown' }
export const OPENING_STATES = ['open', 'closed', 'unknown'] as const satisfies readonly Opening['state'][]
export type OpeningState = (typeof OPENING_STATES)[number]
