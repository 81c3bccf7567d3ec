/** What keeps a panel from burning in, as functions of the time alone: any two pages agree, and a restart changes nothing. */

export const ORBIT_STEP_MS = 180_000
/** At 4K; in the design grid half of it. */
export const ORBIT_REACH = 8
/** Of the night profile, relative to the day. */
export const NIGHT_LUMINANCE = 0.6

/** Where the stage stands, in pixels at 4K: one step of at most a pixel each way every three minutes, over the whole square in under a day and a half. */
export function orbitAt(now: number): { x: number; y: number } {
  const step = Math.floor(now / ORBIT_STEP_MS)
  return { x: swing(step, 4 * ORBIT_REACH), y: swing(step, 4 * ORBIT_REACH + 2) }
}

/** To and fro between both ends, one a step; `period` steps and it is back. */
function swing(step: number, period: number): number {
  const at = ((step % period) + period) % period
  const half = period / 2
  const reached = (at <= half ? at : period - at) - Math.floor(half / 2)
  return Math.max(-ORBIT_REACH, Math.min(ORBIT_REACH, reached))
}

/** Whether the darker profile holds, by the city's clock; over midnight where the hours say so. */
export function isNight(now: number, timeZone: string, hours: { from: number; to: number } | null): boolean {
  if (hours === null || hours.from === hours.to) return false
  const hour = Number(new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  return hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to
}

/** Opacity of a black layer that leaves this share of the luminance (sRGB, IEC 61966-2-1, by its mean exponent). */
export const dimmingFor = (luminance: number): number => 1 - luminance ** (1 / 2.2)
