/** The local hour and weekday of an instant, by the platform's own calendar. */

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
