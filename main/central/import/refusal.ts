/** Why a line, or a whole file, is not taken: a closed list, so that reasons can be counted. */

/** The whole file is refused; nothing of it is written. The message is meant for the person at the terminal. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}

/** The line is left out. */
export const REFUSALS = {
  'missing-id': 'no external id',
  'excel-id': 'the id was turned into a rounded number by a spreadsheet (like 1.23E+17)',
  'bad-id': 'the id is longer than 100 characters or holds control characters',
  'duplicate-id': 'the same id stands on an earlier line',
  'look-alike-id': 'differs from the id of an earlier line only by case, width or hidden characters',
  'no-coordinate': 'no coordinate',
  'zero-coordinate': 'the coordinate is 0/0',
  'bad-coordinate': 'the coordinate is not a decimal number of degrees',
  'out-of-range': 'longitude beyond ±180 or latitude beyond ±90',
  'outside-bounds': 'far outside the city',
  'bad-geometry': 'no usable point or closed outline',
  'missing-time': 'no time of report',
  'bad-time': 'the time cannot be read',
  'bad-text': 'holds a NUL or half a character',
  'bad-area': 'the name of the area is longer than 200 characters',
  'missing-name': 'no name',
  'unknown-kind': 'not one of the four kinds of sites; declare one with --kind',
  'bad-duration': 'the time at the door is not a number of 0 or more',
  'bad-line': 'not a record',
  'column-count': 'more or fewer cells than the header has',
  'bad-row': 'breaks the wire contract',
} as const
export type RefusalReason = keyof typeof REFUSALS

/** The line is taken, with a doubt worth knowing. */
export const FLAGS = {
  'closed-before-opened': 'closed before it was opened: the closing time is left out',
  'closed-without-time': 'closed, but without a closing time',
  'unknown-status': 'a status this importer does not know: read as filed, or as closed when a closing time is given',
  'ambiguous-time': 'a local time that occurred twice that night: the earlier one is taken',
  'nonexistent-time': 'a local time that the clock skipped that night: moved forward',
  'date-only': 'a date without a time of day: read as local midnight',
  'bad-other-time': 'a due, closing or update time that cannot be read is left out',
  'shortened-text': 'longer than the contract allows: the end is left out',
  'leading-zero-id': 'differs from the id of an earlier line only by leading zeros: both are taken',
  'no-area': 'no area given: goes to 未注明 / unspecified',
  'point-from-outline': 'an outline without a point: its middle is taken',
  'height-dropped': 'a third coordinate is left out',
} as const
export type FlagReason = keyof typeof FLAGS

/** One remark about one line (CSV: line of the file; JSON: number of the record). */
export interface Remark {
  line: number
  id: string
  reason: RefusalReason | FlagReason
  detail: string
}

export const isRefusal = (reason: RefusalReason | FlagReason): reason is RefusalReason => reason in REFUSALS

export const explain = (reason: RefusalReason | FlagReason): string => (isRefusal(reason) ? REFUSALS[reason] : FLAGS[reason])

/** What turning a record into a row came to: the row with its doubts, or the reason against it. */
export type Outcome<T> = { row: T; flags: FlagReason[] } | { refused: RefusalReason; detail: string }
