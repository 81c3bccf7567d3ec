/** Choosing rows: the box in front of each, and how the list shares what is chosen with its cells. */
import Checkbox from '@mui/material/Checkbox'
import type { ICellRendererParams } from 'ag-grid-community'
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { CaseRow } from '../../../preload/contract/case-list.ts'
import { useText } from '../../chrome/text.ts'
import { NONE_CHOSEN, type Chosen } from './chosen.ts'

export interface Choosing {
  chosen: Chosen
  turn: (row: CaseRow) => void
}

export const ChoosingContext = createContext<Choosing>({ chosen: NONE_CHOSEN, turn: () => {} })

/** The cell itself is where the keyboard stands: Space turns its box. */
export function ChooseCell({ data }: ICellRendererParams<CaseRow>): ReactNode {
  const { t } = useText()
  const { chosen, turn } = useContext(ChoosingContext)
  if (data === undefined) return null
  return (
    <Checkbox size="small" tabIndex={-1} checked={chosen.has(data.id)} sx={{ p: 0.25, ml: -0.5 }} onChange={() => turn(data)} onClick={(event) => event.stopPropagation()}
      slotProps={{ input: { 'aria-label': t('bulk.choose', { number: data.number }), 'data-choose': data.id } as never }} />
  )
}
