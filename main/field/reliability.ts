/** How far a small number may be trusted: exact limits of a Poisson count, and the rules by which a rate is hatched or not shown. */
import jstat from 'jstat'
import type { Reliability } from '../../preload/contract/measure.ts'

const TAIL = 0.025

/**
 * Limits of the expectation behind an observed count at 95 % (Garwood 1936, by the gamma distribution). `count` need not be whole:
 * weights may add up to anything.
 */
export function poissonLimits(count: number): [low: number, high: number] {
  return [count > 0 ? jstat.gamma.inv(TAIL, count, 1) : 0, jstat.gamma.inv(1 - TAIL, count + 1, 1)]
}

/** Fewer events than this have no colour; fewer than the second are marked. Rates of orders need so many orders besides. */
export const FEWEST_EVENTS = 5
const FEWEST_ORDERS = 200
export const FEW_EVENTS = 16

/**
 * The rule for rates: fewer than 5 events are too few, fewer than 16 few (16 is a relative standard error of 25 %, the limit of the
 * U.S. Cancer Statistics). Counts are shown as they are.
 */
export function reliabilityOf(records: number, orders: number | null): Reliability {
  if (records < FEWEST_EVENTS || (orders !== null && orders < FEWEST_ORDERS)) return 'too-few'
  return records < FEW_EVENTS ? 'few' : 'plain'
}
