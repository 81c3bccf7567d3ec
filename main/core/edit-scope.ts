/** In which scope the row lies that an edit is about, and what must be there before it. Pure. */
import type { EditIntent } from '../../preload/contract/edit.ts'

/** The row that must be here already; null: the edit makes one, or is about none. */
export const rowOf = (intent: EditIntent): string | null => ('on' in intent ? intent.on : intent.kind === 'create' || intent.kind === 'export' ? null : intent.id)

/** `scopes`: of the rows that are here. Undefined: this desk does not hold the row, or it tells of an export, which the console alone records. */
export const scopeOf = (intent: EditIntent, scopes: ReadonlyMap<string, string>): string | undefined =>
  intent.kind === 'create' ? `office:${intent.set.area}` : scopes.get(rowOf(intent) ?? '')

/**
 * What is said of a case names no version of it, so nothing else would keep it from being sent before a case that was made here, and being told that there is no
 * such case. `made`: the op that made each. Also of one that the central has: after a restore it may have to be made again.
 */
export function needsOf(intent: EditIntent, made: ReadonlyMap<string, string>): string[] {
  const op = 'on' in intent ? made.get(intent.on) : undefined
  return op === undefined ? [] : [op]
}
