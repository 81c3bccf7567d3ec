/** The columns of the case list, and what their cells show. All text of a case is shown as text. */
import Box from '@mui/material/Box'
import type { ColDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import type { ReactNode } from 'react'
import type { CaseOrder, CaseRow } from '../../preload/contract/case-list.ts'
import type { CaseClass } from '../../preload/contract/model.ts'
import type { MessageKey } from '../catalogue.ts'
import { EditMark } from '../chrome/edit-mark.tsx'
import { nameClass } from '../chrome/filter/class-picker.tsx'
import type { Text } from '../chrome/phrase.ts'
import { useText } from '../chrome/text.ts'
import { useNow } from '../state/now.ts'
import { ChooseCell } from './bulk/choosing.tsx'
import { dueWords, isLate } from './due-words.ts'
import { COLUMNS, type Column, type KeptColumns } from './kept-columns.ts'
import { MINUTE_MS } from './case-question.ts'
import { StatusMark } from './status-mark.tsx'

type Cell = ICellRendererParams<CaseRow>

const WIDTHS: Record<Column, number> = { number: 138, status: 148, edit: 116, due: 208, marks: 116, class: 120, text: 216, place: 180, street: 92, reported: 100 }
const SORTED: Partial<Record<Column, CaseOrder['by']>> = { reported: 'reported', due: 'due' }

export const columnWords = (column: Column, { t }: Text): string => t(`desk.column.${column}` satisfies MessageKey)

export function columnDefs({ hidden, widths }: KeptColumns, order: CaseOrder, classes: readonly CaseClass[], text: Text): ColDef<CaseRow>[] {
  const names = new Map(classes.map((one) => [one.id, nameClass(one, text.locale)]))
  const formats: Partial<Record<Column, (row: CaseRow) => string>> = {
    number: ({ number }) => number, class: (row) => names.get(row.class) ?? row.class, text: (row) => row.text, place: ({ place }) => place,
    street: ({ street }) => (text.locale === 'en' ? street.nameEn : null) ?? street.name, reported: ({ reportedAt }) => text.shortMoment(reportedAt, Date.now()),
  }
  const renderers: Partial<Record<Column, (params: Cell) => ReactNode>> = { status: StatusCell, edit: EditCell, due: DueCell, marks: MarksCell }
  const box: ColDef<CaseRow> = { colId: 'chosen', headerName: text.t('bulk.column'), width: 40, minWidth: 40, maxWidth: 40, resizable: false, sortable: false, cellRenderer: ChooseCell, cellStyle: { paddingInline: '8px', textOverflow: 'clip' } }
  return [box, ...COLUMNS.map((column): ColDef<CaseRow> => {
    const [format, renderer, by] = [formats[column], renderers[column], SORTED[column]]
    return {
      colId: column, headerName: columnWords(column, text), hide: hidden.includes(column), minWidth: 60,
      // The text takes what the others leave, until somebody gives it a width.
      ...(column === 'text' && widths.text === undefined ? { flex: 1, minWidth: WIDTHS.text } : { width: widths[column] ?? WIDTHS[column] }),
      sortable: by !== undefined, ...(by === undefined ? {} : { sort: by === order.by ? (order.descending ? 'desc' : 'asc') : null, sortingOrder: ['asc', 'desc'] }),
      // Text of either direction stays within its cell.
      cellStyle: { unicodeBidi: 'isolate' },
      ...(format === undefined ? {} : { valueFormatter: ({ data }: ValueFormatterParams<CaseRow>) => (data === undefined ? '' : format(data)) }),
      ...(renderer === undefined ? {} : { cellRenderer: renderer }),
    }
  })]
}

function StatusCell({ data }: Cell): ReactNode {
  return data === undefined ? null : <StatusMark status={data.status} />
}

/** Empty where the case is as the center has it. */
function EditCell({ data }: Cell): ReactNode {
  return data === undefined || data.edit === null ? null : <EditMark mark={data.edit} short />
}

function DueCell({ data }: Cell): ReactNode {
  const text = useText()
  const now = useNow(MINUTE_MS)
  if (data === undefined) return null
  const late = isLate(data, now)
  return <Box component="span" data-late={late || undefined} sx={{ color: late ? 'error.text' : data.dueAt === null ? 'text.secondary' : undefined, fontWeight: late ? 600 : undefined }}>{late ? '▲ ' : ''}{dueWords(data, now, text)}</Box>
}

/** What must not be overlooked, in words: danger to life first. */
export function markWords({ danger, urgent, supervised }: CaseRow, { t }: Text): string[] {
  return [...(danger ? [t('desk.mark.danger')] : []), ...(urgent ? [t('desk.mark.urgent')] : []), ...(supervised ? [t('desk.mark.supervised')] : [])]
}

function MarksCell({ data }: Cell): ReactNode {
  const text = useText()
  if (data === undefined) return null
  // There is room for the worst of it: what endangers a life is urgent.
  const words = markWords(data.danger ? { ...data, urgent: false } : data, text)
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5 }}>
      {words.map((word, n) => <Box key={word} component="span" sx={{ px: 0.5, lineHeight: '20px', border: 1, borderRadius: 0.5, fontWeight: 600, color: data.danger && n === 0 ? 'error.text' : 'warning.text' }}>{word}</Box>)}
    </Box>
  )
}
