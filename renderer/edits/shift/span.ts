/** The span of a shift: the last hours, or two local minutes of the city. */
import { DateTime } from 'luxon'
import { LONGEST_SHIFT_MS } from '../../../preload/contract/shift.ts'

export const SHIFT_HOURS = [8, 12, 24] as const
export type Span = { last: (typeof SHIFT_HOURS)[number] } | { from: string; to: string }

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const FORMAT = "yyyy-MM-dd'T'HH:mm"

/** Null: it is no span, or too long a one. Ends at the last whole minute, so that a question stays the same for that long. */
export function resolveSpan(span: Span, zone: string, now: number): { from: number; to: number } | null {
  if ('last' in span) {
    const to = Math.floor(now / MINUTE_MS) * MINUTE_MS
    return { from: to - span.last * HOUR_MS, to }
  }
  const [from, to] = [span.from, span.to].map((text) => DateTime.fromISO(text, { zone }).toMillis()) as [number, number]
  return to > from && to - from <= LONGEST_SHIFT_MS ? { from, to } : null
}

/** What the fields begin with when somebody sets the span by hand. */
export function spanInFields(span: Span, zone: string, now: number): { from: string; to: string } {
  if (!('last' in span)) return span
  const { from, to } = resolveSpan(span, zone, now) ?? { from: now - 8 * HOUR_MS, to: now }
  return { from: DateTime.fromMillis(from, { zone }).toFormat(FORMAT), to: DateTime.fromMillis(to, { zone }).toFormat(FORMAT) }
}
