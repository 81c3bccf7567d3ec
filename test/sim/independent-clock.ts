/** The local hour and weekday of an instant, and the first instant of a local date, by the platform's own calendar. */

export interface LocalTime {
  /** 0–23. */
  hour: number
  /** ISO: 1 is Monday. */
  weekday: number
}

/** In the zone; UTC where the platform knows no such zone. */
export function localTimes(zone: string): (at: number) => LocalTime {
  const format = formatOf(zone)
  const known = new Map<number, LocalTime>()
  return (at) => {
    let time = known.get(at)
    if (time === undefined) {
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
      known.set(at, (time = { hour: Number(parts['hour']), weekday: WEEKDAYS.indexOf(parts['weekday'] ?? '') + 1 }))
    }
    return time
  }
}

const QUARTER_MS = 900_000
const starts = new Map<string, number>()

/** To the quarter hour, which is what the offsets of zones are made of; `date` is YYYY-MM-DD. */
export function startOfDate(zone: string, date: string): number {
  const known = starts.get(`${zone} ${date}`)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: isZone(zone) ? zone : 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' })
  let at = Date.parse(`${date}T00:00:00Z`) - 15 * 3_600_000
  while (format.format(at) < date) at += QUARTER_MS
  starts.set(`${zone} ${date}`, at)
  return at
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone)
  if (kept !== undefined) return kept
  const made = new Intl.DateTimeFormat('en-US', { timeZone: isZone(zone) ? zone : 'UTC', weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  formats.set(zone, made)
  return made
}

function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
