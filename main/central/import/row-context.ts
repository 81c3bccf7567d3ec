/** What turning records into rows needs to know besides the record itself. */
import type { Pick } from './columns.ts'
import type { CityNames } from './city-names.ts'
import type { Crs } from './coordinates.ts'
import type { FlagReason, RefusalReason } from './refusal.ts'
import type { SourceRecord } from './source-record.ts'
import type { TimeRules } from './times.ts'

export interface RowContext {
  names: CityNames
  pick: Pick
  /** True when the file has a column of areas: an empty cell is then worth a remark. */
  hasAreas: boolean
  crs: Crs
  rules: TimeRules
  /** File name and hash. */
  source: string
}

const MAX_ID_CHARS = 100

/** The external id as text, exactly as written; refused when it cannot be the real one. */
export function readId(raw: string): { id: string } | { refused: RefusalReason; detail: string } {
  const id = raw.trim()
  if (id === '') return { refused: 'missing-id', detail: '' }
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(id)) return { refused: 'excel-id', detail: id }
  if (id.length > MAX_ID_CHARS || /\p{Cc}/u.test(id)) return { refused: 'bad-id', detail: `${id.length} characters` }
  return { id }
}

export function readArea(context: RowContext, record: SourceRecord, flags: FlagReason[]): { area: string } | { refused: RefusalReason; detail: string } {
  const name = context.pick(record, 'area')
  if (name.length > 200) return { refused: 'bad-area', detail: `${name.length} characters` }
  if (context.hasAreas && name.trim() === '') flags.push('no-area')
  return { area: context.names.areaId(name) }
}

/** PostgreSQL takes no NUL, and half a surrogate pair is no character. */
export function hasBadText(record: SourceRecord): boolean {
  for (const value of record.cells.values()) if (value.includes('\0') || !value.isWellFormed()) return true
  return false
}

/** At most `max` UTF-16 units, never cutting a character in half. */
export function fit(text: string, max: number, flags: FlagReason[]): string {
  const trimmed = text.trim()
  if (trimmed.length <= max) return trimmed
  if (!flags.includes('shortened-text')) flags.push('shortened-text')
  const cut = trimmed.slice(0, max)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}
