/** One table of functions per reading lane: to register a query, add it here; the lanes' client types follow. */
import type { PointsChange, ReaderContext } from '../reader-context.ts'
import { followPoints } from './field-state.ts'
import { getField } from './field.ts'

/** Lists, one row, search, city and places. */
export const DESK_FUNCTIONS = {
  'points.changed': (_context: ReaderContext, _what: PointsChange): null => null,
}

/** Map fields and counts over the points. */
export const FIELD_FUNCTIONS = {
  'points.changed': followPoints,
  'field.get': getField,
}

export type DeskFunctions = typeof DESK_FUNCTIONS
export type FieldFunctions = typeof FIELD_FUNCTIONS
