/** Instants as the city's clocks show them. */
import { DateTime } from 'luxon'

/** “2026-11-28T23:14:05+08:00”. */
export function isoOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).set({ millisecond: 0 }).toISO({ suppressMilliseconds: true }) ?? ''
}

export function dayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd')
}

/** A spreadsheet's dates know no zone: the wall clock of the city, written as if it were UTC. */
export function wallClock(at: number, zone: string): Date {
  const local = DateTime.fromMillis(at, { zone })
  return new Date(Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second))
}
