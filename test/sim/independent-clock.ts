/** The local hour of an instant, by the platform's own calendar. */

/** Hour 0–23 in the zone; UTC where the platform knows no such zone. */
export function localHours(zone: string): (at: number) => number {
  const format = formatOf(zone)
  const known = new Map<number, number>()
  return (at) => {
    let hour = known.get(at)
    if (hour === undefined) known.set(at, (hour = Number(format.format(at))))
    return hour
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone)
  if (kept !== undefined) return kept
  const made = new Intl.DateTimeFormat('en-US', { timeZone: isZone(zone) ? zone : 'UTC', hour: '2-digit', hourCycle: 'h23' })
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
