/** One picture of the ground, or two of the same ground side by side: the earlier period on the left, the later on the right. */

export type Halves = 1 | 2
export type HalfIndex = 0 | 1

/** A layer whose id begins so is drawn in that half alone; any other in both. */
export const HALF_PREFIXES = ['left:', 'right:'] as const

/** Whether a layer belongs into the view named 'map', 'left' or 'right'. */
export function isInHalf(layerId: string, viewId: string): boolean {
  const prefix = HALF_PREFIXES.find((each) => layerId.startsWith(each))
  return prefix === undefined || prefix === `${viewId}:`
}
