/** Which columns of the list a person shows, and how wide: kept on this PC, like language and appearance. */
import { CASE_COLUMNS, type CaseColumn } from '../../preload/contract/case-output.ts'
import { keptHere, useKeptHere } from '../state/kept-here.ts'

export const COLUMNS = CASE_COLUMNS
export type Column = CaseColumn
export interface KeptColumns { hidden: Column[]; widths: Partial<Record<Column, number>> }

const NONE: KeptColumns = { hidden: [], widths: {} }

/** Whatever cannot be read counts as not chosen. One column always stays. */
export function parseColumns(text: string | null): KeptColumns {
  try {
    const { hidden, widths } = (JSON.parse(text ?? '{}') ?? {}) as { hidden?: unknown; widths?: unknown }
    const wanted = COLUMNS.filter((column) => Array.isArray(hidden) && hidden.includes(column))
    const sizes = Object.entries((typeof widths === 'object' && widths) || {}).filter(([column, width]) => COLUMNS.some((known) => known === column) && typeof width === 'number' && width >= 40 && width <= 2_000)
    return { hidden: wanted.length === COLUMNS.length ? [] : wanted, widths: Object.fromEntries(sizes) as KeptColumns['widths'] }
  } catch {
    return NONE
  }
}

const columns = keptHere('desk.columns', parseColumns)

export const changeColumns = (patch: Partial<KeptColumns>): void => columns.put({ ...columns.get(), ...patch })
export const useColumns = (): KeptColumns => useKeptHere(columns)
