/**
 * Figures taken from real data sets, to shape the practice city. Only the figures are kept here, none of the records.
 * Sources: Boston 311, July–December 2011, 58,251 requests (City of Boston, PDDL) · London cargo-bike stops, 9,595 stops
 * (M. Schrader, N. Collignon, N. Kumar, "Data-Driven Strategies for Accelerating the Transition to Sustainable Logistics", MIT) ·
 * Changshu home deliveries, August 2024, 21,998 orders (dapig5566/PARL, MIT) · New York 311 sample of 2012, 1,000 records (NYC Open Data).
 */
import type { Random } from './random.ts'

/** A quantile function as points [share, value], shares ascending. */
export type Quantiles = readonly (readonly [number, number])[]

/** Share of requests opened in each local hour (Boston). */
export const REPORT_HOUR_SHARES: readonly number[] = [
  0.0046, 0.0028, 0.002, 0.0018, 0.0015, 0.0031, 0.0102, 0.0359, 0.0723, 0.1166, 0.1195, 0.1008,
  0.089, 0.0836, 0.0894, 0.0759, 0.0482, 0.0351, 0.025, 0.022, 0.0188, 0.0165, 0.0158, 0.0098,
]
/** Share of requests opened on each ISO weekday, Monday first (Boston). */
export const REPORT_WEEKDAY_SHARES: readonly number[] = [0.1882, 0.1875, 0.1904, 0.1703, 0.1593, 0.0491, 0.0552]

/** Hours from opened to closed, closed requests only (Boston). For comparison, New York: median 120, upper quartile 334. */
export const CLOSING_HOURS: Quantiles = [
  [0, 0.0001], [0.05, 0.0003], [0.1, 0.0039], [0.25, 0.1656], [0.5, 22.1764], [0.75, 263.7042], [0.9, 1903.0142], [0.95, 5185.9481], [0.99, 21317.0456], [1, 60000],
]
/** Share of requests that never closed (Boston, 3,681 of 58,251). */
export const NEVER_CLOSED_SHARE = 0.0632
/** Share of requests past their target time (Boston). */
export const OVERDUE_SHARE = 0.1983

/** Seconds of a whole stop at the door: parking, walk, handover (London). Mean 242.2. */
export const STOP_SECONDS: Quantiles = [
  [0, 5], [0.01, 30], [0.05, 71], [0.1, 95], [0.25, 139], [0.5, 210], [0.75, 304], [0.9, 429], [0.95, 508], [0.99, 794], [1, 2407],
]
export const STOP_MEAN_SECONDS = 242.2

/** Share of orders whose courier waited 0, 1, 2, … time slots between arrival and receipt (Changshu). */
export const WAIT_SLOT_SHARES: readonly number[] = [
  0.3797, 0.4071, 0.1035, 0.0234, 0.0247, 0.0226, 0.0119, 0.0115, 0.0035, 0.0039, 0.0011, 0.0026, 0.0025, 0.0013, 0.0005,
]

/** The value at a share, linear in the logarithm between the known quantiles (times have long tails). */
export function valueAt(quantiles: Quantiles, share: number): number {
  for (let i = 1; i < quantiles.length; i++) {
    const [[lowShare, low], [highShare, high]] = [quantiles[i - 1]!, quantiles[i]!]
    if (share <= highShare) return low * (high / low) ** ((share - lowShare) / (highShare - lowShare))
  }
  return quantiles.at(-1)![1]
}

export const draw = (quantiles: Quantiles, random: Random): number => valueAt(quantiles, random.next())

/** Parcels delivered in each local hour, counts of one day (LaDe-D Yantai, 1,200 parcels, Cainiao, Apache-2.0, arXiv:2306.10675). */
export const DELIVERY_HOUR_COUNTS: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 11, 29, 96, 154, 172, 144, 137, 141, 108, 83, 62, 34, 24, 4, 1]
