/** What is wrong or doubtful in a file of outlines: a closed list, each with the number of its feature. */

/** The whole file is refused; the message is meant for the person at the terminal. */
export class OutlinesRefused extends Error {
  override readonly name = 'OutlinesRefused'
}

/** One of these in any feature, and nothing of the file is taken: half a map of borders would be a wrong one. */
export const ERRORS = {
  'not-a-feature': 'not a GeoJSON Feature',
  'missing-code': 'no code that says which area this is',
  'unknown-code': 'no area of this level in the city has this code',
  'duplicate-code': 'an earlier feature has the same code: all parts of an area belong into one MultiPolygon',
  'no-geometry': 'no geometry, or an empty one',
  'wrong-geometry': 'neither Polygon nor MultiPolygon',
  'bad-number': 'a coordinate is not a pair of finite numbers',
  'out-of-range': 'longitude beyond ±180 or latitude beyond ±90: degrees are expected, not metres of a projection',
  'short-ring': 'a ring of fewer than three different corners',
  'open-ring': 'a ring does not end where it begins',
  'self-crossing': 'the outline crosses itself',
  'hole-outside': 'a hole lies outside its ring',
  'parts-overlap': 'two parts of the area lie over one another',
  'overlaps-neighbour': 'lies over another area by more than a hundredth of the smaller one',
  'area-absurd': 'smaller than a yard or larger than a country',
  'too-many-corners': 'more corners than may be held: simplify it',
} as const
export type ErrorReason = keyof typeof ERRORS

/** Taken all the same, once somebody has read it. */
export const REMARKS = {
  'height-dropped': 'a third coordinate is left out',
  'has-hole': 'has a hole: right for an enclave, else a fault',
  'spike': 'goes out and back on the same line somewhere: drawn as it is',
  'small-overlap': 'lies over another area a little, as outlines drawn apart do',
  'area-unusual': 'unusually small or large for its level',
  'label-outside': 'the point where the area’s name stands lies outside: check the coordinate system',
} as const
export type RemarkReason = keyof typeof REMARKS

export interface Finding {
  /** Number of the feature in the file, from 1. */
  feature: number
  code: string
  reason: ErrorReason | RemarkReason
  detail: string
}

export const isError = (reason: ErrorReason | RemarkReason): reason is ErrorReason => reason in ERRORS
export const explain = (reason: ErrorReason | RemarkReason): string => (isError(reason) ? ERRORS[reason] : REMARKS[reason])
