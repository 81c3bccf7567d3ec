/** Counts what the desks of one process ask of the central, second by second, between two marks. */
import type { Fetch } from '../../main/sync/ports.ts'

export type Kind = 'meta' | 'me' | 'wake' | 'snapshot' | 'part' | 'changes' | 'digest'

export interface MeterReading {
  /** Requests by second of Unix time: all, and the desks' first ones since the mark. */
  perSecond: Record<number, number>
  firsts: Record<number, number>
  kinds: Partial<Record<Kind, number>>
  /** By status; 0 is a connection that failed. */
  statuses: Record<number, number>
  /** Most requests that one desk made. */
  most: number
}

export interface DeskMeter {
  /** The network of one desk, counted. */
  wrap(desk: number, fetch: Fetch): Fetch
  mark(): void
  read(): MeterReading
}

export const kindOf = (path: string, method: string): Kind => {
  if (path.endsWith('/meta')) return 'meta'
  if (path.endsWith('/me')) return 'me'
  if (path.endsWith('/wake')) return 'wake'
  if (path.includes('/parts/')) return 'part'
  if (path.endsWith('/digest')) return 'digest'
  return method === 'POST' ? 'snapshot' : 'changes'
}
export const bump = <K extends PropertyKey>(counts: Partial<Record<K, number>>, key: K): void => void (counts[key] = (counts[key] ?? 0) + 1)

export function createDeskMeter(): DeskMeter {
  let reading: MeterReading
  let byDesk: Map<number, number>
  const mark = (): void => {
    reading = { perSecond: {}, firsts: {}, kinds: {}, statuses: {}, most: 0 }
    byDesk = new Map()
  }
  mark()
  return {
    mark,
    read: () => ({ ...reading, most: Math.max(0, ...byDesk.values()) }),
    wrap: (desk, fetch) => async (url, init) => {
      const second = Math.floor(Date.now() / 1000)
      bump(reading.perSecond, second)
      if (!byDesk.has(desk)) bump(reading.firsts, second)
      byDesk.set(desk, (byDesk.get(desk) ?? 0) + 1)
      bump(reading.kinds, kindOf(new URL(url).pathname, init.method))
      const mine = reading
      try {
        const answer = await fetch(url, init)
        bump(mine.statuses, answer.status)
        return answer
      } catch (error) {
        bump(mine.statuses, 0)
        throw error
      }
    },
  }
}

export const addUp = (all: readonly Partial<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [key, n] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + (n ?? 0)
  return sum
}

/** Of several processes, whose clocks are one machine's. */
export function mergeReadings(readings: readonly MeterReading[]): MeterReading {
  return {
    perSecond: addUp(readings.map((r) => r.perSecond)), firsts: addUp(readings.map((r) => r.firsts)),
    kinds: addUp(readings.map((r) => r.kinds)), statuses: addUp(readings.map((r) => r.statuses)), most: Math.max(0, ...readings.map((r) => r.most)),
  }
}
export const total = (counts: Partial<Record<string, number>>): number => Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0)
export const busiest = (counts: Record<number, number>): number => Math.max(0, ...Object.values(counts))
