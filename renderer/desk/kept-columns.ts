/** Which columns of the list a person shows, and how wide: kept on this PC, like language and appearance. */
import { useSyncExternalStore } from 'react'

export const COLUMNS = ['number', 'status', 'due', 'marks', 'class', 'text', 'place', 'street', 'reported'] as const
export type Column = (typeof COLUMNS)[number]
export interface KeptColumns { hidden: Column[]; widths: Partial<Record<Column, number>> }

const KEY = 'desk.columns'
const NONE: KeptColumns = { hidden: [], widths: {} }
const listeners = new Set<() => void>()
let kept: KeptColumns | null = null

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

function read(): KeptColumns {
  try {
    kept ??= parseColumns(localStorage.getItem(KEY))
  } catch {
    kept ??= NONE
  }
  return kept
}

export function changeColumns(patch: Partial<KeptColumns>): void {
  kept = { ...read(), ...patch }
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // A profile without storage keeps the choice until the page closes.
  }
  for (const changed of listeners) changed()
}

export function useColumns(): KeptColumns {
  return useSyncExternalStore((changed) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  }, read)
}
