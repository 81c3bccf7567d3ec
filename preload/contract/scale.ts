/** The whole days, in all of the city, that class limits are made of; `name` is the month in which they hold (2026-11). */
export interface Scale {
  name: string
  from: number
  to: number
}

/** Share of the first limit under which a field has no colour: a kernel's skirt ends in a square, which would read as a shape. */
export const FLOOR_SHARE = 1 / 20
