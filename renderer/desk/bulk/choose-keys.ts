/** Choosing by keyboard in the list: Space turns a row, Shift with an arrow takes the next along, Ctrl+A as many as go into one save. */
import type { SuppressKeyboardEventParams } from 'ag-grid-community'
import type { CaseRow } from '../../../preload/contract/case-list.ts'

export interface Choosers {
  turn: (row: CaseRow) => void
  choose: (rows: readonly CaseRow[]) => void
  chooseAll: () => void
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** True: the grid leaves the key alone. */
export function chooseByKey({ event, node, api, column }: SuppressKeyboardEventParams<CaseRow>, { turn, choose, chooseAll }: Choosers): boolean {
  const { data, rowIndex } = node
  const step = event.shiftKey ? STEPS[event.key] : undefined
  const isAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a'
  if (event.key !== ' ' && step === undefined && !isAll) return false
  event.preventDefault()
  if (event.type !== 'keydown') return true
  if (isAll) chooseAll()
  else if (step === undefined) {
    if (data !== undefined) turn(data)
  } else if (rowIndex !== null) {
    const next = Math.min(api.getDisplayedRowCount() - 1, Math.max(0, rowIndex + step))
    api.ensureIndexVisible(next)
    api.setFocusedCell(next, column)
    // A row that has not come yet cannot be chosen.
    choose([data, api.getDisplayedRowAtIndex(next)?.data].filter((row) => row !== undefined))
  }
  return true
}

/** A press on the box, or beside it in its column, is no wish to open the case. */
export const isOnBox = (event: Event | null | undefined): boolean => event?.target instanceof Element && event.target.closest('[col-id="chosen"]') !== null
