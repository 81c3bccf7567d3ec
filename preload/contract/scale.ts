/** The whole days, in all of the city, that class limits are made of; `name` is the month in which they hold (2026-11). */
export interface Scale {
  name: string
  from: number
  to: number
}
