/** How a value becomes the digits shown: one function for composing, writing, the preview and the check, so that the same value is the same text everywhere. */
import type { FigureFormat } from './deck.ts'

export const NO_VALUE = '—'
const MINUS = '−'

const grouped = (digits: number): Intl.NumberFormat => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const WHOLE = grouped(0)
const TENTHS = grouped(1)
/** A rate so small would be nothing in tenths. */
const HUNDREDTHS = grouped(2)

/**
 * The same in both languages. Of `day` and `minute` a number is an instant, shown in the zone; a text is a local day, or what somebody else
 * already worded, and stays as it is. Anything that cannot be shown is a dash.
 */
export function figureText(value: string | number | null, format: FigureFormat, timeZone: string): string {
  if (format === 'day' || format === 'minute') return typeof value === 'number' ? wallClock(value, format, timeZone) : (value ?? NO_VALUE)
  if (typeof value !== 'number' || !Number.isFinite(value)) return NO_VALUE
  const size = sizeText(Math.abs(value), format)
  if (!format.startsWith('signed-')) return isNothing(size) || value >= 0 ? size : `${MINUS}${size}`
  return `${isNothing(size) ? '±' : value > 0 ? '+' : MINUS}${size}`
}

function sizeText(size: number, format: FigureFormat): string {
  if (format === 'share' || format === 'signed-share') return `${TENTHS.format(size * 100)}%`
  if (format === 'decimal') return (size > 0 && size < 0.095 ? HUNDREDTHS : TENTHS).format(size)
  if (format === 'signed-decimal') return TENTHS.format(size)
  return WHOLE.format(size)
}

/** What rounds to zero has no sign. */
const isNothing = (size: string): boolean => !/[1-9]/.test(size)

const clocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(at: number, format: 'day' | 'minute', timeZone: string): string {
  if (!(Math.abs(at) <= 8.64e15)) return NO_VALUE
  // Sweden writes dates as ISO 8601 does.
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(timeZone, known)
  const text = known.format(at)
  return format === 'day' ? text.slice(0, text.indexOf(' ')) : text
}
