/** Times as other systems write them → instants; local ones by the declared zone, with both nights of the clock change handled. */
import { DateTime } from 'luxon'
import { ImportRefused, type FlagReason } from './refusal.ts'

export interface TimeRules {
  zone: string | null
  dates: 'mdy' | 'dmy' | null
}

export interface ReadTime {
  /** Milliseconds UTC. */
  at: number
  flag: FlagReason | null
}

interface Parts { year: number; month: number; day: number; hour: number; minute: number; second: number; millisecond: number; hasTime: boolean }

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]\.?M\.?)?)?$/i

/** A time text → instant, or null when it is none. Throws ImportRefused when it is local and no zone was declared. */
export function readTime(text: string, rules: TimeRules): ReadTime | null {
  const trimmed = text.trim()
  const iso = ISO.exec(trimmed)
  if (iso !== null && iso[8] !== undefined) return readWithOffset(iso, iso[8])
  const parts = iso === null ? readSlashed(trimmed, rules) : partsOf(iso)
  if (parts === null) return null
  if (rules.zone === null) {
    throw new ImportRefused(`the file holds local times (${trimmed}): declare the city's time zone, for example --zone Europe/London`)
  }
  return resolveLocal(parts, rules.zone)
}

function partsOf(match: RegExpExecArray): Parts {
  return {
    year: Number(match[1]), month: Number(match[2]), day: Number(match[3]),
    hour: Number(match[4] ?? 0), minute: Number(match[5] ?? 0), second: Number(match[6] ?? 0),
    millisecond: Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3)), hasTime: match[4] !== undefined,
  }
}

/** 03/04/2011 is two different days: only AM/PM (an American export) or a declared order decides. */
function readSlashed(text: string, rules: TimeRules): Parts | null {
  const match = SLASHED.exec(text)
  if (match === null) return null
  const order = rules.dates ?? (match[7] === undefined ? null : 'mdy')
  if (order === null) return null
  const [month, day] = order === 'mdy' ? [match[1], match[2]] : [match[2], match[1]]
  let hour = Number(match[4] ?? 0)
  if (match[7] !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (/^p/i.test(match[7]) ? 12 : 0)
  }
  return {
    year: Number(match[3]), month: Number(month), day: Number(day), hour, minute: Number(match[5] ?? 0), second: Number(match[6] ?? 0),
    millisecond: 0, hasTime: match[4] !== undefined,
  }
}

function readWithOffset(match: RegExpExecArray, offset: string): ReadTime | null {
  const { hasTime, ...parts } = partsOf(match)
  const minutes = /^z$/i.test(offset) ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))
  const time = DateTime.fromObject(parts, { zone: 'utc' })
  return time.isValid && hasTime && Math.abs(minutes) <= 15 * 60 ? within(time.toMillis() - minutes * 60_000, null) : null
}

function resolveLocal({ hasTime, ...parts }: Parts, zone: string): ReadTime | null {
  const time = DateTime.fromObject(parts, { zone })
  if (!time.isValid) return null
  if (time.hour !== parts.hour || time.minute !== parts.minute) return within(time.toMillis(), 'nonexistent-time')
  const possible = time.getPossibleOffsets()
  if (possible.length > 1) return within(Math.min(...possible.map((one) => one.toMillis())), 'ambiguous-time')
  return within(time.toMillis(), hasTime ? null : 'date-only')
}

const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
/** Years like 0001 or 9999 are another system's word for "unknown". */
function within(at: number, flag: FlagReason | null): ReadTime | null {
  return at >= EARLIEST && at < LATEST ? { at, flag } : null
}
