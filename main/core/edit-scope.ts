/** In which scope the row lies that an edit is about: the central's change log is told by it. Pure. */
import type { EditIntent } from '../../preload/contract/edit.ts'

/** The row that must be here already; null: the edit makes one. */
export const rowOf = (intent: EditIntent): string | null => ('on' in intent ? intent.on : intent.kind === 'create' ? null : intent.id)

/** `scopes`: of the rows that are here. Undefined: this desk does not hold the row. */
export const scopeOf = (intent: EditIntent, scopes: ReadonlyMap<string, string>): string | undefined =>
  intent.kind === 'create' ? `office:${intent.set.area}` : scopes.get(rowOf(intent) ?? '')
