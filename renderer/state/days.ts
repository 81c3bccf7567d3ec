/** Local days of the city's zone as `YYYY-MM-DD`, and the instants they begin at. */
import { DateTime } from 'luxon'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** True for a real calendar day written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return DAY.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid
}

/** The local day an instant falls on. */
export function dayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd')
}

/** The instant a local day begins; days are not always 24 hours long. */
export function startOfDay(day: string, zone: string): number {
  return DateTime.fromISO(day, { zone }).startOf('day').toMillis()
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days: count }).toFormat('yyyy-MM-dd')
}

/** Number of local days from `from` to `to`, both included. */
export function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

/** An instant as the local minute it lies in, `YYYY-MM-DDTHH:mm`: what a field for date and time holds. */
export function minuteOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")
}

/** The instant of such a minute; null for what is none, or one that the clocks of the zone leave out. */
export function instantOf(minute: string, zone: string): number | null {
  const at = DateTime.fromISO(minute, { zone })
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(minute) && at.isValid && at.toFormat("yyyy-MM-dd'T'HH:mm") === minute ? at.toMillis() : null
}
