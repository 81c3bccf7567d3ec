/** The steps of a playback: what the filter's period and hours become, one after the other. */
import type { Period } from '../state/address.ts'
import { addDays, countDays } from '../state/days.ts'

export const STEPS = ['hour', 'day', 'week'] as const
export type Step = (typeof STEPS)[number]

/** What is played: local days, both included, and the hours chosen in it; none means all. */
export interface Base {
  from: string
  to: string
  hours: readonly number[]
}
export interface Frame {
  period: Period
  hours: number[]
}

/** By hour of the day each frame is of the whole period; by day or week, of the hours chosen. The last week may be short. */
export function framesOf(step: Step, { from, to, hours }: Base): Frame[] {
  if (step === 'hour') {
    const all = hours.length > 0 ? hours : Array.from({ length: 24 }, (_, hour) => hour)
    return all.map((hour) => ({ period: { from, to }, hours: [hour] }))
  }
  const length = step === 'day' ? 1 : 7
  return Array.from({ length: Math.ceil(countDays(from, to) / length) }, (_, n) => {
    const first = addDays(from, n * length)
    const last = addDays(first, length - 1)
    return { period: { from: first, to: last < to ? last : to }, hours: [...hours] }
  })
}

/** Whether these are the period and the hours of a frame: whoever has chosen others since keeps them. */
export function isOf(frame: Frame, { period, hours }: Frame): boolean {
  return JSON.stringify([frame.period, frame.hours]) === JSON.stringify([period, hours])
}
